import { ButtonLink } from "@/components/ui/button";
import { ForbiddenState } from "@/components/ui/forbidden-state";
import { TextLink } from "@/components/ui/text-link";
import { nameList } from "@/lib/domain/kernel/name-list";
import type { Role } from "@/lib/domain/people/capability";
import { ROLE_PHRASES } from "@/lib/domain/people/words";

type NotAllowedProps = {
  readonly role: Role;
  readonly administrators: readonly string[];
  readonly leads: readonly string[];
};

/** What the reader is, and who can change that. */
export function NotAllowed({ role, administrators, leads }: NotAllowedProps) {
  return (
    <div className="grid min-h-[60dvh] content-center p-page-x">
      <h1 className="sr-only">Not allowed</h1>
      <ForbiddenState
        title="Your role doesn’t include this page"
        action={
          <>
            <ButtonLink href="/">Go to the start page</ButtonLink>
            <ButtonLink href="/people/roles">What each role can do</ButtonLink>
          </>
        }
        framed={false}
      >
        You are {ROLE_PHRASES[role]}. {nameList(administrators, "or")} can change that
        {leads.length > 0 && `; on a single system ${nameList(leads, "or")} can, too`}. Who is who stands
        under <TextLink href="/people">People</TextLink>.
      </ForbiddenState>
    </div>
  );
}
