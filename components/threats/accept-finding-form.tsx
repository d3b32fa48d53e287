"use client";

import { ExceptionKindField, ExceptionTerms } from "@/components/posture/exception-terms";
import { ActionForm } from "@/components/ui/action-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { formatExceptionNumber } from "@/lib/domain/exceptions/exception";
import type { UtcDate } from "@/lib/domain/kernel/ids";
import type { PersonRef } from "@/lib/domain/people/person";
import { acceptFinding } from "@/lib/features/threats/actions";

interface AcceptFindingFormProps {
  readonly systemId: string;
  readonly slug: string;
  readonly ruleId: string;
  readonly elementId: string;
  /** What the finding says, to be read once more before asking. */
  readonly findingText: string;
  readonly people: readonly PersonRef[];
  readonly today: UtcDate;
}

/** Asks to accept a threat on an element, or to leave it out of the count; a second person decides. */
export function AcceptFindingForm(props: AcceptFindingFormProps) {
  const { systemId, slug, ruleId, elementId, findingText, people, today } = props;
  return (
    <ActionForm action={acceptFinding} className="grid gap-3">
      {(form) =>
        form.output ? (
          <Notice role="status" title={`${formatExceptionNumber(form.output.number)} stands at once.`}>
            No two people here could sign for one another, so nobody was asked; the log says “bootstrap”.{" "}
            <TextLink href={`/systems/${slug}/threats`}>Threats of this system</TextLink>
          </Notice>
        ) : (
          <>
            <input type="hidden" name="systemId" value={systemId} />
            <input type="hidden" name="ruleId" value={ruleId} />
            <input type="hidden" name="elementId" value={elementId} />
            <p className="border-l-2 border-strong pl-3 text-pretty text-2">{findingText}</p>
            <ExceptionKindField form={form} />
            <ExceptionTerms form={form} people={people} today={today} />
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <SubmitButton>Ask for the exception</SubmitButton>
              <span className="text-xs text-3">Nothing changes until a second person approves.</span>
            </div>
          </>
        )
      }
    </ActionForm>
  );
}
