"use client";

import { ActionForm } from "@/components/ui/action-form";
import { CopyField } from "@/components/ui/copy-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { lock, makeResetLink, unlock } from "@/lib/features/people/actions";
import { ManagedForm } from "./managed-form";
import type { ManagedPerson } from "./managed-person";

type FormProps = { readonly person: ManagedPerson };

/** Keeps somebody out at once, or lets them in again. One form for both, so that what it answered stays in sight. */
export function LockForm({ person }: FormProps) {
  const active = person.status === "active";
  return (
    <ManagedForm action={active ? lock : unlock} person={person} className="grid gap-3">
      {() => (
        <>
          <p className="text-2">
            {active
              ? `Locking ends every session of ${person.name} at once. Nothing that they own changes, and the account can be opened again.`
              : `${person.name} can’t sign in. Opening the account lets them in with the password and the role that they had.`}
          </p>
          <div>
            <SubmitButton variant={active ? "danger" : "secondary"}>
              {active ? "Lock account" : "Open account"}
            </SubmitButton>
          </div>
        </>
      )}
    </ManagedForm>
  );
}

/** Makes a link by which somebody chooses a new password. */
export function ResetLinkForm({ person }: FormProps) {
  return (
    <ActionForm action={makeResetLink} className="grid gap-3">
      {(form) => (
        <>
          <input type="hidden" name="userId" value={person.id} />
          <p className="text-2">
            For somebody who doesn’t know their password. Make sure that you talk to {person.name}, then hand
            the link over: whoever opens it first chooses the password.
          </p>
          {form.output && (
            <div role="status" className="grid gap-1">
              <CopyField label="Reset link" value={form.output.link} />
              <p className="text-xs text-3">
                It works once, for 24 hours, and is shown only now. Earlier links have stopped working.
              </p>
            </div>
          )}
          <div>
            <SubmitButton variant="secondary">
              {form.output ? "Make another link" : "Make reset link"}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
