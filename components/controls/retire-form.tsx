"use client";

import { ActionForm } from "@/components/ui/action-form";
import { ProseField } from "@/components/ui/prose-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { retireControl } from "@/lib/features/controls/actions";

type RetireFormProps = {
  readonly systemId: string;
  readonly control: { readonly id: string; readonly version: number };
};

/** Retires a control; one that is proven today only with a second person. */
export function RetireForm({ systemId, control }: RetireFormProps) {
  return (
    <ActionForm action={retireControl} className="grid max-w-[760px] justify-items-start gap-3">
      {(form) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <input type="hidden" name="id" value={control.id} />
          <input
            type="hidden"
            name="version"
            value={form.refusal?.code === "stale" ? form.refusal.version : control.version}
          />
          <ProseField
            form={form}
            name="reason"
            label="Reason"
            optional
            className="w-full"
            hint="Needed where the control is proven today: a second person decides about that."
          />
          <SubmitButton variant="secondary">Retire control</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
