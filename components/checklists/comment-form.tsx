"use client";

import { ActionForm } from "@/components/ui/action-form";
import { FieldError } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ItemView } from "@/lib/domain/checklists/item-view";
import { addComment } from "@/lib/features/checklists/actions";
import { MentionTextarea } from "./mention-textarea";
import type { Surroundings } from "./surroundings";

interface CommentFormProps {
  readonly view: ItemView;
  readonly surroundings: Surroundings;
}

export function CommentForm({ view, surroundings }: CommentFormProps) {
  return (
    <ActionForm action={addComment} className="min-w-0 flex-1">
      {(form) => (
        <>
          <input type="hidden" name="systemId" value={surroundings.system.id} />
          <input type="hidden" name="itemId" value={view.id} />
          <div className="flex items-end gap-2">
            <MentionTextarea
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
