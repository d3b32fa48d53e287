"use client";

import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import { SCOPE_WORDS, TOKEN_SCOPES } from "@/lib/domain/tokens/token-scope";
import { ask } from "@/lib/features/tokens/actions";

type AskFormProps = { readonly systems: readonly { readonly id: string; readonly name: string }[] };

/** Asks for a token. One that can write is granted once a second person agrees. */
export function AskForm({ systems }: AskFormProps) {
  return (
    <ActionForm action={ask} className="grid max-w-[640px] gap-4">
      {(form) =>
        form.output ? (
          <Notice tone="info" role="status" title="The token is granted.">
            Show its secret in the list above; it is shown once.
          </Notice>
        ) : (
          <Fields form={form} systems={systems} />
        )
      }
    </ActionForm>
  );
}

function Fields({ form, systems }: AskFormProps & { readonly form: FormHandle<unknown> }) {
  const chosen = form.values("systemIds");
  const scopes = form.values("scopes", ["approvals:request"]);
  return (
    <>
      <Field label="Name" hint="The pipeline or the tool that uses it." error={form.error("name")}>
        {(control) => <Input {...control} name="name" autoComplete="off" defaultValue={form.value("name")} />}
      </Field>
      <ChoiceGroup legend="What it lets a program do" error={form.error("scopes")}>
        {TOKEN_SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            name="scopes[]"
            value={scope}
            defaultChecked={scopes.includes(scope)}
            label={SCOPE_WORDS[scope].title}
            hint={SCOPE_WORDS[scope].about}
          />
        ))}
      </ChoiceGroup>
      {systems.length > 0 && (
        <ChoiceGroup
          legend="Only on these systems"
          hint="None chosen: every system that you work on, and the organisation."
          error={form.error("systemIds")}
        >
          <div className="grid max-h-48 w-full gap-x-4 overflow-y-auto sm:grid-cols-2">
            {systems.map(({ id, name }) => (
              <Checkbox
                key={id}
                name="systemIds[]"
                value={id}
                defaultChecked={chosen.includes(id)}
                label={name}
              />
            ))}
          </div>
        </ChoiceGroup>
      )}
      <Field
        label="Only these actions"
        optional
        hint="Names with commas between them, such as deploy, rollback. Empty: every action."
        error={form.error("actions")}
      >
        {(control) => (
          <Input {...control} name="actions" autoComplete="off" defaultValue={form.value("actions")} />
        )}
      </Field>
      <Field label="Lasts for days" hint="At most 365." error={form.error("validDays")}>
        {(control) => (
          <Input
            {...control}
            name="validDays"
            inputMode="numeric"
            className="max-w-32"
            defaultValue={form.value("validDays", "90")}
          />
        )}
      </Field>
      <Field label="What it is for" hint="Whoever signs for it reads this." error={form.error("reason")}>
        {(control) => <Textarea {...control} name="reason" rows={3} defaultValue={form.value("reason")} />}
      </Field>
      <div>
        <SubmitButton>Ask for the token</SubmitButton>
      </div>
    </>
  );
}
