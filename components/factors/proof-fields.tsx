"use client";

import type { FormHandle } from "@/components/ui/action-form";
import { CodeField } from "@/components/ui/code-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasskeyButton } from "@/components/ui/passkey-button";
import type { FactorKinds } from "@/lib/domain/people/factors";
import { beginProof } from "@/lib/features/factors/actions";

type ProofFieldsProps = { readonly form: FormHandle<unknown>; readonly kinds: FactorKinds };

/** The fresh proof that a change of one's factors needs: with one of them, or the password where there is none. */
export function ProofFields({ form, kinds }: ProofFieldsProps) {
  if (!kinds.totp && kinds.passkeys === 0)
    return (
      <Field
        label="Present password"
        hint="So that nobody does this at your unlocked screen."
        error={form.error("currentPassword")}
        className="max-w-[320px]"
      >
        {(control) => (
          <Input {...control} type="password" name="currentPassword" autoComplete="current-password" />
        )}
      </Field>
    );
  return (
    <>
      <CodeField
        label={kinds.totp ? "Code from your app" : "Recovery code"}
        hint={
          kinds.totp
            ? "So that nobody does this at your unlocked screen. A recovery code works too."
            : "Or prove it with a passkey."
        }
        error={form.error("code")}
      />
      {kinds.passkeys > 0 && (
        <PasskeyButton begin={() => beginProof({})} error={form.error("passkey")}>
          Prove with a passkey
        </PasskeyButton>
      )}
    </>
  );
}
