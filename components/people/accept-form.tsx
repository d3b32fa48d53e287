"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { acceptInvitation } from "@/lib/features/people/actions";
import { NewPasswordField } from "./new-password-field";

type AcceptFormProps = { readonly token: string; readonly name: string; readonly email: string };

/** Turns an invitation into an account. */
export function AcceptForm({ token, name, email }: AcceptFormProps) {
  return (
    <ActionForm action={acceptInvitation} className="mt-4 grid gap-4">
      {(form) => (
        <>
          <input type="hidden" name="token" value={token} />
          <Field label="Your name" hint="As the others know you." error={form.error("name")}>
            {(control) => (
              <Input {...control} name="name" autoComplete="name" defaultValue={form.value("name", name)} />
            )}
          </Field>
          <Field label="E-mail address" hint="You sign in with it.">
            {(control) => <Input {...control} type="email" autoComplete="username" readOnly value={email} />}
          </Field>
          <NewPasswordField error={form.error("password")} />
          <SubmitButton size="lg">Accept and sign in</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
