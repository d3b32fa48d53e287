"use client";

import { PlaceInputs } from "@/components/posture/place-inputs";
import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { ChoiceChip, ChoiceGroup } from "@/components/ui/choice-group";
import { ComparedChanges } from "@/components/ui/compared-changes";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import { NAME_MAX, PROSE_MAX } from "@/lib/domain/architecture/check-element";
import { WORTH_STEP_WORD, WORTH_WORD, WORTHS } from "@/lib/domain/architecture/vocabulary";
import { choiceWord } from "@/lib/domain/catalogue/property-words";
import { DATA_CLASSES } from "@/lib/domain/systems/vocabulary";
import { BAND_STEPS } from "@/lib/domain/threats/vocabulary";
import { saveAsset } from "@/lib/features/assets/actions";
import type { AssetForm as FormView } from "@/lib/features/assets/present";

type PartProps = { readonly form: FormHandle<unknown>; readonly view: FormView };

/** One asset: what it is, how much it matters, where it lies, and who answers for it. */
export function AssetForm({ view }: { readonly view: FormView }) {
  return (
    <ActionForm key={view.asset?.version} action={saveAsset} className="grid max-w-[860px] gap-5">
      {(form) => <Fields form={form} view={view} />}
    </ActionForm>
  );
}

function Fields({ form, view }: PartProps) {
  const { system, asset, places } = view;
  const stale = form.refusal?.code === "stale" ? form.refusal : null;
  return (
    <>
      {stale && stale.changes.length > 0 && (
        <ComparedChanges label="What differs" before="Stands now" after="Yours" changes={stale.changes} />
      )}
      <input type="hidden" name="systemId" value={system.id} />
      <input type="hidden" name="id" value={asset?.id ?? ""} />
      <input type="hidden" name="version" value={form.value("version", String(asset?.version ?? ""))} />
      <input type="hidden" name="over" value={stale?.version ?? ""} />
      <NameAndOwner form={form} view={view} />
      <DataClasses form={form} view={view} />
      <WorthFields form={form} view={view} />
      <PlaceInputs
        form={form}
        name="places"
        legend="Lies in"
        hint="Components that keep or process it, and flows that carry it. Without any it lies nowhere yet."
        empty="Nothing is drawn yet: it lies nowhere until components and flows are."
        places={places}
        standing={asset?.places ?? []}
      />
      <Field label="Note" optional error={form.error("note")}>
        {(field) => (
          <Textarea
            {...field}
            name="note"
            rows={3}
            maxLength={PROSE_MAX}
            defaultValue={form.value("note", asset?.note)}
          />
        )}
      </Field>
      <Buttons stale={stale?.version ?? null} view={view} />
    </>
  );
}

function NameAndOwner({ form, view: { asset, people } }: PartProps) {
  const owner = form.value("ownerId", asset?.ownerId ?? "");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Name" required error={form.error("name")}>
        {(field) => (
          <Input
            {...field}
            name="name"
            maxLength={NAME_MAX}
            autoComplete="off"
            defaultValue={form.value("name", asset?.name)}
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
    </div>
  );
}

function DataClasses({ form, view: { asset } }: PartProps) {
  const chosen = form.values("dataClasses", asset?.dataClasses);
  return (
    <ChoiceGroup
      legend="Data classes"
      hint="Which data it holds; none: not known. Rules read what components and flows say themselves."
      error={form.error("dataClasses")}
    >
      {DATA_CLASSES.map((one) => (
        <ChoiceChip
          key={`${one}${chosen.includes(one)}`}
          name="dataClasses[]"
          value={one}
          label={choiceWord(one)}
          defaultChecked={chosen.includes(one)}
        />
      ))}
    </ChoiceGroup>
  );
}

function WorthFields({ form, view: { asset } }: PartProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      {WORTHS.map((of) => {
        const name = `worth.${of}`;
        const standing = form.value(name, String(asset?.worth[of] ?? ""));
        return (
          <Field key={of} label={WORTH_WORD[of]} error={form.error(name)}>
            {(field) => (
              <Select {...field} key={standing} name={name} defaultValue={standing}>
                <option value="">Not known</option>
                {BAND_STEPS.map((step) => (
                  <option key={step} value={step}>
                    {step}, {WORTH_STEP_WORD[step - 1]?.toLowerCase()}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        );
      })}
    </div>
  );
}

function Buttons({
  stale,
  view: { system, asset },
}: {
  readonly stale: number | null;
  readonly view: FormView;
}) {
  const back = `/systems/${system.slug}/architecture`;
  const words = asset ? "Save" : "Add asset";
  return (
    <div className="flex flex-wrap gap-2">
      <SubmitButton>{stale === null ? words : "Save mine"}</SubmitButton>
      <ButtonLink href={stale === null ? back : `${back}/asset/${asset?.number}?fresh=${stale}`}>
        {stale === null ? "Cancel" : "Take what stands"}
      </ButtonLink>
    </div>
  );
}
