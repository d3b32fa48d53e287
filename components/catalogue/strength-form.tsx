"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Field } from "@/components/ui/field";
import { ProseField } from "@/components/ui/prose-field";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import type { StrengthsRow } from "@/lib/domain/catalogue/own-strengths";
import { STRENGTHS } from "@/lib/domain/threats/vocabulary";
import { STRENGTH_WORD } from "@/lib/domain/threats/words";
import { setStrength } from "@/lib/features/catalogue/actions";

type StrengthFormProps = {
  readonly threat: string;
  readonly mechanism: string;
  readonly row: StrengthsRow;
};

/** Asks for another strength; it counts once a second person signed. */
export function StrengthForm({ threat, mechanism, row }: StrengthFormProps) {
  const { own, version } = row;
  return (
    <ActionForm key={version} action={setStrength} className="mt-4 grid gap-3">
      {(form) => {
        const chosen = form.value("strength", String(own?.strength ?? row.product.strength));
        return (
          <>
            <input type="hidden" name="threat" value={threat} />
            <input type="hidden" name="mechanism" value={mechanism} />
            <input type="hidden" name="function" value={row.function} />
            <input type="hidden" name="version" value={version} />
            <Field label="Strength" error={form.error("strength")} className="max-w-[320px]">
              {(control) => (
                <Select {...control} key={chosen} name="strength" defaultValue={chosen}>
                  {STRENGTHS.map((step) => (
                    <option key={step} value={step}>
                      {step} of 3, {STRENGTH_WORD[step].toLowerCase()}
                    </option>
                  ))}
                  {own && <option value="">As the product says</option>}
                </Select>
              )}
            </Field>
            <ProseField
              form={form}
              name="basis"
              label="What it rests on"
              hint="A test, an incident, a source. It stands beside the number from then on."
            />
            <div>
              <SubmitButton variant="secondary">Ask for this strength</SubmitButton>
            </div>
          </>
        );
      }}
    </ActionForm>
  );
}
