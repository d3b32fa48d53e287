"use client";

import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { addElement } from "@/lib/features/architecture/actions";
import type { ElementRef, PropertyField } from "@/lib/features/architecture/present";
import { addPath } from "@/lib/features/latency/actions";
import { OwnInputs } from "./own-inputs";
import { PropertyInput } from "./property-input";
import { FIRST_ELEMENT, KIND_WORD } from "./words";

type QuickAddProps = {
  readonly kind: "zone" | "component" | "flow" | "path";
  readonly systemId: string;
  readonly zones: readonly ElementRef[];
  readonly components: readonly ElementRef[];
  readonly properties: readonly PropertyField[];
};

/** One row of fields below a table: the few that are needed, the rest can follow. */
export function QuickAdd(props: QuickAddProps) {
  const { kind } = props;
  return (
    <div className="no-print mt-2 rounded-lg border border-dashed border-strong p-3">
      {kind === "path" ? (
        <ActionForm action={addPath}>{(form) => <Row {...props} form={form} prefix="" />}</ActionForm>
      ) : (
        <ActionForm action={addElement}>
          {(form) => <Row {...props} form={form} prefix={FIRST_ELEMENT} />}
        </ActionForm>
      )}
    </div>
  );
}

type RowProps = QuickAddProps & {
  readonly form: FormHandle<{ readonly ref: string; readonly name: string }>;
  readonly prefix: string;
};

function Row(props: RowProps) {
  const { form, prefix, kind, systemId, properties } = props;
  return (
    <div className="grid items-start gap-x-3 gap-y-2 sm:grid-cols-2 lg:grid-cols-[repeat(auto-fit,minmax(140px,1fr))]">
      <input type="hidden" name="systemId" value={systemId} />
      {kind !== "path" && (
        <>
          <input type="hidden" name={`${prefix}op`} value="save" />
          <input type="hidden" name={`${prefix}kind`} value={kind} />
        </>
      )}
      <OwnInputs {...props} brief />
      {properties.map((field) => (
        <PropertyInput key={field.id} form={form} field={field} prefix={prefix} brief />
      ))}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 sm:pt-6">
        <SubmitButton variant="secondary">Add {KIND_WORD[kind]}</SubmitButton>
        <span role="status" className="text-xs text-2">
          {form.output && `${form.output.ref} ${form.output.name} is added.`}
        </span>
      </div>
    </div>
  );
}
