"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PasskeyButton } from "@/components/ui/passkey-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { beginPasskeySignIn, signInWithPasskey } from "@/lib/features/factors/actions";
import { signIn } from "@/lib/features/people/actions";
import { EmailField } from "./email-field";
import { PasswordInput } from "./password-input";

type SignInFormProps = { readonly organisation: string; readonly to: string; readonly wasReset: boolean };

/** The way in. */
export function SignInForm({ organisation, to, wasReset }: SignInFormProps) {
  return (
    <>
      <h1>Sign in to {organisation}</h1>
      {wasReset && (
        <Notice className="mt-4" tone="info" role="status">
          Your new password is set, and every earlier session has ended. Sign in with it.
        </Notice>
      )}
      {!wasReset && to !== "/" && (
        <p className="mt-1 text-2">You come back to the page that you asked for.</p>
      )}
      <ActionForm action={signIn} className="mt-4 grid gap-4">
        {(form) => (
          <>
            <input type="hidden" name="to" value={to} />
            <EmailField error={form.error("email")} value={form.value("email")} autoFocus />
            <Field label="Password" error={form.error("password")}>
              {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" />}
            </Field>
            <SubmitButton size="lg">Sign in</SubmitButton>
            <TextLink href="/forgot" className="justify-self-start">
              I don’t know my password
            </TextLink>
          </>
        )}
      </ActionForm>
      <ActionForm action={signInWithPasskey} className="needs-script mt-4 border-t pt-4">
        {(form) => (
          <>
            <input type="hidden" name="to" value={to} />
            <PasskeyButton
              begin={() => beginPasskeySignIn({})}
              error={form.error("passkey")}
              size="lg"
              className="w-full"
            >
              Sign in with a passkey
            </PasskeyButton>
          </>
        )}
      </ActionForm>
    </>
  );
}
