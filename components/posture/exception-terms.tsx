import type { FormHandle } from "@/components/ui/action-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ProseField } from "@/components/ui/prose-field";
import { Select } from "@/components/ui/select";
import { EXCEPTION_DAYS_MAX, EXCEPTION_KIND_WORDS, EXCEPTION_KINDS } from "@/lib/domain/exceptions/exception";
import type { UtcDate } from "@/lib/domain/kernel/ids";
import { addDays } from "@/lib/domain/kernel/utc-date";
import type { PersonRef } from "@/lib/domain/people/person";

const USUAL_DAYS = 90;

/** What leaving something open means: it stays on purpose, or it does not count here. */
export function ExceptionKindField({ form }: { readonly form: FormHandle<unknown> }) {
  return (
    <Field label="What it means" error={form.error("kind")}>
      {(control) => (
        <Select {...control} name="kind" defaultValue={form.value("kind", "accept")}>
          {EXCEPTION_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {EXCEPTION_KIND_WORDS[kind]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

interface ExceptionTermsProps {
  readonly form: FormHandle<unknown>;
  /** Who is proposed to answer for it. */
  readonly ownerId?: string | undefined;
  readonly people: readonly PersonRef[];
  readonly today: UtcDate;
}

/** Why something is left open, who answers for it, and until when. */
export function ExceptionTerms({ form, ownerId, people, today }: ExceptionTermsProps) {
  return (
    <>
      <ProseField
        form={form}
        name="reason"
        label="Reason"
        hint="Whoever signs reads it, and so do reviewers."
        required
      />
      <Field label="Who answers for it" error={form.error("ownerId")} required>
        {(control) => (
          <Select {...control} name="ownerId" defaultValue={form.value("ownerId", ownerId)}>
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
          <Input
            {...control}
            type="date"
            name="expiresOn"
            min={addDays(today, 1)}
            max={addDays(today, EXCEPTION_DAYS_MAX)}
            defaultValue={form.value("expiresOn", addDays(today, USUAL_DAYS))}
          />
        )}
      </Field>
    </>
  );
}
