"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { StaleNotice } from "@/components/ui/stale-notice";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Edit } from "./list-view";
import type { Target, Trouble } from "./use-edits";

interface TroubleNoticeProps {
  readonly trouble: Trouble;
  readonly onDismiss: () => void;
  readonly onRetry: (target: Target, edit: Edit, overVersion?: number) => void;
}

/** Why an edit did not hold, and what can be done about it; stands where the edit was made. */
export function TroubleNotice({ trouble, onDismiss, onRetry }: TroubleNoticeProps) {
  const { refusal, target } = trouble;
  if (refusal.code === "stale")
    return <Stale trouble={trouble} refusal={refusal} onDismiss={onDismiss} onRetry={onRetry} />;
  const text =
    refusal.code === "invalid-input"
      ? refusal.issues.map(({ message }) => message).join(" ")
      : refusal.reason;
  return (
    <Notice
      tone="warning"
      role="alert"
      title={`${target.number} was not changed.`}
      actions={
        <IconButton label="Dismiss" onClick={onDismiss}>
          <X aria-hidden />
        </IconButton>
      }
    >
      {text}
    </Notice>
  );
}

function Stale({
  trouble,
  refusal,
  onDismiss,
  onRetry,
}: TroubleNoticeProps & { readonly refusal: Extract<Refusal, { code: "stale" }> }) {
  const { target, edit } = trouble;
  const fields = refusal.changes.map(({ field }) => field).join(" and the ");
  return (
    <StaleNotice
      who={refusal.by ?? "Somebody"}
      what={`changed the ${fields} of ${target.number}`}
      when={
        refusal.atMs ? <RelativeTime instantMs={refusal.atMs} nowMs={Date.now()} /> : "while you looked at it"
      }
      actions={
        <>
          <Button onClick={onDismiss}>Keep theirs</Button>
          <Button variant="primary" onClick={() => onRetry(target, edit, refusal.version)}>
            Use mine
          </Button>
        </>
      }
    >
      {refusal.changes.map(({ field, before, after }) => (
        <span key={field} className="block">
          Theirs: {before ?? "none"}. Yours: {after ?? "none"}.
        </span>
      ))}
    </StaleNotice>
  );
}
