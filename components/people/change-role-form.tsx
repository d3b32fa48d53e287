"use client";

import { SubmitButton } from "@/components/ui/submit-button";
import { changeRole } from "@/lib/features/people/actions";
import { ManagedForm } from "./managed-form";
import type { ManagedPerson } from "./managed-person";
import { Saved } from "./profile-forms";
import { RoleField } from "./role-field";

/** Gives somebody another role. */
export function ChangeRoleForm({ person }: { readonly person: ManagedPerson }) {
  return (
    <ManagedForm action={changeRole} person={person} className="grid gap-4">
      {(form) => (
        <>
          <RoleField
            chosen={form.value("role", person.role)}
            standing={person.role}
            legendHidden
            error={form.error("role")}
          />
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton>Change role</SubmitButton>
            <Saved when={form.output !== null}>Changed. It counts from their next click on.</Saved>
          </div>
        </>
      )}
    </ManagedForm>
  );
}
