"use client";

import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogCancel, DialogFooter, useDialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PHASE_WORD } from "@/components/ui/phase-mark";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/toast";
import { PHASES, type Phase } from "@/lib/domain/checklists/vocabulary";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { addOwnItem } from "@/lib/features/checklists/actions";

export interface OwnItemDialogProps {
  readonly systemId: SystemId;
  readonly phase: Phase;
  readonly groups: readonly string[];
}

/** Adds an item that no template has. */
export function OwnItemDialog({ onClose, ...props }: OwnItemDialogProps & { readonly onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      heading="Add an item of our own"
      description="It belongs to this system only, and counts like every other item."
    >
      <OwnItemForm {...props} />
    </Dialog>
  );
}

function OwnItemForm({ systemId, phase, groups }: OwnItemDialogProps) {
  const close = useDialogClose();
  const toast = useToast();
  const done = () => {
    close();
    toast({ text: "The item is on the checklist." });
  };
  return (
    <ActionForm action={addOwnItem} className="grid gap-4" onDone={done}>
      {(form) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <Field label="What is to be done" error={form.error("title")} required>
            {(control) => (
              <Input
                {...control}
                name="title"
                maxLength={140}
                placeholder="Rotate the partner keys every quarter"
                defaultValue={form.value("title")}
              />
            )}
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <PlaceFields form={form} phase={phase} groups={groups} />
          </div>
          <Field label="How to do it" error={form.error("how")} optional>
            {(control) => (
              <Textarea {...control} name="how" maxLength={4_000} defaultValue={form.value("how")} />
            )}
          </Field>
          <Field
            label="Evidence holds for"
            hint="Leave it empty if it never expires."
            error={form.error("evidenceValidDays")}
          >
            {(control) => (
              <Input
                {...control}
                name="evidenceValidDays"
                inputMode="numeric"
                trailing="days"
                defaultValue={form.value("evidenceValidDays", "365")}
              />
            )}
          </Field>
          <Checkbox
            name="must"
            label="Blocks the gate of its phase until it is proven"
            defaultChecked={form.value("must") === "on"}
          />
          <DialogFooter>
            <DialogCancel />
            <SubmitButton>Add item</SubmitButton>
          </DialogFooter>
        </>
      )}
    </ActionForm>
  );
}

interface PlaceFieldsProps {
  readonly form: FormHandle<unknown>;
  readonly phase: Phase;
  readonly groups: readonly string[];
}

function PlaceFields({ form, phase, groups }: PlaceFieldsProps) {
  return (
    <>
      <Field label="Phase" error={form.error("phase")}>
        {(control) => (
          <Select {...control} name="phase" defaultValue={form.value("phase", phase)}>
            {PHASES.map((one) => (
              <option key={one} value={one}>
                {PHASE_WORD[one]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Group" error={form.error("group")}>
        {(control) => (
          <>
            <Input
              {...control}
              name="group"
              maxLength={60}
              list="groups-so-far"
              defaultValue={form.value("group", "Our own")}
            />
            <datalist id="groups-so-far">
              {groups.map((group) => (
                <option key={group} value={group} />
              ))}
            </datalist>
          </>
        )}
      </Field>
    </>
  );
}
