"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { SessionId } from "@/lib/domain/kernel/ids";
import { endOtherSessions, endSession } from "@/lib/features/people/actions";

type EndSessionFormProps = { readonly sessionId: SessionId; readonly what: string };

/** Ends one session. */
export function EndSessionForm({ sessionId, what }: EndSessionFormProps) {
  return (
    <ActionForm action={endSession} className="flex flex-wrap items-center justify-end gap-2">
      {() => (
        <>
          <input type="hidden" name="sessionId" value={sessionId} />
          <SubmitButton variant="secondary" aria-label={`End the session ${what}`}>
            End
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** Ends every session but this one. */
export function EndOthersForm() {
  return (
    <ActionForm action={endOtherSessions}>
      {() => <SubmitButton variant="secondary">End all others</SubmitButton>}
    </ActionForm>
  );
}
