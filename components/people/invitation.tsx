import { MailX } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import { ROLE_PHRASES, ROLE_PURPOSES, ROLE_WORDS } from "@/lib/domain/people/words";
import { AcceptForm } from "./accept-form";

type InvitationProps = {
  readonly token: string;
  readonly signedIn: boolean;
  readonly invitation: {
    readonly organisation: string;
    readonly name: string;
    readonly email: string;
    readonly role: Role;
    readonly inviter: string;
    readonly expiresAtMs: InstantMs;
    readonly asOf: InstantMs;
  };
};

/** Who invites, to what and as what, above the form that accepts. */
export function Invitation({ token, signedIn, invitation }: InvitationProps) {
  const { organisation, name, email, role, inviter, expiresAtMs, asOf } = invitation;
  return (
    <>
      <h1>Join {organisation}</h1>
      <p className="mt-1 text-2">
        {inviter} invites you as {ROLE_PHRASES[role]}. {ROLE_WORDS[role]}: {lowerFirst(ROLE_PURPOSES[role])}{" "}
        The link ends <RelativeTime instantMs={expiresAtMs} nowMs={asOf} />.
      </p>
      {signedIn && (
        <Notice className="mt-4" tone="warning">
          Somebody is signed in on this browser. Accepting makes another account and goes on with that one.
        </Notice>
      )}
      <AcceptForm token={token} name={name} email={email} />
    </>
  );
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** One answer for links that were used, withdrawn, have expired or never were. */
export function InvitationGone() {
  return (
    <>
      <h1 className="sr-only">Invitation</h1>
      <EmptyState
        title="This invitation can’t be accepted"
        icon={<MailX aria-hidden />}
        action={<ButtonLink href="/sign-in">Sign in</ButtonLink>}
      >
        It was used, withdrawn or has expired, or the link is not complete. Ask whoever invited you for a new
        one. If you accepted it already, sign in.
      </EmptyState>
    </>
  );
}
