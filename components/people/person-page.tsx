import type { ComponentProps, ReactNode } from "react";
import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { Notice } from "@/components/ui/notice";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import { type FactorKinds, factorWords } from "@/lib/domain/people/factors";
import type { Person, PersonRef } from "@/lib/domain/people/person";
import { ROLE_WORDS } from "@/lib/domain/people/words";
import { presentOwned } from "@/lib/features/people/present";
import { LockForm, ResetLinkForm, RevealLinkForm } from "./access-forms";
import { ChangeRoleForm } from "./change-role-form";
import { DeactivateForm } from "./deactivate-form";
import { LetInForm } from "./let-in-form";
import { RequestsAbout } from "./requests-about";
import { ResetFactorsForm } from "./reset-factors-form";
import { StatusMark } from "./status-mark";

type PersonPageProps = {
  readonly person: Person;
  readonly owned: { readonly systems: number; readonly items: number };
  readonly successors: readonly PersonRef[];
  readonly factors: FactorKinds;
  readonly isMe: boolean;
  readonly mayManage: boolean;
  readonly maySeeAudit: boolean;
  readonly bootstrap: boolean;
  readonly letIn: ComponentProps<typeof LetInForm>["letIn"] | null;
  readonly requests: ComponentProps<typeof RequestsAbout>["requests"];
  readonly resetToReveal: InstantMs | null;
  readonly asOf: InstantMs;
};

/** One account, for those who manage people and those who decide about them. */
export function PersonPage(props: PersonPageProps) {
  const { person, isMe } = props;
  return (
    <div className="p-page-x">
      <PageHeader above={<TextLink href="/people">People</TextLink>} title={person.name} />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,320px)_minmax(0,640px)]">
        <Facts {...props} />
        {isMe ? <Mine {...props} /> : <Forms {...props} />}
      </div>
    </div>
  );
}

function Mine({ requests, asOf }: PersonPageProps) {
  return (
    <div className="grid content-start gap-8">
      <OpenRequests requests={requests} asOf={asOf} />
      <Notice title="This is your own account.">
        Nobody manages their own account. Your name, password and sessions are on{" "}
        <TextLink href="/account" className="underline">
          your account page
        </TextLink>
        ; another administrator can change your role.
      </Notice>
    </div>
  );
}

function OpenRequests({ requests, asOf }: Pick<PersonPageProps, "requests" | "asOf">) {
  if (requests.length === 0) return null;
  return (
    <Section title="Open requests">
      <RequestsAbout requests={requests} asOf={asOf} />
    </Section>
  );
}

function Facts({ person, owned, maySeeAudit, asOf }: PersonPageProps) {
  return (
    <div>
      <DefinitionRows>
        <DefinitionRow term="Address">
          <span className="break-all">{person.email}</span>
        </DefinitionRow>
        <DefinitionRow term="Mention">@{person.handle}</DefinitionRow>
        <DefinitionRow term="Role">{ROLE_WORDS[person.role]}</DefinitionRow>
        <DefinitionRow term="Status">
          <StatusMark status={person.status} />
        </DefinitionRow>
        <DefinitionRow term="Since">
          <RelativeTime instantMs={person.sinceMs} nowMs={asOf} />
        </DefinitionRow>
        <DefinitionRow term="Owns">{presentOwned(owned) ?? "Nothing"}</DefinitionRow>
      </DefinitionRows>
      <ul className="mt-4 grid justify-items-start gap-2">
        {maySeeAudit && (
          <li>
            <TextLink href={`/audit?actor=${person.id}`}>What {person.name} did</TextLink>
          </li>
        )}
        <li>
          <TextLink href="/people/roles">What each role can do</TextLink>
        </li>
      </ul>
    </div>
  );
}

function Forms(props: PersonPageProps) {
  const { person, requests, letIn, factors, bootstrap, mayManage, asOf } = props;
  return (
    <div className="grid content-start gap-8">
      <OpenRequests requests={requests} asOf={asOf} />
      {letIn && !bootstrap && (
        <Section title={letIn.settled === "confirm" ? "Confirm the role" : "Vouch for the account"}>
          <LetInForm person={person} letIn={letIn} factors={factorWords(factors)} />
        </Section>
      )}
      {mayManage && <ManagingForms {...props} />}
      {!mayManage && requests.length === 0 && !letIn && (
        <p className="text-2">Administrators change the role and the account of {person.name}.</p>
      )}
    </div>
  );
}

function ManagingForms({ person, factors, owned, successors, bootstrap, resetToReveal }: PersonPageProps) {
  const { id, name, email, role, status, version } = person;
  const managed = { id, name, email, role, status, version };
  return (
    <>
      <Section title="Role">
        <ChangeRoleForm person={managed} bootstrap={bootstrap} />
      </Section>
      {status === "active" && (
        <Section title="Password">
          <RevealLinkForm person={managed} waits={resetToReveal !== null} />
          <ResetLinkForm person={managed} bootstrap={bootstrap} />
        </Section>
      )}
      {status === "active" && (
        <Section title="Second factor">
          <ResetFactorsForm person={managed} factors={factors} />
        </Section>
      )}
      <Section title={status === "active" ? "Lock" : "Open again"}>
        <LockForm person={managed} bootstrap={bootstrap} />
      </Section>
      {status !== "deactivated" && (
        <Section title="End the account">
          <DeactivateForm person={managed} owned={presentOwned(owned)} successors={successors} />
        </Section>
      )}
    </>
  );
}

type SectionProps = { readonly title: string; readonly children: ReactNode };

function Section({ title, children }: SectionProps) {
  return (
    <section aria-label={title} className="border-t border-subtle pt-4 first:border-t-0 first:pt-0">
      <SectionHeader title={title} />
      {children}
    </section>
  );
}
