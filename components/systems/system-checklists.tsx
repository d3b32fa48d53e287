"use client";

import { ActionForm } from "@/components/ui/action-form";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { attachTemplate } from "@/lib/features/checklists/actions";

type Version = {
  readonly id: string;
  readonly templateId: string;
  readonly name: string;
  readonly origin: "built-in" | "imported";
  readonly label: string;
  readonly number: number;
  readonly items: number;
};
export type AttachedChecklist = { readonly current: Version; readonly newest: Version };

type SystemChecklistsProps = {
  readonly system: { readonly id: string; readonly slug: string };
  readonly attached: readonly AttachedChecklist[];
  readonly available: readonly Version[];
};

/** The checklists that a system works, newer versions of them, and those it could add. */
export function SystemChecklists({ system, attached, available }: SystemChecklistsProps) {
  return (
    <>
      {attached.length === 0 ? (
        <p className="text-3">This system works no checklist yet.</p>
      ) : (
        <DataTable label="Checklists of this system" phone="blocks" rowHeight="tall">
          <thead>
            <tr>
              <Th>Checklist</Th>
              <Th>Version</Th>
              <Th numeric>Items</Th>
              <Th>Newer version</Th>
            </tr>
          </thead>
          <tbody>
            {attached.map((line) => (
              <AttachedRow key={line.current.templateId} slug={system.slug} {...line} />
            ))}
          </tbody>
        </DataTable>
      )}
      <AttachForm systemId={system.id} available={available} />
    </>
  );
}

function AttachedRow({ slug, current, newest }: AttachedChecklist & { readonly slug: string }) {
  return (
    <tr>
      <TdName
        href={`/templates/${current.id}`}
        detail={current.origin === "built-in" ? "Comes with Countersign" : "Imported"}
      >
        {current.name}
      </TdName>
      <Td label="Version">
        {current.label} <span className="text-3">no. {current.number}</span>
      </Td>
      <Td numeric label="Items">
        {current.items}
      </Td>
      <Td label="Newer version" quiet={newest.id === current.id}>
        {newest.id === current.id ? (
          "This is the newest"
        ) : (
          <TextLink href={`/systems/${slug}/upgrade?template=${current.templateId}`}>
            Preview {newest.label} (no. {newest.number})
          </TextLink>
        )}
      </Td>
    </tr>
  );
}

type AttachFormProps = { readonly systemId: string; readonly available: readonly Version[] };

function AttachForm({ systemId, available }: AttachFormProps) {
  return (
    <ActionForm action={attachTemplate} className="mt-4 grid gap-3">
      {(form) => (
        <>
          {form.output && (
            <Notice tone="info" role="status">
              {form.output.name} was added: {form.output.items} items stand in the checklists now.
            </Notice>
          )}
          <input type="hidden" name="systemId" value={systemId} />
          {available.length === 0 ? (
            <p className="text-xs text-3">
              There is no other checklist to add. <TextLink href="/templates">All checklists</TextLink>
            </p>
          ) : (
            <div className="flex flex-wrap items-end gap-2">
              <Field label="Add a checklist" error={form.error("versionId")} className="w-80 max-w-full">
                {(control) => (
                  <Select {...control} name="versionId">
                    {available.map(({ id, name, label, items }) => (
                      <option key={id} value={id}>
                        {name} {label}, {items} items
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <SubmitButton variant="secondary" className="h-control-field!">
                Add
              </SubmitButton>
            </div>
          )}
        </>
      )}
    </ActionForm>
  );
}
