"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Field } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { archiveSystem } from "@/lib/features/systems/actions";

/** Asks to put the system away; a second person decides. */
export function ArchiveForm({
  system,
}: {
  readonly system: { readonly id: SystemId; readonly name: string };
}) {
  return (
    <ActionForm action={archiveSystem} className="grid gap-3">
      {(form) => (
        <>
          <p className="text-2">
            An archived system is in no list and no sum. It can be read by its address, nothing in it changes,
            and what was asked for in it is overtaken. It can be taken back.
          </p>
          <input type="hidden" name="systemId" value={system.id} />
          <Field
            label={`Why ${system.name} is archived`}
            hint="Whoever signs reads it."
            error={form.error("reason")}
            required
          >
            {(control) => (
              <Textarea
                {...control}
                name="reason"
                rows={2}
                maxLength={1_000}
                defaultValue={form.value("reason")}
              />
            )}
          </Field>
          <SubmitButton variant="danger" className="justify-self-start">
            Ask to archive it
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
