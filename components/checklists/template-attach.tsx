"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { attachTemplate } from "@/lib/features/checklists/actions";

type TemplateAttachProps = {
  readonly versionId: string;
  readonly systems: readonly { readonly id: string; readonly name: string }[];
};

/** Gives this version to a system that does not work the checklist yet. */
export function TemplateAttach({ versionId, systems }: TemplateAttachProps) {
  return (
    <ActionForm action={attachTemplate} className="mt-4 grid gap-2">
      {(form) => (
        <>
          {form.output && (
            <Notice tone="info" role="status">
              Added: {form.output.items} items stand in its checklists now.
            </Notice>
          )}
          <input type="hidden" name="versionId" value={versionId} />
          {systems.length > 0 && <Choice systems={systems} error={form.error("systemId")} />}
        </>
      )}
    </ActionForm>
  );
}

type ChoiceProps = Pick<TemplateAttachProps, "systems"> & { readonly error: string | undefined };

function Choice({ systems, error }: ChoiceProps) {
  return (
    <>
      <Field label="Give it to a system" error={error}>
        {(control) => (
          <Select {...control} name="systemId">
            {systems.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <SubmitButton variant="secondary" className="justify-self-start">
        Add its items
      </SubmitButton>
    </>
  );
}
