"use client";

import { useState } from "react";
import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { invite } from "@/lib/features/people/actions";
import { RoleField } from "./role-field";
import { TwoPersons } from "./two-persons";

type Invited = { readonly link: string | null; readonly mailed: boolean; readonly name: string };

type InviteFormProps = { readonly mailed: boolean; readonly bootstrap: boolean };

/** Invites one person after the other. */
export function InviteForm({ mailed, bootstrap }: InviteFormProps) {
  const [round, setRound] = useState(0);
  return (
    <ActionForm key={round} action={invite} className="grid max-w-[560px] gap-4">
      {(form) =>
        form.output ? (
          <Done invited={form.output} onAgain={() => setRound(round + 1)} />
        ) : (
          <Fields form={form} mailed={mailed} bootstrap={bootstrap} />
        )
      }
    </ActionForm>
  );
}

function Done({ invited, onAgain }: { readonly invited: Invited; readonly onAgain: () => void }) {
  return (
    <>
      <Notice tone="info" role="status" title={`${invited.name} is invited.`}>
        {invited.mailed
          ? "The link is on its way by mail. You can hand it over yourself as well."
          : "This installation sends no mail: copy the link and hand it over yourself."}{" "}
        It works once, for 3 days, and is shown only now.
      </Notice>
      {invited.link && <CopyField label={`Invitation link of ${invited.name}`} value={invited.link} />}
      <div className="flex flex-wrap gap-2">
        <Button onClick={onAgain} className="needs-script">
          Invite somebody else
        </Button>
        <ButtonLink href="/people">Back to people</ButtonLink>
      </div>
    </>
  );
}

type FieldsProps = InviteFormProps & { readonly form: FormHandle<Invited> };

function Fields({ form, mailed, bootstrap }: FieldsProps) {
  return (
    <>
      <Field label="Name" error={form.error("name")}>
        {(control) => (
          <Input {...control} name="name" autoComplete="off" defaultValue={form.value("name")} autoFocus />
        )}
      </Field>
      <Field
        label="E-mail address"
        hint={
          mailed
            ? "The link goes there. An earlier open invitation to it stops working."
            : "They sign in with it. An earlier open invitation to it stops working."
        }
        error={form.error("email")}
      >
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="off"
            defaultValue={form.value("email")}
          />
        )}
      </Field>
      <RoleField chosen={form.value("role")} error={form.error("role")} />
      <TwoPersons
        needed="by-role"
        bootstrap={bootstrap}
        error={form.error("reason")}
        value={form.value("reason")}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Invite</SubmitButton>
        <ButtonLink href="/people" variant="ghost">
          Cancel
        </ButtonLink>
      </div>
    </>
  );
}
