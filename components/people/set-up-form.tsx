"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { setUp } from "@/lib/features/people/actions";
import { EmailField } from "./email-field";
import { NewPasswordField } from "./new-password-field";

/** Makes the organisation and its first administrator. */
export function SetUpForm({ token }: { readonly token: string }) {
  return (
    <>
      <h1>Set up Countersign</h1>
      <p className="mt-1 text-2">
        This makes your organisation and its first administrator. It can be done once.
      </p>
      <ActionForm action={setUp} className="mt-4 grid gap-4">
        {(form) => (
          <>
            <input type="hidden" name="token" value={token} />
            <Field label="Organisation" error={form.error("organisation")}>
              {(control) => (
                <Input {...control} name="organisation" defaultValue={form.value("organisation")} autoFocus />
              )}
            </Field>
            <Field
              label="Currency"
              hint="Three letters. All money is shown in it, and it stays."
              error={form.error("currency")}
            >
              {(control) => (
                <Input
                  {...control}
                  name="currency"
                  maxLength={3}
                  defaultValue={form.value("currency", "USD")}
                />
              )}
            </Field>
            <Field label="Your name" error={form.error("name")}>
              {(control) => (
                <Input {...control} name="name" autoComplete="name" defaultValue={form.value("name")} />
              )}
            </Field>
            <EmailField label="Your e-mail address" error={form.error("email")} value={form.value("email")} />
            <NewPasswordField error={form.error("password")} />
            <SubmitButton size="lg">Set up</SubmitButton>
          </>
        )}
      </ActionForm>
    </>
  );
}
