"use client";

import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { Textarea } from "@/components/ui/textarea";
import {
  EXCEPTION_KINDS,
  type ExceptionKind,
  formatExceptionNumber,
} from "@/lib/domain/exceptions/exception";
import type { PersonRef } from "@/lib/domain/people/person";
import { acceptFinding } from "@/lib/features/threats/actions";

interface AcceptFindingFormProps {
  readonly systemId: string;
  readonly slug: string;
  readonly ruleId: string;
  readonly elementId: string;
  /** What the finding says, to be read once more before asking. */
  readonly findingText: string;
  readonly people: readonly PersonRef[];
}

const KIND_WORDS: Readonly<Record<ExceptionKind, string>> = {
  accept: "Accept it: it stays, on purpose",
  "not-applicable": "It does not apply here",
};

/** Asks to accept a threat on an element, or to leave it out of the count; a second person decides. */
export function AcceptFindingForm(props: AcceptFindingFormProps) {
  const { systemId, slug, ruleId, elementId, findingText, people } = props;
  return (
    <ActionForm action={acceptFinding} className="grid gap-3">
      {(form) =>
        form.output ? (
          <Notice role="status" title={`${formatExceptionNumber(form.output.number)} stands at once.`}>
            Fewer than two people here may approve, so nobody was asked; the log says so.{" "}
            <TextLink href={`/systems/${slug}/threats`}>Threats of this system</TextLink>
          </Notice>
        ) : (
          <>
            <input type="hidden" name="systemId" value={systemId} />
            <input type="hidden" name="ruleId" value={ruleId} />
            <input type="hidden" name="elementId" value={elementId} />
            <p className="border-l-2 border-strong pl-3 text-pretty text-2">{findingText}</p>
            <Terms form={form} people={people} />
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <SubmitButton>Ask for the exception</SubmitButton>
              <span className="text-xs text-3">Nothing changes until a second person approves.</span>
            </div>
          </>
        )
      }
    </ActionForm>
  );
}

type TermsProps = { readonly form: FormHandle<unknown>; readonly people: readonly PersonRef[] };

function Terms({ form, people }: TermsProps) {
  return (
    <>
      <Field label="What it means" error={form.error("kind")}>
        {(control) => (
          <Select {...control} name="kind" defaultValue={form.value("kind", "accept")}>
            {EXCEPTION_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {KIND_WORDS[kind]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Reason"
        hint="Whoever signs reads it, and so do reviewers."
        error={form.error("reason")}
        required
      >
        {(control) => (
          <Textarea {...control} name="reason" maxLength={1_000} defaultValue={form.value("reason")} />
        )}
      </Field>
      <Field label="Who answers for it" error={form.error("ownerId")} required>
        {(control) => (
          <Select {...control} name="ownerId" defaultValue={form.value("ownerId")}>
            <option value="">Choose somebody</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Until"
        hint="It lapses by itself on this day, at most a year from now."
        error={form.error("expiresOn")}
        required
      >
        {(control) => (
          <Input {...control} type="date" name="expiresOn" defaultValue={form.value("expiresOn")} />
        )}
      </Field>
    </>
  );
}
