"use client";

import { ActionForm } from "@/components/ui/action-form";
import { FieldError } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ItemView } from "@/lib/domain/checklists/item-view";
import { addComment } from "@/lib/features/checklists/actions";
import { MentionTextarea } from "./mention-textarea";
import type { Surroundings } from "./surroundings";
import { useDraft } from "./use-draft";

interface CommentFormProps {
  readonly view: ItemView;
  readonly surroundings: Surroundings;
}

/** What is written here and not sent waits at its item. */
export function CommentForm({ view, surroundings }: CommentFormProps) {
  const { field, keep } = useDraft(surroundings.me, view);
  return (
    <ActionForm action={addComment} className="min-w-0 flex-1" onDone={() => keep("")}>
      {(form) => (
        <>
          <input type="hidden" name="systemId" value={surroundings.system.id} />
          <input type="hidden" name="itemId" value={view.id} />
          <div className="flex items-end gap-2">
            <MentionTextarea
              field={field}
              onWrite={keep}
              name="text"
              label={`Comment on ${view.number}`}
              people={surroundings.people}
              defaultValue={form.value("text")}
              invalid={form.error("text") !== undefined}
            />
            <SubmitButton variant="secondary" className="h-control-field!">
              Send
            </SubmitButton>
          </div>
          <FieldError error={form.error("text")} />
        </>
      )}
    </ActionForm>
  );
}
