"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PersonRef } from "@/lib/domain/people/person";
import { deactivate } from "@/lib/features/people/actions";
import { ManagedForm } from "./managed-form";
import type { ManagedPerson } from "./managed-person";

type DeactivateFormProps = {
  readonly person: ManagedPerson;
  /** "3 systems and 12 checklist items", or null. */
  readonly owned: string | null;
  readonly successors: readonly PersonRef[];
};

/** Ends an account and hands over what its person owned. */
export function DeactivateForm({ person, owned, successors }: DeactivateFormProps) {
  return (
    <ManagedForm action={deactivate} person={person} className="grid gap-3">
      {(form) => (
        <>
          <p className="text-2">
            For somebody who leaves. Every session ends, and what they did stays in the history under their
            name.{" "}
            {owned
              ? `${person.name} owns ${owned}: they go to somebody else in the same step.`
              : `${person.name} owns no system and no checklist item.`}
          </p>
          {owned && (
            <Field label="Hand over to" error={form.error("successorId")} className="max-w-[320px]">
              {(control) => (
                <Select
                  {...control}
                  key={form.value("successorId")}
                  name="successorId"
                  defaultValue={form.value("successorId")}
                >
                  <option value="">Choose somebody</option>
                  {successors.map(({ id, name, handle }) => (
                    <option key={id} value={id}>
                      {name} (@{handle})
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          )}
          <div>
            <SubmitButton variant="danger">End the account of {person.name}</SubmitButton>
          </div>
        </>
      )}
    </ManagedForm>
  );
}
