import type { ApprovalRequestId, InstantMs } from "@/lib/domain/kernel/ids";
import { ROLE_CAPABILITIES, type Role } from "./capability";
import type { Person } from "./person";
import { holdsPower } from "./power";

/** Who gave an invitation, as far as it decides whether the invitation holds. */
export type Inviter = Pick<Person, "name" | "role" | "status">;

/** What decides whether an invitation holds. */
export type Invited = { readonly role: Role; readonly requestId: ApprovalRequestId | null };

/** Whether somebody may give an invitation. */
export function mayStillInvite(inviter: Pick<Inviter, "role" | "status"> | null): boolean {
  return inviter?.status === "active" && ROLE_CAPABILITIES[inviter.role].has("people:manage");
}

/**
 * An invitation holds as long as who gave it could still give it: nobody leaves a way in behind them. One into a role that
 * decides or administers and that one person gave ends with the bootstrap.
 */
export function invitationHolds(
  invitation: Invited,
  inviter: Pick<Inviter, "role" | "status"> | null,
  bootstrap: boolean,
): boolean {
  const byEnough = bootstrap || invitation.requestId !== null || !holdsPower(invitation.role);
  return byEnough && mayStillInvite(inviter);
}

export type InvitationStanding = "open" | "expired" | "void" | "needs-two";

/** What has become of an invitation that was neither accepted nor withdrawn. */
export function invitationStanding(
  invitation: Invited & { readonly expiresAtMs: InstantMs },
  inviter: Pick<Inviter, "role" | "status"> | null,
  { asOf, bootstrap }: { readonly asOf: InstantMs; readonly bootstrap: boolean },
): InvitationStanding {
  if (invitation.expiresAtMs <= asOf) return "expired";
  if (!mayStillInvite(inviter)) return "void";
  return invitationHolds(invitation, inviter, bootstrap) ? "open" : "needs-two";
}
