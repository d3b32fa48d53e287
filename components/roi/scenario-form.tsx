"use client";

import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { ComparedChanges } from "@/components/ui/compared-changes";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { QuantityInputs } from "@/components/ui/quantity-inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import { PROSE_MAX } from "@/lib/domain/architecture/check-element";
import type { Quantity } from "@/lib/domain/quantity/quantity";
import { dropLossScenario, saveLossScenario } from "@/lib/features/roi/actions";

type Numbers = {
  readonly ratePerYear: Quantity;
  readonly lossAmount: Quantity;
  readonly secondary: { readonly probability: number; readonly lossAmount: Quantity } | null;
};

export type ScenarioFormProps = {
  readonly system: { readonly id: string; readonly slug: string; readonly name: string };
  readonly threat: { readonly id: string; readonly name: string; readonly description: string };
  readonly own: {
    readonly id: string;
    readonly version: number;
    readonly basis: string;
    readonly numbers: Numbers;
  } | null;
  readonly catalogue: Numbers & { readonly rateBasis: string; readonly lossBasis: string };
  readonly currency: string;
};

/** A threat in money on one system: how often, how much, and where the numbers come from. */
export function ScenarioForm(props: ScenarioFormProps) {
  return (
    <ActionForm
      key={props.own?.version ?? "catalogue"}
      action={saveLossScenario}
      className="grid max-w-[860px] gap-6"
    >
      {(form) => <Fields {...props} form={form} />}
    </ActionForm>
  );
}

function Fields(props: ScenarioFormProps & { readonly form: FormHandle<unknown> }) {
  const { form, system, threat, own, catalogue, currency } = props;
  const stale = form.refusal?.code === "stale" ? form.refusal : null;
  const standing = own?.numbers ?? catalogue;
  return (
    <>
      {stale && stale.changes.length > 0 && (
        <ComparedChanges label="What differs" before="Stands now" after="Yours" changes={stale.changes} />
      )}
      <input type="hidden" name="systemId" value={system.id} />
      <input type="hidden" name="threat" value={threat.id} />
      <input type="hidden" name="version" value={form.value("version", String(own?.version ?? ""))} />
      <input type="hidden" name="over" value={stale?.version || ""} />
      <div className="grid gap-6 sm:grid-cols-2">
        <QuantityInputs
          form={form}
          name="ratePerYear"
          legend="Events per year"
          standing={standing.ratePerYear}
          hint={`Before any control. Catalogue: ${catalogue.rateBasis}`}
        />
        <QuantityInputs
          form={form}
          name="lossAmount"
          legend={`Loss of one event, ${currency}`}
          standing={standing.lossAmount}
          hint={`Catalogue: ${catalogue.lossBasis}`}
        />
      </div>
      <Secondary form={form} currency={currency} standing={standing.secondary} />
      <Field
        label="Basis"
        required
        error={form.error("basis")}
        hint="Incidents, insurance, a comparison: whoever reads the numbers later asks for it."
      >
        {(control) => (
          <Textarea
            {...control}
            name="basis"
            rows={2}
            maxLength={PROSE_MAX}
            defaultValue={form.value("basis", own?.basis)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{stale ? "Save mine" : own ? "Save" : "Use these numbers"}</SubmitButton>
        <ButtonLink href={`/systems/${system.slug}/threats`}>Cancel</ButtonLink>
      </div>
    </>
  );
}

type SecondaryProps = {
  readonly form: FormHandle<unknown>;
  readonly currency: string;
  readonly standing: Numbers["secondary"];
};

/** Fines, churn, claims: what sometimes follows. */
function Secondary({ form, currency, standing }: SecondaryProps) {
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <QuantityInputs
        form={form}
        name="secondaryLossAmount"
        legend={`Second loss, ${currency}`}
        standing={standing?.lossAmount ?? null}
        hint="Fines, churn, claims: what sometimes follows an event. Empty: nothing does."
      />
      <Field
        label="Chance that it follows"
        optional
        error={form.error("secondaryProbability")}
        hint="From 0 to 1: 0.25 for every fourth event."
      >
        {(control) => (
          <Input
            {...control}
            name="secondaryProbability"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={form.value("secondaryProbability", standing ? String(standing.probability) : "")}
          />
        )}
      </Field>
    </div>
  );
}

/** Goes back to the catalogue's numbers. */
export function DropScenarioForm({
  system,
  own,
}: Pick<ScenarioFormProps, "system"> & { readonly own: { readonly id: string; readonly version: number } }) {
  return (
    <ActionForm action={dropLossScenario}>
      {() => (
        <>
          <input type="hidden" name="systemId" value={system.id} />
          <input type="hidden" name="id" value={own.id} />
          <input type="hidden" name="version" value={own.version} />
          <SubmitButton variant="secondary">Use the catalogue’s numbers</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
