import type { InstantMs } from "@/lib/domain/kernel/ids";
import { ROLE_CAPABILITIES } from "./capability";
import type { Person } from "./person";

/** Who gave an invitation, as far as it decides whether the invitation holds. */
export type Inviter = Pick<Person, "name" | "role" | "status">;

/**
 * An invitation holds as long as who gave it could still give it: nobody leaves a way in behind them.
 */
export function mayStillInvite(inviter: Pick<Inviter, "role" | "status"> | null): boolean {
  return inviter?.status === "active" && ROLE_CAPABILITIES[inviter.role].has("people:manage");
}

export type InvitationStanding = "open" | "expired" | "void";

/** What has become of an invitation that was neither accepted nor withdrawn. */
export function invitationStanding(
  invitation: { readonly expiresAtMs: InstantMs },
  inviter: Pick<Inviter, "role" | "status"> | null,
  asOf: InstantMs,
): InvitationStanding {
  if (invitation.expiresAtMs <= asOf) return "expired";
  return mayStillInvite(inviter) ? "open" : "void";
}
