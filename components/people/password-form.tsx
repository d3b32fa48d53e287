"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Field } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { changePassword } from "@/lib/features/people/actions";
import { NewPasswordField } from "./new-password-field";
import { PasswordInput } from "./password-input";
import { Saved } from "./profile-forms";

/** Changes one's own password. */
export function PasswordForm({ email }: { readonly email: string }) {
  return (
    <ActionForm action={changePassword} className="grid gap-3">
      {(form) => (
        <>
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <Field label="Present password" error={form.error("currentPassword")}>
            {(control) => (
              <PasswordInput {...control} name="currentPassword" autoComplete="current-password" />
            )}
          </Field>
          <NewPasswordField name="newPassword" label="New password" error={form.error("newPassword")} />
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton variant="secondary">Change password</SubmitButton>
            <Saved when={form.output !== null}>Changed. Every other session of yours has ended.</Saved>
          </div>
        </>
      )}
    </ActionForm>
  );
}
