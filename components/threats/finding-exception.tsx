"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Chip } from "@/components/ui/chip";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import {
  EXCEPTION_KIND_WORDS,
  type Exception,
  formatExceptionNumber,
} from "@/lib/domain/exceptions/exception";
import type { UtcDate } from "@/lib/domain/kernel/ids";
import { dayText } from "@/lib/features/checklists/present";
import { endFindingException } from "@/lib/features/threats/actions";

interface FindingExceptionProps {
  readonly exception: Exception;
  readonly today: UtcDate;
  readonly mayWork: boolean;
}

/** A finding left open on purpose: who answers for it, until when and why; ending it early takes one person. */
export function FindingException({ exception, today, mayWork }: FindingExceptionProps) {
  const { id, systemId, kind, number, expiresOn, owner, reason, requestNumber } = exception;
  return (
    <div className="mt-1 rounded-md border bg-surface-2 px-3 py-2 text-xs">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Chip>{formatExceptionNumber(number)}</Chip>
        <span>
          {EXCEPTION_KIND_WORDS[kind]} until {dayText(expiresOn, today)}
        </span>
        <span className="text-3">{owner.name} answers for it</span>
        {requestNumber !== null && (
          <TextLink href={`/approvals/${requestNumber}`}>AR-{requestNumber}</TextLink>
        )}
      </p>
      <p className="mt-1 text-pretty whitespace-pre-line text-2">{reason}</p>
      {mayWork && (
        <ActionForm
          action={endFindingException}
          className="no-print mt-1 flex flex-wrap items-center gap-x-3"
        >
          {() => (
            <>
              <input type="hidden" name="systemId" value={systemId} />
              <input type="hidden" name="exceptionId" value={id} />
              <SubmitButton variant="secondary">End it now</SubmitButton>
              <span className="text-3">The finding counts as open again at once.</span>
            </>
          )}
        </ActionForm>
      )}
    </div>
  );
}
