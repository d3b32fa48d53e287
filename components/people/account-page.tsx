import type { ComponentProps, ReactNode } from "react";
import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { Role } from "@/lib/domain/people/capability";
import { ROLE_WORDS } from "@/lib/domain/people/words";
import { PasswordForm } from "./password-form";
import { KeysForm, NameForm } from "./profile-forms";
import { Sessions } from "./sessions";
import { ThemeChoice } from "./theme-choice";

type AccountPageProps = {
  readonly me: {
    readonly name: string;
    readonly email: string;
    readonly handle: string;
    readonly role: Role;
    readonly singleKeys: boolean;
  };
  readonly sessions: ComponentProps<typeof Sessions>;
  /** One’s second factors, which are a topic of their own. */
  readonly factors: ReactNode;
  /** What comes by mail: a form of another topic. */
  readonly mail: ReactNode;
};

/** One's own name, password, second factors, sessions and habits. */
export function AccountPage({ me, sessions, factors, mail }: AccountPageProps) {
  return (
    <div className="p-page-x">
      <PageHeader title="Your account" />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,360px)_minmax(0,1fr)]">
        <div className="grid content-start gap-8">
          <Section title="Profile">
            <DefinitionRows className="mb-4">
              <DefinitionRow term="Address">
                <span className="break-all">{me.email}</span>
              </DefinitionRow>
              <DefinitionRow term="Mention">@{me.handle}</DefinitionRow>
              <DefinitionRow term="Role">
                {ROLE_WORDS[me.role]} <TextLink href="/people/roles">What it can do</TextLink>
              </DefinitionRow>
            </DefinitionRows>
            <NameForm name={me.name} singleKeys={me.singleKeys} />
          </Section>
          <Section title="Password">
            <PasswordForm email={me.email} />
          </Section>
          {factors}
        </div>
        <div className="grid content-start gap-8">
          <Sessions {...sessions} />
          <div id="mail" className="scroll-mt-4">
            <Section title="Mail">{mail}</Section>
          </div>
          <Section title="Keyboard">
            <KeysForm name={me.name} singleKeys={me.singleKeys} />
          </Section>
          <Section title="Theme">
            <ThemeChoice />
          </Section>
        </div>
      </div>
    </div>
  );
}

type SectionProps = { readonly title: string; readonly children: ReactNode };

function Section({ title, children }: SectionProps) {
  return (
    <section aria-label={title} className={title === "Theme" ? "needs-script" : undefined}>
      <SectionHeader title={title} />
      {children}
    </section>
  );
}
