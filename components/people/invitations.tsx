import { CircleSlash, Clock, Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { SectionHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import type { InvitationStanding } from "@/lib/domain/people/invitation";
import { ROLE_WORDS } from "@/lib/domain/people/words";
import { InvitationLinkForm } from "./invitation-link-form";
import { WithdrawForm } from "./withdraw-form";

type InvitationLine = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly inviterName: string | null;
  readonly expiresAtMs: InstantMs;
  readonly standing: InvitationStanding;
};
type InvitationsProps = { readonly invitations: readonly InvitationLine[]; readonly asOf: InstantMs };

/** Invitations that nobody has accepted or withdrawn yet. */
export function Invitations({ invitations, asOf }: InvitationsProps) {
  if (invitations.length === 0) return null;
  const open = invitations.filter(({ standing }) => standing === "open").length;
  return (
    <section className="mt-8" aria-labelledby="invitations">
      <SectionHeader
        id="invitations"
        title="Invitations"
        aside={`${open} open, ${invitations.length - open} ended without an answer`}
      />
      <DataTable label="Invitations without an answer" phone="blocks" rowHeight="tall" bleed>
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>Role</Th>
            <Th>Invited by</Th>
            <Th>Standing</Th>
            <Th hiddenLabel="Link, withdraw" />
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <tr key={invitation.id}>
              <TdName detail={invitation.email}>{invitation.name}</TdName>
              <Td label="Role">{ROLE_WORDS[invitation.role]}</Td>
              <Td label="Invited by">{invitation.inviterName ?? "Somebody"}</Td>
              <Td label="Standing">
                <Standing invitation={invitation} asOf={asOf} />
              </Td>
              <Td numeric>
                <div className="flex flex-wrap items-end justify-end gap-2">
                  {invitation.standing === "open" && (
                    <InvitationLinkForm invitationId={invitation.id} name={invitation.name} />
                  )}
                  <WithdrawForm invitationId={invitation.id} name={invitation.name} />
                </div>
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}

const LOOK = "inline-flex items-center gap-1.5 [&>svg]:size-3.5 [&>svg]:shrink-0";

type StandingProps = { readonly invitation: InvitationLine; readonly asOf: InstantMs };

function Standing({ invitation, asOf }: StandingProps): ReactNode {
  const { standing, expiresAtMs, inviterName } = invitation;
  const when = <RelativeTime instantMs={expiresAtMs} nowMs={asOf} />;
  if (standing === "open")
    return (
      <span className={LOOK}>
        <Clock aria-hidden className="text-3" />
        <span>Open, ends {when}</span>
      </span>
    );
  if (standing === "expired")
    return (
      <span className={`${LOOK} text-warn`}>
        <Hourglass aria-hidden />
        <span>Expired {when}</span>
      </span>
    );
  return (
    <span className={`${LOOK} text-warn`}>
      <CircleSlash aria-hidden />
      <span>
        {standing === "needs-two"
          ? "Void: one person gave it, and this role takes two"
          : `Void: ${inviterName ?? "who invited"} can’t invite any more`}
      </span>
    </span>
  );
}
