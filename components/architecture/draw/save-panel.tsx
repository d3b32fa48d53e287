import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ComparedChanges } from "@/components/ui/compared-changes";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SentNotice } from "@/components/ui/sent-notice";
import { Textarea } from "@/components/ui/textarea";
import type { PendingChange } from "@/lib/domain/architecture/diagram/pending";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { nameOf } from "./element-panel";
import type { Saving } from "./use-saving";

interface SavePanelProps {
  readonly saving: Saving;
  readonly pending: readonly PendingChange[];
  readonly onChoose: (id: ElementId) => void;
  /** Takes back one's own change of an element. */
  readonly onTakeBack: (id: ElementId) => void;
}

/** What came of saving, where the person looks anyway: what to mend, what somebody else changed, what waits for a second person. */
export function SaveOutcome({ saving, pending, onChoose, onTakeBack }: SavePanelProps) {
  const { general, sent, stale, reasonWanted, issues } = saving;
  const wrong = pending.filter(({ element }) => issues.has(element.id));
  return (
    <div aria-live="polite" className="grid gap-2 empty:hidden">
      {sent && (
        <SentNotice number={sent.number}>{`${sent.reason} Undo brings the changes back here.`}</SentNotice>
      )}
      {general && (
        <Notice tone="danger" role="alert">
          {general}
        </Notice>
      )}
      {wrong.length > 0 && (
        <Notice tone="danger" role="alert" title="Nothing was saved yet.">
          <Wrong wrong={wrong} issues={issues} onChoose={onChoose} />
        </Notice>
      )}
      {stale && <StaleElement saving={saving} stale={stale} onTakeBack={onTakeBack} />}
      {reasonWanted && <ReasonForm saving={saving} wanted={reasonWanted} />}
    </div>
  );
}

interface WrongProps {
  readonly wrong: readonly PendingChange[];
  readonly issues: Saving["issues"];
  readonly onChoose: (id: ElementId) => void;
}

function Wrong({ wrong, issues, onChoose }: WrongProps) {
  return wrong.map(({ element }) => (
    <span key={element.id} className="block">
      <button
        type="button"
        className="min-h-6 text-left underline underline-offset-2"
        onClick={() => onChoose(element.id)}
      >
        {nameOf(element)}
      </button>
      :{" "}
      {issues
        .get(element.id)
        ?.map(({ message }) => message)
        .join(" ")}
    </span>
  ));
}

interface StaleElementProps {
  readonly saving: Saving;
  readonly stale: NonNullable<Saving["stale"]>;
  readonly onTakeBack: (id: ElementId) => void;
}

function StaleElement({ saving, stale: { refusal, elementId }, onTakeBack }: StaleElementProps) {
  return (
    <Notice
      tone="warning"
      role="alert"
      actions={
        elementId && (
          <>
            <Button onClick={() => saving.save("", new Map([[elementId, refusal.version]]))}>
              Save mine
            </Button>
            <Button
              onClick={() => {
                onTakeBack(elementId);
                saving.forget();
              }}
            >
              Take back mine
            </Button>
          </>
        )
      }
    >
      {refusal.reason}
      {refusal.changes.length > 0 && (
        <ComparedChanges label="What differs" before="Stands now" after="Yours" changes={refusal.changes} />
      )}
    </Notice>
  );
}

function ReasonForm({ saving, wanted }: { readonly saving: Saving; readonly wanted: string }) {
  const [reason, setReason] = useState("");
  return (
    <form
      className="grid justify-items-start gap-2 rounded-md border bg-surface p-3"
      onSubmit={(event) => {
        event.preventDefault();
        void saving.save(reason);
      }}
    >
      <Field label="Reason" hint={wanted} className="w-full">
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={1_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary">
        Ask for it
      </Button>
    </form>
  );
}

const OP_WORD = { add: "New", change: "Changed", "take-out": "Taken out" } as const;

/** What would be saved now, one by one. */
export function PendingList({ pending, onChoose }: Pick<SavePanelProps, "pending" | "onChoose">) {
  if (pending.length === 0) return null;
  return (
    <section aria-labelledby="draw-pending" className="mb-4">
      <h2 id="draw-pending" className="mb-1 font-medium">
        Not saved <span className="font-normal text-3">{pending.length}</span>
      </h2>
      <ul className="-mx-2">
        {pending.map(({ op, element }) => (
          <li key={element.id}>
            {op === "take-out" ? (
              <span className="draw-row">
                <span className="w-16 shrink-0 text-xs text-3">{OP_WORD[op]}</span>
                <span className="truncate">{nameOf(element)}</span>
              </span>
            ) : (
              <button type="button" className="draw-row" onClick={() => onChoose(element.id)}>
                <span className="w-16 shrink-0 text-xs text-3">{OP_WORD[op]}</span>
                <span className="truncate">{nameOf(element).replace(/^New: /, "")}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
