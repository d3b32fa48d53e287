"use client";

import { ActionForm } from "@/components/ui/action-form";
import { CopyField } from "@/components/ui/copy-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { holdsPower } from "@/lib/domain/people/power";
import { lock, makeResetLink, revealResetLink, unlock } from "@/lib/features/people/actions";
import { ManagedForm } from "./managed-form";
import type { ManagedPerson } from "./managed-person";
import { TwoPersons } from "./two-persons";

type FormProps = { readonly person: ManagedPerson; readonly bootstrap: boolean };

/** Keeps somebody out at once, or lets them in again. One form for both, so that what it answered stays in sight. */
export function LockForm({ person, bootstrap }: FormProps) {
  const active = person.status === "active";
  return (
    <ManagedForm action={active ? lock : unlock} person={person} className="grid gap-3">
      {(form) => (
        <>
          <p className="text-2">
            {active
              ? `Locking ends every session of ${person.name} at once. Nothing that they own changes, and the account can be opened again.`
              : `${person.name} can’t sign in. Opening the account lets them in with the password and the role that they had.`}
          </p>
          {!active && holdsPower(person.role) && (
            <TwoPersons
              needed="always"
              bootstrap={bootstrap}
              error={form.error("reason")}
              value={form.value("reason")}
            />
          )}
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
export function ResetLinkForm({ person, bootstrap }: FormProps) {
  return (
    <ActionForm action={makeResetLink} className="grid gap-3">
      {(form) => (
        <>
          <input type="hidden" name="userId" value={person.id} />
          <p className="text-2">
            For somebody who doesn’t know their password. Make sure that you talk to {person.name}, then hand
            the link over: whoever opens it first chooses the password.
          </p>
          {holdsPower(person.role) && (
            <TwoPersons
              needed="always"
              bootstrap={bootstrap}
              error={form.error("reason")}
              value={form.value("reason")}
            />
          )}
          {form.output?.link && <ShownLink link={form.output.link} />}
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

type RevealLinkFormProps = {
  readonly person: Pick<ManagedPerson, "id" | "name">;
  /** There is a link to show. Once it is shown there is none any more, and what was shown stays. */
  readonly waits: boolean;
};

/** Shows the link that two persons granted, once. */
export function RevealLinkForm({ person, waits }: RevealLinkFormProps) {
  return (
    <ActionForm action={revealResetLink} className="grid gap-3">
      {(form) =>
        (waits || form.output) && (
          <>
            <input type="hidden" name="userId" value={person.id} />
            <p className="text-2">
              Two persons granted a reset link for {person.name}. You asked for it, so it is shown to you,
              once. Make sure that you talk to {person.name}, then hand it over.
            </p>
            {form.output ? (
              <ShownLink link={form.output.link} />
            ) : (
              <div>
                <SubmitButton>Show the reset link</SubmitButton>
              </div>
            )}
          </>
        )
      }
    </ActionForm>
  );
}

function ShownLink({ link }: { readonly link: string }) {
  return (
    <div role="status" className="grid gap-1">
      <CopyField label="Reset link" value={link} />
      <p className="text-xs text-3">
        It works once, for 24 hours, and is shown only now. Earlier links have stopped working.
      </p>
    </div>
  );
}
