"use client";

import { SubmitButton } from "@/components/ui/submit-button";
import { confirmRole } from "@/lib/features/people/actions";
import { ManagedForm } from "./managed-form";
import type { ManagedPerson } from "./managed-person";
import { TwoPersons } from "./two-persons";

type ConfirmRoleFormProps = {
  readonly person: Pick<ManagedPerson, "id" | "name" | "version">;
  readonly granterName: string;
  /** The reader is the one who gave the role. */
  readonly byMe: boolean;
};

/** Asks that two persons confirm a role that one person gave alone. */
export function ConfirmRoleForm({ person, granterName, byMe }: ConfirmRoleFormProps) {
  return (
    <ManagedForm action={confirmRole} person={person} className="grid gap-3">
      {(form) => (
        <>
          <p className="max-w-[72ch] text-2">
            {byMe ? "You" : granterName} gave {person.name} this role alone, before two persons could sign. So{" "}
            {person.name} can’t sign what {byMe ? "you ask" : `${granterName} asks`} for. Once two persons
            confirm the role, it counts as given by nobody in particular.{" "}
            {byMe && "If nobody can sign this for you, ask another approver to send it."}
          </p>
          <TwoPersons
            needed="always"
            bootstrap={false}
            error={form.error("reason")}
            value={form.value("reason")}
          />
          <div>
            <SubmitButton variant="secondary">Ask to confirm the role</SubmitButton>
          </div>
        </>
      )}
    </ManagedForm>
  );
}
