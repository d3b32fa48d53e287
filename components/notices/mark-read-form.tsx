"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { markRead } from "@/lib/features/notices/actions";

/** Marks all of one's notices as read. */
export function MarkReadForm() {
  return (
    <ActionForm action={markRead}>
      {() => <SubmitButton variant="secondary">Mark all as read</SubmitButton>}
    </ActionForm>
  );
}
