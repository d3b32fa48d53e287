"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { withdraw } from "@/lib/features/approvals/actions";

/** Takes one's own request back. */
export function WithdrawForm({ requestId }: { readonly requestId: string }) {
  return (
    <section id="withdraw" aria-label="Your request" className="no-print mt-6 border-t pt-4">
      <h2 className="mb-1">Your request</h2>
      <p className="mb-3 text-2">
        You asked for this, so somebody else decides it. Until it takes effect you can take it back; nothing
        changes then, and you can ask again.
      </p>
      <ActionForm action={withdraw}>
        {() => (
          <>
            <input type="hidden" name="requestId" value={requestId} />
            <SubmitButton variant="secondary">Withdraw request</SubmitButton>
          </>
        )}
      </ActionForm>
    </section>
  );
}
