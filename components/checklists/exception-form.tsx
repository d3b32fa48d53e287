"use client";

import { ExceptionKindField, ExceptionTerms } from "@/components/posture/exception-terms";
import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { type ExceptionKind, formatExceptionNumber } from "@/lib/domain/exceptions/exception";
import type { ItemId, SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import type { PersonRef } from "@/lib/domain/people/person";
import { exceptItem } from "@/lib/features/checklists/actions";

interface ExceptionFormProps {
  readonly systemId: SystemId;
  readonly item: { readonly id: ItemId; readonly version: number; readonly must: boolean };
  /** Fixed where the person has said already which one; otherwise they choose. */
  readonly kind?: ExceptionKind | undefined;
  readonly ownerId?: string | undefined;
  readonly people: readonly PersonRef[];
  readonly today: UtcDate;
  /** Folds the form behind these words. */
  readonly summary?: string | undefined;
}

/** Asks for an exception: kind, reason, who answers for it, until when. A second person decides. */
export function ExceptionForm(props: ExceptionFormProps) {
  const { summary } = props;
  return (
    <ActionForm action={exceptItem} className="grid gap-3">
      {(form) =>
        form.output ? (
          <Notice role="status" title={`${formatExceptionNumber(form.output.number)} stands at once.`}>
            No two people here could sign for one another, so nobody was asked; the log says “bootstrap”.
          </Notice>
        ) : summary ? (
          <details className="no-print mt-1" open={form.refusal !== null}>
            <summary className="link inline-flex min-h-6 cursor-pointer items-center text-xs">
              {summary}
            </summary>
            <div className="mt-2 grid gap-3 rounded-lg border bg-surface-2 p-3">
              <Fields {...props} form={form} />
            </div>
          </details>
        ) : (
          <Fields {...props} form={form} />
        )
      }
    </ActionForm>
  );
}

type FieldsProps = ExceptionFormProps & { readonly form: FormHandle<unknown> };

function Fields({ systemId, item, kind, ownerId, people, today, form }: FieldsProps) {
  return (
    <>
      <input type="hidden" name="systemId" value={systemId} />
      <input type="hidden" name="itemId" value={item.id} />
      <input type="hidden" name="version" value={item.version} />
      {kind || !item.must ? (
        <input type="hidden" name="kind" value={kind ?? "accept"} />
      ) : (
        <ExceptionKindField form={form} />
      )}
      <ExceptionTerms form={form} ownerId={ownerId} people={people} today={today} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SubmitButton>Ask for the exception</SubmitButton>
        <span className="text-xs text-3">Nothing changes until a second person approves.</span>
      </div>
    </>
  );
}
