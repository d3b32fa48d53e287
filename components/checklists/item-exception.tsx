"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Chip } from "@/components/ui/chip";
import { PanelSection } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import type { ItemView } from "@/lib/domain/checklists/item-view";
import {
  EXCEPTION_KIND_WORDS,
  type Exception,
  exceptionStanding,
  formatExceptionNumber,
} from "@/lib/domain/exceptions/exception";
import { endException } from "@/lib/features/checklists/actions";
import { dayText } from "@/lib/features/checklists/present";
import { ExceptionForm } from "./exception-form";
import type { Surroundings } from "./surroundings";

interface ItemExceptionProps {
  readonly view: ItemView;
  readonly surroundings: Surroundings;
}

/** The exception that stands, the request for one that waits, and the form to ask for one. */
export function ItemException({ view, surroundings }: ItemExceptionProps) {
  const { exception, exceptionAsked, standing, today } = view;
  const computed = standing.remark.kind === "not-applicable" && standing.remark.by === "computed";
  const stands = exception !== null && exceptionStanding(exception, today) === "standing";
  const mayAsk = surroundings.mayWork && !computed && view.status !== "done" && exceptionAsked === null;
  if (!exception && exceptionAsked === null && !mayAsk) return null;
  return (
    <PanelSection title="Exception">
      {exception && <Standing exception={exception} view={view} />}
      {exceptionAsked !== null && (
        <p className="text-2">
          <TextLink href={`/approvals/${exceptionAsked}`}>AR-{exceptionAsked}</TextLink> asks for{" "}
          {stands ? "another one" : "one"} and waits for a second person.
        </p>
      )}
      {stands && surroundings.mayWork && <EndForm exception={exception} systemId={surroundings.system.id} />}
      {mayAsk && (
        <ExceptionForm
          systemId={surroundings.system.id}
          item={{ id: view.id, version: view.version, must: view.text.must }}
          ownerId={view.owner?.id}
          people={surroundings.people}
          today={today}
          summary={stands ? "Ask for another term" : "Leave open as exception"}
        />
      )}
    </PanelSection>
  );
}

function Standing({ exception, view }: { readonly exception: Exception; readonly view: ItemView }) {
  const lapsed = exceptionStanding(exception, view.today) !== "standing";
  const { number, kind, expiresOn, owner, reason, requestNumber } = exception;
  return (
    <div className="mb-2">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Chip tone={lapsed ? "outline" : "warn"}>
          <span className="mono">{formatExceptionNumber(number)}</span>
          {lapsed ? `lapsed ${dayText(expiresOn, view.today)}` : `until ${dayText(expiresOn, view.today)}`}
        </Chip>
        <span>{EXCEPTION_KIND_WORDS[kind]}</span>
        <span className="text-3">{owner.name} answers for it</span>
      </p>
      <p className="mt-1 break-words whitespace-pre-line text-2">{reason}</p>
      <p className="text-xs text-3">
        {requestNumber === null ? (
          "Granted by one person, before two could sign (bootstrap)."
        ) : (
          <>
            Signed by two in <TextLink href={`/approvals/${requestNumber}`}>AR-{requestNumber}</TextLink>
          </>
        )}
      </p>
    </div>
  );
}

function EndForm({ exception, systemId }: { readonly exception: Exception; readonly systemId: string }) {
  return (
    <ActionForm action={endException} className="no-print mb-1 flex flex-wrap items-center gap-x-3 gap-y-1">
      {() => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <input type="hidden" name="exceptionId" value={exception.id} />
          <SubmitButton variant="secondary">End it now</SubmitButton>
          <span className="text-xs text-3">The item counts again at once.</span>
        </>
      )}
    </ActionForm>
  );
}
