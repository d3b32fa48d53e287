"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { checkNow } from "@/lib/features/audit/actions";

/** Has the whole log checked now; the page says how far it is. */
export function CheckNowForm() {
  return (
    <ActionForm action={checkNow}>
      {() => (
        <SubmitButton variant="secondary" size="sm">
          Check now
        </SubmitButton>
      )}
    </ActionForm>
  );
}
