"use client";

import { useRef } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { ChoiceChip } from "@/components/ui/choice-group";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ItemView } from "@/lib/domain/checklists/item-view";
import { addLink } from "@/lib/features/checklists/actions";
import { FileForm } from "./file-form";
import { ProofFields } from "./proof-fields";
import type { Surroundings } from "./surroundings";

interface ProofFormProps {
  readonly view: ItemView;
  readonly surroundings: Surroundings;
}

/** Adds a proof: a file or a link. */
export function ProofForm({ view, surroundings }: ProofFormProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (details.current) details.current.open = false;
  };
  const { id } = view;
  return (
    <details
      ref={details}
      id="evidence"
      className="group no-print relative"
      open={surroundings.refused !== null}
    >
      <summary className="link absolute -top-[30px] right-0 flex min-h-6 list-none items-center text-xs [&::-webkit-details-marker]:hidden">
        <span className="group-open:hidden">Add</span>
        <span className="hidden group-open:inline">Close</span>
      </summary>
      <div className="proof-kinds mb-3 grid gap-3 rounded-lg border bg-surface-2 p-3">
        <fieldset className="flex gap-1.5">
          <legend className="sr-only">Kind of proof</legend>
          <ChoiceChip kind="radio" name={`kind-${id}`} value="file" label="File" defaultChecked />
          <ChoiceChip kind="radio" name={`kind-${id}`} value="link" label="Link" data-kind="link" />
        </fieldset>
        <div className="proof-file">
          <FileForm view={view} surroundings={surroundings} onDone={close} />
        </div>
        <div className="proof-link">
          <ActionForm action={addLink} className="grid gap-3" onDone={close}>
            {(form) => (
              <>
                <input type="hidden" name="systemId" value={surroundings.system.id} />
                <input type="hidden" name="itemId" value={id} />
                <input type="hidden" name="version" value={view.version} />
                <Field label="Address" error={form.error("url")} required>
                  {(control) => (
                    <Input
                      {...control}
                      name="url"
                      type="url"
                      inputMode="url"
                      placeholder="https://"
                      defaultValue={form.value("url")}
                    />
                  )}
                </Field>
                <ProofFields
                  today={view.today}
                  error={form.error}
                  value={form.value}
                  titleHint={null}
                  mayCoverParts={view.text.proves.length > 0}
                />
                <SubmitButton className="justify-self-start">Add link</SubmitButton>
              </>
            )}
          </ActionForm>
        </div>
      </div>
    </details>
  );
}
