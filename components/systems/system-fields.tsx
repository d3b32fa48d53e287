"use client";

import { useRef } from "react";
import type { FormHandle } from "@/components/ui/action-form";
import { ChoiceChip, ChoiceGroup } from "@/components/ui/choice-group";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Radio } from "@/components/ui/radio";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { PersonRef } from "@/lib/domain/people/person";
import { slugOf } from "@/lib/domain/systems/slug";
import type { SystemSummary } from "@/lib/domain/systems/system";
import {
  CRITICALITIES,
  CRITICALITY_WORD,
  DATA_CLASSES,
  REGULATIONS,
  SYSTEM_TYPE_WORD,
  SYSTEM_TYPES,
} from "@/lib/domain/systems/vocabulary";
import { CRITICALITY_EXPLAINED, DATA_CLASS_WORD, REGULATION_EXPLAINED, TYPE_EXPLAINED } from "./words";

type Standing = Partial<SystemSummary> & { readonly ownerId: string };

export type SystemFieldsProps = {
  readonly form: FormHandle<unknown>;
  /** What stands; for a new system only its owner. */
  readonly standing: Standing;
  readonly people: readonly PersonRef[];
  /** The address follows the name while nobody has written one. */
  readonly suggestSlug: boolean;
};

/** All facts about a system, for a new one and for its settings. */
export function SystemFields(props: SystemFieldsProps) {
  return (
    <>
      <NameAndAddress {...props} />
      <Field label="Description" optional error={props.form.error("description")}>
        {(control) => (
          <Textarea
            {...control}
            name="description"
            maxLength={2000}
            defaultValue={props.form.value("description", props.standing.description)}
          />
        )}
      </Field>
      <TypeAndWeight {...props} />
      <Owner {...props} />
      <Data {...props} />
      <Field
        label="Tags"
        optional
        hint="Separated by commas, such as payments, europe. Lists can be filtered by them."
        error={props.form.error("tags")}
      >
        {(control) => (
          <Input
            {...control}
            name="tags"
            defaultValue={props.form.value("tags", (props.standing.tags ?? []).join(", "))}
          />
        )}
      </Field>
    </>
  );
}

function NameAndAddress({ form, standing, suggestSlug }: SystemFieldsProps) {
  const slug = useRef<HTMLInputElement>(null);
  const written = useRef(false);
  const suggest = (name: string) => {
    if (suggestSlug && !written.current && slug.current) slug.current.value = slugOf(name);
  };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Name" hint="As people say it." error={form.error("name")}>
        {(control) => (
          <Input
            {...control}
            name="name"
            maxLength={80}
            autoComplete="off"
            defaultValue={form.value("name", standing.name)}
            onInput={(event) => suggest(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field
        label="Address"
        hint={
          suggestSlug
            ? "The end of its address: /systems/card-vault. Left empty, it follows the name."
            : "The end of /systems/… When it changes, links to the old address stop working."
        }
        error={form.error("slug")}
      >
        {(control) => (
          <Input
            {...control}
            ref={slug}
            name="slug"
            maxLength={60}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="mono"
            defaultValue={form.value("slug", standing.slug)}
            onInput={(event) => {
              written.current = event.currentTarget.value !== "";
            }}
          />
        )}
      </Field>
    </div>
  );
}

function TypeAndWeight({ form, standing }: SystemFieldsProps) {
  const type = form.value("type", standing.type);
  const criticality = form.value("criticality", String(standing.criticality ?? ""));
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <ChoiceGroup legend="Type" hint="It decides which checklist items apply." error={form.error("type")}>
        {SYSTEM_TYPES.map((one) => (
          <Radio
            key={one}
            name="type"
            value={one}
            label={SYSTEM_TYPE_WORD[one]}
            hint={TYPE_EXPLAINED[one]}
            defaultChecked={type === one}
          />
        ))}
      </ChoiceGroup>
      <ChoiceGroup
        legend="Criticality"
        hint="The weight of this system in the organisation."
        error={form.error("criticality")}
      >
        {[...CRITICALITIES].reverse().map((one) => (
          <Radio
            key={one}
            name="criticality"
            value={one}
            label={`${CRITICALITY_WORD[one]}, ${one} of 4`}
            hint={CRITICALITY_EXPLAINED[one]}
            defaultChecked={criticality === String(one)}
          />
        ))}
      </ChoiceGroup>
    </div>
  );
}

function Owner({ form, standing, people }: SystemFieldsProps) {
  const chosen = form.value("ownerId", standing.ownerId);
  const gone = standing.owner && !people.some(({ id }) => id === standing.owner?.id) ? standing.owner : null;
  return (
    <Field
      label="Owner"
      hint="Answers for the system. Items can have owners of their own."
      error={form.error("ownerId")}
      className="sm:max-w-[calc(50%-8px)]"
    >
      {(control) => (
        <Select {...control} key={chosen} name="ownerId" defaultValue={chosen}>
          {gone && <option value={gone.id}>{gone.name}, no active account</option>}
          {people.map(({ id, name, handle }) => (
            <option key={id} value={id}>
              {name} (@{handle})
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Data({ form, standing }: SystemFieldsProps) {
  const classes = form.values("dataClasses", standing.dataClasses);
  const regulations = form.values("regulations", standing.regulations);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <ChoiceGroup
        legend="Data that it handles"
        hint="Items about other data don’t apply. While nothing is chosen, all of them do."
        error={form.error("dataClasses")}
      >
        {DATA_CLASSES.map((one) => (
          <ChoiceChip
            key={one}
            name="dataClasses[]"
            value={one}
            label={DATA_CLASS_WORD[one]}
            defaultChecked={classes.includes(one)}
          />
        ))}
      </ChoiceGroup>
      <ChoiceGroup
        legend="Regulations that apply"
        hint="The overview points to what each of them asks for."
        error={form.error("regulations")}
      >
        {REGULATIONS.map((one) => (
          <ChoiceChip
            key={one}
            name="regulations[]"
            value={one}
            label={one}
            title={REGULATION_EXPLAINED[one]}
            defaultChecked={regulations.includes(one)}
          />
        ))}
      </ChoiceGroup>
    </div>
  );
}
