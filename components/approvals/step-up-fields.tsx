"use client";

import type { FormHandle } from "@/components/ui/action-form";
import { CodeField } from "@/components/ui/code-field";
import { Notice } from "@/components/ui/notice";
import { PasskeyButton } from "@/components/ui/passkey-button";
import { TextLink } from "@/components/ui/text-link";
import { type FactorKinds, hasFactor, type StepUpPurpose } from "@/lib/domain/people/factors";
import { beginStepUp } from "@/lib/features/approvals/actions";

type StepUpFieldsProps = {
  readonly form: FormHandle<unknown>;
  readonly request: {
    readonly id: string;
    readonly systemId: string | null;
    readonly payloadHash: string;
  };
  readonly purpose: StepUpPurpose;
  /** Which second factors the person has. */
  readonly factors: FactorKinds;
  /** What the passkey button does, as on the submit button: "Approve with a passkey". */
  readonly passkeyLabel: string;
};

/**
 * The fresh proof that a vote asks for, inside its form: a code, which works without a script, or a passkey, which signs
 * exactly what is voted on. Recovery codes don't count.
 */
export function StepUpFields({ form, request, purpose, factors, passkeyLabel }: StepUpFieldsProps) {
  const { id, systemId, payloadHash } = request;
  if (!hasFactor(factors))
    return (
      <Notice tone="warning" title="This needs a second factor, and you have none.">
        Set up an app or a passkey on{" "}
        <TextLink href="/account" className="underline">
          your account page
        </TextLink>
        , then come back.{purpose === "approve" && " You can reject without one."}
      </Notice>
    );
  return (
    <>
      {factors.totp && (
        <CodeField
          label="Code from your app"
          hint={
            factors.passkeys > 0
              ? "Each code counts once. Or use a passkey below."
              : "Each code counts once; recovery codes don’t count."
          }
          error={form.error("code")}
        />
      )}
      {factors.passkeys > 0 && (
        <PasskeyButton
          begin={() => beginStepUp({ requestId: id, systemId: systemId ?? "", payloadHash, purpose })}
          error={form.error("passkey") ?? (factors.totp ? undefined : form.error("code"))}
          size="lg"
          variant={factors.totp ? "secondary" : "primary"}
          className="max-sm:w-full"
        >
          {passkeyLabel}
        </PasskeyButton>
      )}
    </>
  );
}
