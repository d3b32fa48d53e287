"use client";

import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FieldChange } from "@/lib/domain/kernel/field-change";
import type { PersonRef } from "@/lib/domain/people/person";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { editSystem } from "@/lib/features/systems/actions";
import { SystemFields } from "./system-fields";

type SystemFactsFormProps = { readonly system: SystemSummary; readonly people: readonly PersonRef[] };

/** Changes the facts. When somebody was quicker, both states are shown and one press decides. */
export function SystemFactsForm({ system, people }: SystemFactsFormProps) {
  return (
    <ActionForm key={system.version} action={editSystem} className="grid max-w-[760px] gap-5">
      {(form) => {
        const stale = form.refusal?.code === "stale" ? form.refusal : null;
        return (
          <>
            {stale && <Compared changes={stale.changes} />}
            <input type="hidden" name="systemId" value={system.id} />
            <input type="hidden" name="version" value={form.value("version", String(system.version))} />
            <input type="hidden" name="over" value={stale?.version ?? ""} />
            <SystemFields
              form={form}
              standing={{ ...system, ownerId: system.owner.id }}
              people={people}
              suggestSlug={false}
            />
            <Field
              label="Why"
              hint="Needed where another type or other data classes take the proof from a control: then a second person decides."
              optional
            >
              {(control) => (
                <Input {...control} name="reason" maxLength={1_000} defaultValue={form.value("reason")} />
              )}
            </Field>
            <div className="flex flex-wrap gap-2">
              <SubmitButton>{stale ? "Save mine" : "Save"}</SubmitButton>
              {stale && (
                <ButtonLink href={`/systems/${system.slug}/settings?fresh=${stale.version}`}>
                  Take what stands
                </ButtonLink>
              )}
            </div>
          </>
        );
      }}
    </ActionForm>
  );
}

function Compared({ changes }: { readonly changes: readonly FieldChange[] }) {
  return (
    <DataTable label="What differs" phone="blocks" rowHeight="dense">
      <thead>
        <tr>
          <Th>Field</Th>
          <Th>Stands now</Th>
          <Th>Yours</Th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <TdName>{field.charAt(0).toUpperCase() + field.slice(1)}</TdName>
            <Td label="Stands now" quiet={before === null}>
              {before ?? "nothing"}
            </Td>
            <Td label="Yours" quiet={after === null}>
              {after ?? "nothing"}
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
