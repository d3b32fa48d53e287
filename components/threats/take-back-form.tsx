"use client";

import { ActionForm } from "@/components/ui/action-form";
import { ProseField } from "@/components/ui/prose-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { takeBackThreat } from "@/lib/features/threats/actions";

type TakeBackFormProps = {
  readonly systemId: string;
  readonly stated: { readonly id: string; readonly version: number };
};

/** Takes a stated threat back; one that counts only with a second person. */
export function TakeBackForm({ systemId, stated }: TakeBackFormProps) {
  return (
    <ActionForm action={takeBackThreat} className="grid justify-items-start gap-3">
      {(form) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <input type="hidden" name="id" value={stated.id} />
          <input
            type="hidden"
            name="version"
            value={form.refusal?.code === "stale" ? form.refusal.version : stated.version}
          />
          <ProseField form={form} name="reason" label="Reason" optional className="w-full" />
          <SubmitButton variant="secondary">Take it back</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
