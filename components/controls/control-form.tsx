"use client";

import { type Place, PlaceInputs } from "@/components/posture/place-inputs";
import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ChoiceChip, ChoiceGroup } from "@/components/ui/choice-group";
import { ComparedChanges } from "@/components/ui/compared-changes";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ProseField } from "@/components/ui/prose-field";
import { QuantityInputs } from "@/components/ui/quantity-inputs";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import { NAME_MAX, PROSE_MAX, TOOL_MAX } from "@/lib/domain/architecture/check-element";
import type { LatencyModel } from "@/lib/domain/catalogue/mechanism";
import { STANDING_WORD, type Standing } from "@/lib/domain/controls/vocabulary";
import type { PersonRef } from "@/lib/domain/people/person";
import type { Quantity } from "@/lib/domain/quantity/quantity";
import { saveControl } from "@/lib/features/controls/actions";
import type { MechanismChoice } from "@/lib/features/controls/present";
import { LatencyInputs } from "./latency-inputs";

export type WrittenControl = {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly name: string;
  readonly mechanism: string;
  readonly standing: Standing;
  readonly scope: readonly string[];
  readonly ownerId: string | null;
  readonly tool: string;
  readonly note: string;
  readonly oneOffAmount: Quantity | null;
  readonly perYearAmount: Quantity | null;
  readonly latency: LatencyModel | null;
  readonly meetsConditionFor: readonly string[];
};

export type ControlFormProps = {
  readonly system: { readonly id: string; readonly slug: string; readonly name: string };
  readonly control: WrittenControl | null;
  readonly mechanism: MechanismChoice;
  readonly places: readonly Place[];
  readonly people: readonly PersonRef[];
  readonly currency: string;
};

/** One control: where it stands and how far it is, who keeps it, what it costs in money and milliseconds. */
export function ControlForm(props: ControlFormProps) {
  return (
    <ActionForm key={props.control?.version} action={saveControl} className="grid gap-6">
      {(form) => <Fields {...props} form={form} />}
    </ActionForm>
  );
}

type FieldsProps = ControlFormProps & { readonly form: FormHandle<unknown> };

function Fields(props: FieldsProps) {
  const { form, system, control, mechanism, places } = props;
  const stale = form.refusal?.code === "stale" ? form.refusal : null;
  const back = `/systems/${system.slug}/controls`;
  return (
    <>
      {stale && stale.changes.length > 0 && (
        <ComparedChanges label="What differs" before="Stands now" after="Yours" changes={stale.changes} />
      )}
      <input type="hidden" name="systemId" value={system.id} />
      <input type="hidden" name="id" value={control?.id ?? ""} />
      <input type="hidden" name="version" value={form.value("version", String(control?.version ?? ""))} />
      <input type="hidden" name="over" value={stale?.version ?? ""} />
      <input type="hidden" name="mechanism" value={mechanism.id} />
      {form.error("mechanism") && <p className="text-bad">{form.error("mechanism")}</p>}
      <Standings {...props} />
      <PlaceInputs
        form={form}
        name="scope"
        legend="Stands on"
        hint="What it does not stand on earns nothing from it."
        empty="There is nothing yet that this mechanism can stand on. Draw flows or components in the architecture first."
        places={places}
        standing={control?.scope ?? []}
      />
      <Keeping {...props} />
      <Conditions {...props} />
      <Costs {...props} />
      <LatencyInputs
        form={form}
        standing={control?.latency ?? mechanism.latency}
        basis={`Catalogue: ${mechanism.latencyBasis}`}
      />
      <Words {...props} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{stale ? "Save mine" : control ? "Save" : "Add control"}</SubmitButton>
        <ButtonLink href={stale ? `${back}/${control?.number}?fresh=${stale.version}` : back}>
          {stale ? "Take what stands" : "Cancel"}
        </ButtonLink>
      </div>
    </>
  );
}

const STANDING_CHOICES = ["proposed", "planned", "in-place"] as const;

function Standings({ form, control }: FieldsProps) {
  const standing = control && control.standing !== "retired" ? control.standing : control ? "" : "in-place";
  const value = form.value("standing", standing);
  return (
    <ChoiceGroup
      legend="Standing"
      error={form.error("standing")}
      hint="Only what is in place earns credit and costs time. Proposed and planned ones can be tried in what-if."
    >
      {STANDING_CHOICES.map((one) => (
        <ChoiceChip
          key={`${one}${value}`}
          kind="radio"
          name="standing"
          value={one}
          label={STANDING_WORD[one]}
          defaultChecked={value === one}
        />
      ))}
    </ChoiceGroup>
  );
}

function Keeping({ form, control, mechanism, people }: FieldsProps) {
  const owner = form.value("ownerId", control?.ownerId ?? "");
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Field label="Name" optional error={form.error("name")} hint={`Left empty: ${mechanism.name}.`}>
        {(field) => (
          <Input
            {...field}
            name="name"
            maxLength={NAME_MAX}
            autoComplete="off"
            defaultValue={form.value("name", control?.name)}
          />
        )}
      </Field>
      <Field label="Owner" optional error={form.error("ownerId")}>
        {(field) => (
          <Select {...field} key={owner} name="ownerId" defaultValue={owner}>
            <option value="">Nobody yet</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Tool" optional error={form.error("tool")} hint="What does it here, such as Envoy.">
        {(field) => (
          <Input
            {...field}
            name="tool"
            maxLength={TOOL_MAX}
            autoComplete="off"
            defaultValue={form.value("tool", control?.tool)}
          />
        )}
      </Field>
    </div>
  );
}

/** Some strengths count only where a control states their condition. */
function Conditions({ form, control, mechanism }: FieldsProps) {
  if (mechanism.conditions.length === 0) return null;
  const met = form.values("meetsConditionFor", control?.meetsConditionFor ?? []);
  return (
    <ChoiceGroup
      legend="Conditions that hold here"
      error={form.error("meetsConditionFor")}
      hint="Against these threats the catalogue counts the mechanism, or counts it higher, only where this is so."
    >
      <div className="grid w-full gap-1.5">
        {mechanism.conditions.map(({ threat, name, condition }) => (
          <Checkbox
            key={threat}
            name="meetsConditionFor[]"
            value={threat}
            label={name}
            hint={condition}
            defaultChecked={met.includes(threat)}
          />
        ))}
      </div>
    </ChoiceGroup>
  );
}

function Costs({ form, control, mechanism, currency }: FieldsProps) {
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <QuantityInputs
        form={form}
        name="oneOffAmount"
        legend={`Once, ${currency}`}
        standing={control?.oneOffAmount ?? mechanism.oneOff}
        hint={`Catalogue: ${mechanism.oneOff.basis}.`}
      />
      <QuantityInputs
        form={form}
        name="perYearAmount"
        legend={`Per year, ${currency}`}
        standing={control?.perYearAmount ?? mechanism.perYear}
        hint={`Catalogue: ${mechanism.perYear.basis}.`}
      />
    </div>
  );
}

function Words({ form, control }: FieldsProps) {
  return (
    <div className="grid gap-4">
      <Field label="Note" optional error={form.error("note")}>
        {(field) => (
          <Textarea
            {...field}
            name="note"
            rows={2}
            maxLength={PROSE_MAX}
            defaultValue={form.value("note", control?.note)}
          />
        )}
      </Field>
      {control && (
        <ProseField
          form={form}
          name="reason"
          label="Reason"
          optional
          hint="Needed where a control that is proven today is taken out of place, changes its mechanism or loses elements. A second person decides about that."
        />
      )}
    </div>
  );
}
