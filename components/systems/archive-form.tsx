"use client";

import { ActionForm } from "@/components/ui/action-form";
import { ProseField } from "@/components/ui/prose-field";
import { SubmitButton } from "@/components/ui/submit-button";
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
          <ProseField
            form={form}
            name="reason"
            label={`Why ${system.name} is archived`}
            hint="Whoever signs reads it."
            required
          />
          <SubmitButton variant="danger" className="justify-self-start">
            Ask to archive it
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
