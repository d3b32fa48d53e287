"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";
import { SectionHeader } from "@/components/ui/page-header";
import { ProseField } from "@/components/ui/prose-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { ROLES, type Role } from "@/lib/domain/people/capability";
import { ROLE_WORDS } from "@/lib/domain/people/words";
import { requireFactors } from "@/lib/features/factors/actions";

type SignInSettingsProps = {
  readonly factorRoles: readonly Role[];
  readonly version: number;
  readonly counts: readonly { readonly role: Role; readonly people: number; readonly withFactor: number }[];
  readonly mayChange: boolean;
};

/** Which roles need more than a password to get in. */
export function SignInSettings(props: SignInSettingsProps) {
  return (
    <section aria-labelledby="second-factors" className="max-w-[640px]">
      <SectionHeader id="second-factors" title="Second factor" />
      <p className="mb-4 text-2">
        Whoever has one of these roles needs an authenticator app or a passkey. Who has none yet sets one up
        at their next click and can do nothing else before.
      </p>
      <Form {...props} />
    </section>
  );
}

function Form({ factorRoles, version, counts, mayChange }: SignInSettingsProps) {
  const standing = (role: Role): string => {
    const count = counts.find((one) => one.role === role);
    return count ? `${count.withFactor} of ${count.people} have one` : "Nobody has this role";
  };
  return (
    <ActionForm action={requireFactors} className="grid gap-4">
      {(form) => (
        <>
          <input type="hidden" name="version" value={version} />
          <fieldset className="grid gap-2">
            <legend className="mb-2 font-medium">Roles that need a second factor</legend>
            {ROLES.map((role) => (
              <Checkbox
                key={`${role}-${version}`}
                name="roles[]"
                value={role}
                label={ROLE_WORDS[role]}
                hint={standing(role)}
                defaultChecked={form.values("roles", factorRoles).includes(role)}
                disabled={!mayChange}
              />
            ))}
          </fieldset>
          {mayChange ? (
            <>
              <ProseField
                form={form}
                name="reason"
                label="Why"
                hint="Needed when a role no longer has to have one: a second person has to agree to that."
              />
              <div className="flex flex-wrap items-center gap-3">
                <SubmitButton>Save</SubmitButton>
                <span role="status" className="text-xs text-2">
                  {form.output ? "Saved. It counts from the next click on." : ""}
                </span>
              </div>
            </>
          ) : (
            <Notice>Administrators change this.</Notice>
          )}
        </>
      )}
    </ActionForm>
  );
}
