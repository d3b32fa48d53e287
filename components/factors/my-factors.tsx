"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SectionHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { counted } from "@/lib/domain/kernel/counted";
import type { FactorKinds } from "@/lib/domain/people/factors";
import { renewRecoveryCodes } from "@/lib/features/factors/actions";
import { Opened } from "./opened";
import { PasskeysPart, type PasskeysPartProps } from "./passkeys-part";
import { ProofFields } from "./proof-fields";
import { RecoveryCodes } from "./recovery-codes";
import { TotpPart, type TotpPartProps } from "./totp-part";

export type MyFactorsProps = Pick<TotpPartProps, "totp" | "setUp"> &
  Pick<PasskeysPartProps, "passkeys"> & {
    readonly recoveryCodesLeft: number;
    readonly needed: boolean;
    readonly asOf: TotpPartProps["asOf"];
  };

/** One's second factors: the app, the passkeys, and the codes for when they are lost. */
export function MyFactors({ totp, setUp, passkeys, recoveryCodesLeft, needed, asOf }: MyFactorsProps) {
  const kinds = { totp: totp !== null, passkeys: passkeys.length };
  const any = kinds.totp || kinds.passkeys > 0;
  return (
    <section aria-labelledby="second-factor">
      <SectionHeader id="second-factor" title="Second factor" />
      <p className="mb-4 text-2">
        {any
          ? "Asked for after your password, and for each vote that needs it."
          : `Proves at sign-in, and at each vote that needs it, that it is you and not only your password.${needed ? " Your role needs one." : ""}`}
      </p>
      <div className="grid gap-6">
        <TotpPart totp={totp} setUp={setUp} kinds={kinds} asOf={asOf} />
        <PasskeysPart passkeys={passkeys} kinds={kinds} asOf={asOf} />
        {any && <CodesPart left={recoveryCodesLeft} kinds={kinds} />}
      </div>
    </section>
  );
}

function CodesPart({ left, kinds }: { readonly left: number; readonly kinds: FactorKinds }) {
  return (
    <div className="grid gap-3">
      <h3>Recovery codes</h3>
      <p className="text-2">
        {counted(left, "code is", "codes are")} left. With none, and your factors lost, two persons have to
        reset them.
      </p>
      <ActionForm action={renewRecoveryCodes} className="grid gap-3">
        {(form) => (
          <>
            {form.output && <RecoveryCodes codes={form.output.codes} />}
            <Opened label="Make new codes" when={form.refusal !== null}>
              <ProofFields form={form} kinds={kinds} />
              <div>
                <SubmitButton variant="secondary">Replace all codes</SubmitButton>
              </div>
            </Opened>
          </>
        )}
      </ActionForm>
    </div>
  );
}
