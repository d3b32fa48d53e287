"use client";

import { ActionForm } from "@/components/ui/action-form";
import { CodeField } from "@/components/ui/code-field";
import { CopyField } from "@/components/ui/copy-field";
import { RelativeTime } from "@/components/ui/relative-time";
import { SubmitButton } from "@/components/ui/submit-button";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import type { FactorKinds } from "@/lib/domain/people/factors";
import { beginTotp, confirmTotp, removeTotp } from "@/lib/features/factors/actions";
import { Opened } from "./opened";
import { ProofFields } from "./proof-fields";
import { QrCode } from "./qr-code";
import { RecoveryCodes } from "./recovery-codes";

export type TotpPartProps = {
  readonly totp: { readonly sinceMs: InstantMs; readonly lastUsedAtMs: InstantMs | null } | null;
  readonly setUp: {
    readonly secret: string;
    readonly qr: { readonly path: string; readonly size: number };
  } | null;
  readonly kinds: FactorKinds;
  readonly asOf: InstantMs;
};

/** One's authenticator app: set up, in use, or none yet. */
export function TotpPart({ totp, setUp, kinds, asOf }: TotpPartProps) {
  return (
    <div className="grid gap-3">
      <h3>Authenticator app</h3>
      <p className="text-2">
        {totp ? (
          <>
            Set up <RelativeTime instantMs={totp.sinceMs} nowMs={asOf} />
            {totp.lastUsedAtMs && (
              <>
                , last used <RelativeTime instantMs={totp.lastUsedAtMs} nowMs={asOf} />
              </>
            )}
            .
          </>
        ) : (
          "An app on your phone that shows a new code every half minute."
        )}
      </p>
      {setUp && !totp && <Secret {...setUp} />}
      {/* Stays where it is, so that what it answers is still there once the page was read again. */}
      <Confirm open={setUp !== null && totp === null} />
      {totp === null && <Begin kinds={kinds} again={setUp !== null} />}
      {totp && <Remove kinds={kinds} />}
    </div>
  );
}

function Secret({ secret, qr }: NonNullable<TotpPartProps["setUp"]>) {
  return (
    <div className="grid gap-3">
      <p className="text-2">
        Scan this with the app, or type the key into it. Then write the code that it shows.
      </p>
      <QrCode {...qr} label="QR code for your authenticator app" />
      <CopyField label="Key" value={secret} />
    </div>
  );
}

function Confirm({ open }: { readonly open: boolean }) {
  return (
    <ActionForm action={confirmTotp} className="grid gap-3 empty:hidden">
      {(form) =>
        form.output ? (
          form.output.codes ? (
            <RecoveryCodes codes={form.output.codes} />
          ) : (
            <p role="status" className="text-2">
              Your app is set up. The recovery codes that you have still work.
            </p>
          )
        ) : (
          open && (
            <>
              <CodeField label="First code" error={form.error("code")} />
              <div>
                <SubmitButton>Confirm app</SubmitButton>
              </div>
            </>
          )
        )
      }
    </ActionForm>
  );
}

function Begin({ kinds, again }: { readonly kinds: FactorKinds; readonly again: boolean }) {
  return (
    <ActionForm action={beginTotp}>
      {(form) => (
        <Opened label={again ? "Start over with another key" : "Set up an app"} when={form.refusal !== null}>
          <ProofFields form={form} kinds={kinds} />
          <div>
            <SubmitButton variant="secondary">{again ? "Make another key" : "Show the QR code"}</SubmitButton>
          </div>
        </Opened>
      )}
    </ActionForm>
  );
}

function Remove({ kinds }: { readonly kinds: FactorKinds }) {
  return (
    <ActionForm action={removeTotp}>
      {(form) => (
        <Opened label="Remove the app" when={form.refusal !== null}>
          <ProofFields form={form} kinds={kinds} />
          <div>
            <SubmitButton variant="danger">Remove app</SubmitButton>
          </div>
        </Opened>
      )}
    </ActionForm>
  );
}
