"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { withdrawInvitation } from "@/lib/features/people/actions";

type WithdrawFormProps = { readonly invitationId: string; readonly name: string };

/** Takes an invitation back; its link stops working at once. */
export function WithdrawForm({ invitationId, name }: WithdrawFormProps) {
  return (
    <ActionForm action={withdrawInvitation} className="flex flex-wrap items-center justify-end gap-2">
      {() => (
        <>
          <input type="hidden" name="invitationId" value={invitationId} />
          <SubmitButton variant="secondary" aria-label={`Withdraw the invitation of ${name}`}>
            Withdraw
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
