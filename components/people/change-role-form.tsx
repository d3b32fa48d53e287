"use client";

import { SubmitButton } from "@/components/ui/submit-button";
import { holdsPower } from "@/lib/domain/people/power";
import { changeRole } from "@/lib/features/people/actions";
import { ManagedForm } from "./managed-form";
import type { ManagedPerson } from "./managed-person";
import { Saved } from "./profile-forms";
import { RoleField } from "./role-field";
import { TwoPersons } from "./two-persons";

type ChangeRoleFormProps = { readonly person: ManagedPerson; readonly bootstrap: boolean };

/** Gives somebody another role. */
export function ChangeRoleForm({ person, bootstrap }: ChangeRoleFormProps) {
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
          <TwoPersons
            needed={holdsPower(person.role) ? "always" : "by-role"}
            bootstrap={bootstrap}
            error={form.error("reason")}
            value={form.value("reason")}
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
