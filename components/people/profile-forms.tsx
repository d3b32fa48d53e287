"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { Switch } from "@/components/ui/switch";
import { editProfile } from "@/lib/features/people/actions";

type ProfileProps = { readonly name: string; readonly singleKeys: boolean };

/** One's own name. */
export function NameForm({ name, singleKeys }: ProfileProps) {
  return (
    <ActionForm action={editProfile} className="grid gap-3">
      {(form) => (
        <>
          <input type="hidden" name="singleKeys" value={String(singleKeys)} />
          <Field label="Name" hint="As the others see it." error={form.error("name")}>
            {(control) => (
              <Input {...control} name="name" autoComplete="name" defaultValue={form.value("name", name)} />
            )}
          </Field>
          <div className="flex items-center gap-3">
            <SubmitButton variant="secondary">Save name</SubmitButton>
            <Saved when={form.output !== null}>Saved</Saved>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Whether single letters act; takes effect at once. */
export function KeysForm({ name, singleKeys }: ProfileProps) {
  return (
    <ActionForm action={editProfile} className="grid gap-2">
      {() => (
        <>
          <input type="hidden" name="name" value={name} />
          <div>
            <Switch
              key={String(singleKeys)}
              name="singleKeys"
              value="true"
              label="Single keys"
              effect={singleKeys ? "j, k, e, a, r, g and ? act" : "only Ctrl or ⌘ K acts"}
              defaultChecked={singleKeys}
              onChange={(event) => event.currentTarget.form?.requestSubmit()}
            />
          </div>
          <noscript>
            <SubmitButton variant="secondary">Save</SubmitButton>
          </noscript>
          <p className="text-xs text-3">
            Turn them off if you dictate, or if letters trigger things that you did not mean.
          </p>
        </>
      )}
    </ActionForm>
  );
}

type SavedProps = { readonly when: boolean; readonly children: string };

/** Says beside a button that it worked. */
export function Saved({ when, children }: SavedProps) {
  return (
    <span role="status" className="text-xs text-2">
      {when ? children : ""}
    </span>
  );
}
