"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { takeOutAsset } from "@/lib/features/assets/actions";

type TakeOutAssetFormProps = {
  readonly systemId: string;
  readonly asset: { readonly id: string; readonly version: number };
};

/** Takes an asset out of the model. */
export function TakeOutAssetForm({ systemId, asset }: TakeOutAssetFormProps) {
  return (
    <ActionForm action={takeOutAsset} className="grid justify-items-start gap-3">
      {(form) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <input type="hidden" name="id" value={asset.id} />
          <input
            type="hidden"
            name="version"
            value={form.refusal?.code === "stale" ? form.refusal.version : asset.version}
          />
          <SubmitButton variant="secondary">Take this asset out</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
