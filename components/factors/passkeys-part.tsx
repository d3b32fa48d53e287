"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { makePasskey } from "@/components/ui/passkey";
import { RelativeTime } from "@/components/ui/relative-time";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormState } from "@/lib/domain/kernel/form-state";
import type { InstantMs, PasskeyId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { FactorKinds } from "@/lib/domain/people/factors";
import { addPasskey, beginPasskey, removePasskey, renamePasskey } from "@/lib/features/factors/actions";
import { Opened } from "./opened";
import { ProofFields } from "./proof-fields";
import { RecoveryCodes } from "./recovery-codes";

type Passkey = {
  readonly id: PasskeyId;
  readonly name: string;
  readonly createdAtMs: InstantMs;
  readonly lastUsedAtMs: InstantMs | null;
};
export type PasskeysPartProps = {
  readonly passkeys: readonly Passkey[];
  readonly kinds: FactorKinds;
  readonly asOf: InstantMs;
};

/** One's passkeys, each with a name, and a form to add one. */
export function PasskeysPart({ passkeys, kinds, asOf }: PasskeysPartProps) {
  return (
    <div className="grid gap-3">
      <h3>Passkeys</h3>
      <p className="text-2">
        A key on this device, your phone or a security key. It can’t be given away on a false page, and it
        signs exactly what you vote on.
      </p>
      {passkeys.length > 0 && (
        <ul aria-label="Your passkeys" className="grid gap-2">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="rounded-md border bg-surface px-3 py-2">
              <OnePasskey passkey={passkey} kinds={kinds} asOf={asOf} />
            </li>
          ))}
        </ul>
      )}
      <Add kinds={kinds} />
    </div>
  );
}

type OnePasskeyProps = { readonly passkey: Passkey; readonly kinds: FactorKinds; readonly asOf: InstantMs };

function OnePasskey({ passkey, kinds, asOf }: OnePasskeyProps) {
  const { id, name, createdAtMs, lastUsedAtMs } = passkey;
  return (
    <>
      <p className="font-medium break-words">{name}</p>
      <p className="text-xs text-3">
        Added <RelativeTime instantMs={createdAtMs} nowMs={asOf} />,{" "}
        {lastUsedAtMs ? (
          <>
            last used <RelativeTime instantMs={lastUsedAtMs} nowMs={asOf} />
          </>
        ) : (
          "not used yet"
        )}
      </p>
      <div className="mt-1 grid gap-1">
        <ActionForm action={renamePasskey}>
          {(form) => (
            <Opened label={`Rename ${name}`} when={form.refusal !== null}>
              <input type="hidden" name="passkeyId" value={id} />
              <NameField error={form.error("name")} value={form.value("name", name)} />
              <div>
                <SubmitButton variant="secondary">Save name</SubmitButton>
              </div>
            </Opened>
          )}
        </ActionForm>
        <ActionForm action={removePasskey}>
          {(form) => (
            <Opened label={`Remove ${name}`} when={form.refusal !== null}>
              <input type="hidden" name="passkeyId" value={id} />
              <ProofFields form={form} kinds={kinds} />
              <div>
                <SubmitButton variant="danger">Remove passkey</SubmitButton>
              </div>
            </Opened>
          )}
        </ActionForm>
      </div>
    </>
  );
}

type NameFieldProps = { readonly error: string | undefined; readonly value: string };

function NameField({ error, value }: NameFieldProps) {
  return (
    <Field label="Name" hint="Such as the device that it lives on." error={error} className="max-w-[320px]">
      {(control) => <Input {...control} name="name" defaultValue={value} maxLength={60} autoComplete="off" />}
    </Field>
  );
}

type Added = { readonly name: string; readonly codes: readonly string[] | null };

/** Proof, then the browser makes the passkey, then it is kept: three steps under one button. */
async function add(_state: FormState<Added>, form: FormData): Promise<FormState<Added>> {
  const { idempotencyKey: _unused, ...values } = Object.fromEntries(form);
  const refused = (refusal: Refusal): FormState<Added> => ({
    status: "refused",
    refusal,
    values: { name: String(values["name"] ?? "") },
  });
  const began = await beginPasskey(values);
  if (!began.ok) return refused(began.error);
  const made = await makePasskey(began.value);
  if (!made.ok) return refused({ code: "refused", reason: made.error });
  const added = await addPasskey({ passkey: made.value });
  return added.ok ? { status: "done", output: added.value } : refused(added.error);
}

function Add({ kinds }: { readonly kinds: FactorKinds }) {
  return (
    <>
      <noscript>
        <p className="text-xs text-3">Adding a passkey needs JavaScript; an app works without.</p>
      </noscript>
      <ActionForm action={add} className="needs-script grid gap-3">
        {(form) => (
          <>
            {form.output && (
              <p role="status" className="text-2">
                “{form.output.name}” is added.
              </p>
            )}
            {form.output?.codes && <RecoveryCodes codes={form.output.codes} />}
            <Opened key={kinds.passkeys} label="Add a passkey" when={form.refusal !== null}>
              <NameField error={form.error("name")} value={form.value("name")} />
              <ProofFields form={form} kinds={kinds} />
              <div>
                <SubmitButton variant="secondary">Add passkey</SubmitButton>
              </div>
            </Opened>
          </>
        )}
      </ActionForm>
    </>
  );
}
