"use client";

import { PlaceInputs } from "@/components/posture/place-inputs";
import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { ComparedChanges } from "@/components/ui/compared-changes";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ProseField } from "@/components/ui/prose-field";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import { NAME_MAX, PROSE_MAX } from "@/lib/domain/architecture/check-element";
import { STRIDE } from "@/lib/domain/catalogue/threat";
import { BAND_STEPS } from "@/lib/domain/threats/vocabulary";
import { STRIDE_WORD } from "@/lib/domain/threats/words";
import { stateThreat } from "@/lib/features/threats/actions";
import type { StatedThreatForm as FormView } from "@/lib/features/threats/present";

type PartProps = { readonly form: FormHandle<unknown>; readonly view: FormView };

/** One stated threat: what can happen, what kind of threat that is, where, and how likely. */
export function StatedThreatForm({ view }: { readonly view: FormView }) {
  return (
    <ActionForm key={view.stated?.version} action={stateThreat} className="grid gap-5">
      {(form) => <Fields form={form} view={view} />}
    </ActionForm>
  );
}

function Fields({ form, view }: PartProps) {
  const { system, stated, places } = view;
  const stale = form.refusal?.code === "stale" ? form.refusal : null;
  return (
    <>
      {stale && stale.changes.length > 0 && (
        <ComparedChanges label="What differs" before="Stands now" after="Yours" changes={stale.changes} />
      )}
      <input type="hidden" name="systemId" value={system.id} />
      <input type="hidden" name="id" value={stated?.id ?? ""} />
      <input type="hidden" name="version" value={form.value("version", String(stated?.version ?? ""))} />
      <input type="hidden" name="over" value={stale?.version ?? ""} />
      <What form={form} view={view} />
      <Kind form={form} view={view} />
      <PlaceInputs
        form={form}
        name="places"
        legend="Threatens"
        hint="Each element is one finding; a control answers it where it stands."
        empty="Nothing is drawn yet: draw components and flows in the architecture first."
        places={places}
        standing={stated?.places ?? []}
      />
      {stated && stated.threat !== null && (
        <ProseField
          form={form}
          name="reason"
          label="Reason"
          optional
          hint="Needed where it will count for less: a second person decides about that."
        />
      )}
      <Buttons stale={stale?.version ?? null} view={view} />
    </>
  );
}

function Buttons({ stale, view: { system, stated } }: { stale: number | null; view: FormView }) {
  const back = `/systems/${system.slug}/threats`;
  const words = stated ? "Save" : "State threat";
  return (
    <div className="flex flex-wrap gap-2">
      <SubmitButton>{stale === null ? words : "Save mine"}</SubmitButton>
      <ButtonLink href={stale === null ? back : `${back}/${stated?.number}?fresh=${stale}`}>
        {stale === null ? "Cancel" : "Take what stands"}
      </ButtonLink>
    </div>
  );
}

function What({ form, view: { stated } }: PartProps) {
  return (
    <>
      <Field label="What can happen" error={form.error("name")}>
        {(field) => (
          <Input
            {...field}
            name="name"
            maxLength={NAME_MAX}
            autoComplete="off"
            defaultValue={form.value("name", stated?.name)}
          />
        )}
      </Field>
      <Field label="More about it" optional error={form.error("note")}>
        {(field) => (
          <Textarea
            {...field}
            name="note"
            rows={4}
            maxLength={PROSE_MAX}
            defaultValue={form.value("note", stated?.note)}
          />
        )}
      </Field>
    </>
  );
}

function Kind({ form, view: { stated, threats, likelihoodNames } }: PartProps) {
  const chosen = (name: string, standing: string | number | null | undefined) =>
    form.value(name, String(standing ?? ""));
  const threat = chosen("threat", stated?.threat);
  const stride = chosen("stride", stated?.stride);
  const likelihood = chosen("likelihood", stated?.likelihood ?? 3);
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Field
        label="Threat of the catalogue"
        hint="Its controls answer it, its row counts it."
        error={form.error("threat")}
      >
        {(field) => (
          <Select {...field} key={threat} name="threat" defaultValue={threat}>
            <option value="">Not said yet: counts nowhere</option>
            {threats.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="STRIDE" optional hint="Left empty: as in the catalogue." error={form.error("stride")}>
        {(field) => (
          <Select {...field} key={stride} name="stride" defaultValue={stride}>
            <option value="">As in the catalogue</option>
            {STRIDE.map((letter) => (
              <option key={letter} value={letter}>
                {STRIDE_WORD[letter]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Likelihood" hint="Before any control." error={form.error("likelihood")}>
        {(field) => (
          <Select {...field} key={likelihood} name="likelihood" defaultValue={likelihood}>
            {BAND_STEPS.map((step) => (
              <option key={step} value={step}>
                {step}, {likelihoodNames[step - 1]?.toLowerCase()}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
