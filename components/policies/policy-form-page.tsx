"use client";

import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ProseField } from "@/components/ui/prose-field";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { durationWords } from "@/lib/domain/approvals/policy-words";
import { ACTION_CHARS_MAX } from "@/lib/domain/external/action";
import { retirePolicy, savePolicy } from "@/lib/features/policies/actions";
import type { PolicyFormView } from "@/lib/features/policies/present";
import { PolicyGroups } from "./policy-groups";

const HOUR = 3_600;
const DELAYS_S = [0, 300, 900, HOUR, 4 * HOUR, 24 * HOUR, 72 * HOUR, 168 * HOUR, 720 * HOUR];
const EXPIRIES_S = [HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR, 72 * HOUR, 168 * HOUR, 720 * HOUR, 2_160 * HOUR];

type Form = FormHandle<unknown>;
type PartProps = { readonly form: Form; readonly view: PolicyFormView };

/** Makes a policy or changes one; a second person signs it. */
export function PolicyFormPage({ view }: { readonly view: PolicyFormView }) {
  return (
    <>
      <ActionForm action={savePolicy} className="grid max-w-[720px] gap-5">
        {(form) => (
          <>
            <input type="hidden" name="id" value={view.id ?? ""} />
            <input type="hidden" name="version" value={view.version ?? ""} />
            <About form={form} view={view} />
            <fieldset className="grid gap-3">
              <legend className="mb-1.5 font-medium">Who signs</legend>
              <FieldError error={form.error("policy.groups")} />
              <PolicyGroups form={form} view={view} />
            </fieldset>
            <Times form={form} view={view} />
            <Conditions form={form} view={view} />
            <Why form={form} label="Why it changes" />
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
              <SubmitButton>{view.id ? "Ask for the change" : "Ask for the policy"}</SubmitButton>
              <ButtonLink href="/settings/approvals" variant="ghost">
                Cancel
              </ButtonLink>
              <span className="text-xs text-3">Nothing changes until a second person approves.</span>
            </div>
          </>
        )}
      </ActionForm>
      {view.id && <Retire id={view.id} version={view.version ?? 1} />}
    </>
  );
}

function About({ form, view }: PartProps) {
  if (view.id)
    return (
      <p>
        <input type="hidden" name="subject" value={view.subject} />
        <input type="hidden" name="systemId" value={view.systemId ?? ""} />
        <b className="font-medium">{view.about}</b> <span className="text-2">· {view.where}</span>
      </p>
    );
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="What it is about" error={form.value("action") ? undefined : form.error("subject")}>
        {(control) => (
          <Select
            {...control}
            key={form.value("subject")}
            name="subject"
            defaultValue={form.value("subject", "*")}
          >
            {view.subjects.map(({ subject, words }) => (
              <option key={subject} value={subject}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Where" error={form.error("systemId")}>
        {(control) => (
          <Select
            {...control}
            key={form.value("systemId")}
            name="systemId"
            defaultValue={form.value("systemId")}
          >
            <option value="">Everywhere</option>
            {view.systems.map(({ id, name }) => (
              <option key={id} value={id}>
                On {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Or an action of pipelines, by its name"
        hint="As in --action deploy. Left empty, what is chosen above counts."
        error={form.value("action") ? form.error("subject") : undefined}
      >
        {(control) => (
          <Input
            {...control}
            name="action"
            maxLength={ACTION_CHARS_MAX}
            defaultValue={form.value("action")}
          />
        )}
      </Field>
    </div>
  );
}

function Times({ form, view }: PartProps) {
  const choices = (seconds: readonly number[], standing: number) =>
    [...new Set([...seconds, standing])].sort((a, b) => a - b);
  const { delayS, expiresAfterS } = view.policy;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Delay before it takes effect"
        hint="Until it is over everybody who may approve can still stop it."
        error={form.error("policy.delayS")}
      >
        {(control) => (
          <Select
            {...control}
            key={form.value("policy.delayS")}
            name="policy.delayS"
            defaultValue={form.value("policy.delayS", String(delayS))}
          >
            {choices(DELAYS_S, delayS).map((seconds) => (
              <option key={seconds} value={seconds}>
                {seconds === 0 ? "None, at once" : durationWords(seconds)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Time to decide"
        hint="After it the request ends without effect."
        error={form.error("policy.expiresAfterS")}
      >
        {(control) => (
          <Select
            {...control}
            key={form.value("policy.expiresAfterS")}
            name="policy.expiresAfterS"
            defaultValue={form.value("policy.expiresAfterS", String(expiresAfterS))}
          >
            {choices(EXPIRIES_S, expiresAfterS).map((seconds) => (
              <option key={seconds} value={seconds}>
                {durationWords(seconds)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

const CONDITIONS = [
  ["reasonNeeded", "A reason with each vote", "It stands beside the name for good."],
  [
    "stepUpNeeded",
    "A second factor with each approval",
    "A passkey or a code, for this very request and content.",
  ],
  [
    "breakGlass",
    "One person may go ahead in an emergency",
    "A security lead or an administrator, by name and with a reason. All approvers are told, and somebody else reviews it.",
  ],
] as const;

function Conditions({ form, view }: PartProps) {
  const written = form.refusal !== null;
  return (
    <div className="grid justify-items-start gap-2">
      {CONDITIONS.map(([name, label, hint]) => {
        const field = `policy.${name}`;
        const checked = written ? form.value(field) === "true" : view.policy[name];
        return (
          <Checkbox
            key={`${name} ${checked}`}
            name={field}
            value="true"
            defaultChecked={checked}
            label={label}
            hint={hint}
          />
        );
      })}
    </div>
  );
}

function Why({ form, label }: { readonly form: Form; readonly label: string }) {
  return <ProseField form={form} name="reason" label={label} hint="Whoever signs reads it." required />;
}

function Retire({ id, version }: { readonly id: string; readonly version: number }) {
  return (
    <ActionForm action={retirePolicy} className="mt-8 max-w-[720px] border-t pt-4">
      {(form) => (
        <details open={form.refusal !== null}>
          <summary className="link inline-flex min-h-6 cursor-pointer items-center text-sm">
            Take this policy away
          </summary>
          <div className="mt-3 grid gap-3">
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="version" value={version} />
            <p className="text-2">
              Then the next more general policy rules. Requests that were made under this one can’t be
              approved any more; they have to be asked for again.
            </p>
            <Why form={form} label="Why it goes" />
            <SubmitButton variant="danger" className="justify-self-start">
              Ask to take it away
            </SubmitButton>
          </div>
        </details>
      )}
    </ActionForm>
  );
}
