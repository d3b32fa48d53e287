"use client";

import { ActionForm } from "@/components/ui/action-form";
import { CopyField } from "@/components/ui/copy-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { makeInvitationLink } from "@/lib/features/people/actions";

type InvitationLinkFormProps = { readonly invitationId: string; readonly name: string };

/** Makes another link for an open invitation, to hand over; the earlier one stops working. */
export function InvitationLinkForm({ invitationId, name }: InvitationLinkFormProps) {
  return (
    <ActionForm action={makeInvitationLink} className="grid justify-items-end gap-2">
      {(form) => (
        <>
          <input type="hidden" name="invitationId" value={invitationId} />
          {form.output && (
            <div role="status" className="w-full min-w-60 text-left">
              <CopyField label={`Invitation link of ${name}`} value={form.output.link} />
              <p className="text-xs text-3">It works once and is shown only now.</p>
            </div>
          )}
          <SubmitButton variant="secondary" aria-label={`Make a link for the invitation of ${name}`}>
            Make a link
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
