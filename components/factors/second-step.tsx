"use client";

import { ActionForm } from "@/components/ui/action-form";
import { CodeField } from "@/components/ui/code-field";
import { PasskeyButton } from "@/components/ui/passkey-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import type { FactorKinds } from "@/lib/domain/people/factors";
import { beginSecondFactor, finishSignIn } from "@/lib/features/factors/actions";

type SecondStepProps = { readonly name: string; readonly factors: FactorKinds };

/** After the password: the second factor. Codes work without a script. */
export function SecondStep({ name, factors }: SecondStepProps) {
  return (
    <>
      <h1>One more step, {name}</h1>
      <p className="mt-1 text-2">Your password is right. Now show that it is you.</p>
      <ActionForm action={finishSignIn} className="mt-4 grid gap-4">
        {(form) => (
          <>
            <CodeField
              label={factors.totp ? "Code from your app" : "Recovery code"}
              hint={
                factors.totp
                  ? "App not at hand? A recovery code gets you in too, once."
                  : "For when your passkey is not at hand; each works once."
              }
              error={form.error("code")}
              autoFocus
            />
            <SubmitButton size="lg" variant={factors.totp ? "primary" : "secondary"}>
              Sign in
            </SubmitButton>
            {factors.passkeys > 0 && (
              <PasskeyButton
                begin={beginSecondFactor}
                error={form.error("passkey")}
                size="lg"
                className="w-full"
                variant={factors.totp ? "secondary" : "primary"}
              >
                Use a passkey
              </PasskeyButton>
            )}
          </>
        )}
      </ActionForm>
      <p className="mt-4 text-xs text-3">
        Everything lost? An administrator can reset your factors; a second person has to agree.{" "}
        <TextLink href="/sign-in">Start again</TextLink>
      </p>
    </>
  );
}
