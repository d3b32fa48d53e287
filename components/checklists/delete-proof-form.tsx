"use client";

import { ActionForm } from "@/components/ui/action-form";
import { ProseField } from "@/components/ui/prose-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ProofView } from "@/lib/domain/checklists/item-view";
import type { ItemId, SystemId } from "@/lib/domain/kernel/ids";
import { deleteEvidence } from "@/lib/features/checklists/actions";

type DeleteProofFormProps = {
  readonly systemId: SystemId;
  readonly itemId: ItemId;
  readonly proof: Pick<ProofView, "id" | "title">;
};

/** Asks to delete a proof; it stays readable, struck through, once a second person signed. */
export function DeleteProofForm({ systemId, itemId, proof }: DeleteProofFormProps) {
  return (
    <ActionForm action={deleteEvidence} className="no-print">
      {(form) => (
        <details open={form.refusal !== null}>
          <summary className="link inline-flex min-h-6 cursor-pointer items-center text-xs">
            Delete<span className="sr-only"> {proof.title}</span>
          </summary>
          <div className="mt-1 grid gap-2 rounded-lg border bg-surface-2 p-3">
            <input type="hidden" name="systemId" value={systemId} />
            <input type="hidden" name="itemId" value={itemId} />
            <input type="hidden" name="evidenceId" value={proof.id} />
            <ProseField
              form={form}
              name="reason"
              label="Why it is deleted"
              hint="Whoever signs reads it. The proof stays readable, but counts no more."
              required
            />
            <SubmitButton variant="danger" className="justify-self-start">
              Ask to delete it
            </SubmitButton>
          </div>
        </details>
      )}
    </ActionForm>
  );
}
