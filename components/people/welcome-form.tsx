"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Field } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { chooseFirstPassword } from "@/lib/features/people/actions";
import { NewPasswordField } from "./new-password-field";
import { PasswordInput } from "./password-input";

/** Replaces a one-time password by one that only this person knows. */
export function WelcomeForm({ email }: { readonly email: string }) {
  return (
    <ActionForm action={chooseFirstPassword} className="mt-4 grid gap-4">
      {(form) => (
        <>
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <Field label="One-time password" error={form.error("currentPassword")}>
            {(control) => (
              <PasswordInput {...control} name="currentPassword" autoComplete="current-password" autoFocus />
            )}
          </Field>
          <NewPasswordField
            name="newPassword"
            label="Password of your own"
            error={form.error("newPassword")}
          />
          <SubmitButton size="lg">Go on</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
