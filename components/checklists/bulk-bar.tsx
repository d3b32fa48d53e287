"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { MenuItem } from "@/components/ui/menu-item";
import { Notice } from "@/components/ui/notice";
import { ITEM_STATUS_WORD, ITEM_STATUSES } from "@/lib/domain/checklists/vocabulary";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { BulkOutcome } from "./use-edits";
import type { useQuestions } from "./use-questions";
import { SELECTED_MAX, type useSelection } from "./use-selection";

interface BulkBarProps {
  readonly selection: ReturnType<typeof useSelection>;
  readonly total: number;
  readonly pending: boolean;
  readonly ask: Pick<ReturnType<typeof useQuestions>, "setStatusOfSelected" | "askSelected">;
}

/** What can be done with all that are ticked. */
export function BulkBar({ selection, total, pending, ask }: BulkBarProps) {
  const count = selection.selected.length;
  return (
    <section aria-label="Selected items" className="bulk-bar no-print">
      <span role="status" className="mr-1 font-medium whitespace-nowrap">
        {count} selected
      </span>
      {count < Math.min(total, SELECTED_MAX) && (
        <Button variant="ghost" onClick={selection.selectAll}>
          Select {total > SELECTED_MAX ? `the first ${SELECTED_MAX}` : `all ${total}`}
        </Button>
      )}
      <Menu label="Set status">
        {ITEM_STATUSES.map((status) => (
          <MenuItem key={status} onClick={() => ask.setStatusOfSelected(status)}>
            {ITEM_STATUS_WORD[status]}
          </MenuItem>
        ))}
      </Menu>
      <Button onClick={() => ask.askSelected("owner")}>Set owner</Button>
      <Button onClick={() => ask.askSelected("due")} pending={pending}>
        Set due day
      </Button>
      <IconButton label="Clear the selection" onClick={selection.clear}>
        <X aria-hidden />
      </IconButton>
    </section>
  );
}

const LEFT_SHOWN = 6;

interface BulkResultProps {
  readonly outcome: BulkOutcome | Refusal;
  readonly onDismiss: () => void;
}

/** What became of a change to many: how many were edited, and which were left alone, and why. */
export function BulkResult({ outcome, onDismiss }: BulkResultProps) {
  const dismiss = (
    <IconButton label="Dismiss" onClick={onDismiss}>
      <X aria-hidden />
    </IconButton>
  );
  if ("code" in outcome)
    return (
      <Notice tone="danger" role="alert" title="Nothing was changed." actions={dismiss}>
        {outcome.code === "invalid-input"
          ? outcome.issues.map(({ message }) => message).join(" ")
          : outcome.reason}
      </Notice>
    );
  const { edited, left, gone } = outcome;
  const rest = left.length + gone;
  return (
    <Notice
      tone={rest > 0 ? "warning" : "plain"}
      role="status"
      title={`${edited} ${edited === 1 ? "item was" : "items were"} edited${rest > 0 ? `, ${rest} left alone` : ""}.`}
      actions={dismiss}
    >
      {gone > 0 && <span className="block">{gone} not on the checklist any more.</span>}
      <LeftAlone items={left.slice(0, LEFT_SHOWN)} />
      {left.length > LEFT_SHOWN && (
        <details>
          <summary className="link min-h-6">And {left.length - LEFT_SHOWN} more</summary>
          <LeftAlone items={left.slice(LEFT_SHOWN)} />
        </details>
      )}
    </Notice>
  );
}

function LeftAlone({ items }: { readonly items: BulkOutcome["left"] }) {
  return (
    <span className="mt-1 grid gap-1">
      {items.map(({ number, reason }) => (
        <span key={number}>
          <span className="mono text-xs">{number}</span> {reason}
        </span>
      ))}
    </span>
  );
}
