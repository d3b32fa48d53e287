"use client";

import { ActionForm } from "@/components/ui/action-form";
import { ProseField } from "@/components/ui/prose-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { takeOutElement } from "@/lib/features/architecture/actions";
import type { FormKind } from "@/lib/features/architecture/present";
import { retirePath } from "@/lib/features/latency/actions";
import { KIND_WORD } from "./words";

type TakeOutFormProps = {
  readonly kind: FormKind;
  readonly systemId: string;
  readonly element: { readonly id: string; readonly version: string };
  /** A path with a budget: a second person decides. */
  readonly budgeted: boolean;
};

/** Takes an element out of the model. Its history stays, its number is not used again. */
export function TakeOutForm({ kind, systemId, element, budgeted }: TakeOutFormProps) {
  const isPath = kind === "path";
  return (
    <ActionForm
      action={isPath ? retirePath : takeOutElement}
      className="grid max-w-[860px] justify-items-start gap-3"
    >
      {(form) => {
        const version = form.refusal?.code === "stale" ? String(form.refusal.version) : element.version;
        const wrong = form.error("elements.0");
        return (
          <>
            <input type="hidden" name="systemId" value={systemId} />
            {!isPath && <input type="hidden" name="elements.0.op" value="retire" />}
            <input type="hidden" name={isPath ? "id" : "elements.0.id"} value={element.id} />
            <input type="hidden" name={isPath ? "version" : "elements.0.version"} value={version} />
            {wrong && (
              <p role="alert" className="text-bad">
                {wrong}
              </p>
            )}
            {budgeted && (
              <ProseField
                form={form}
                name="reason"
                label="Reason"
                className="w-full"
                hint="A second person decides about dropping a budget."
              />
            )}
            <SubmitButton variant="secondary">Take this {KIND_WORD[kind]} out</SubmitButton>
          </>
        );
      }}
    </ActionForm>
  );
}
