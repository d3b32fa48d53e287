import { MessageSquare } from "lucide-react";
import { type ChangeEvent, type MouseEvent, memo } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Checkbox } from "@/components/ui/checkbox";
import { GoalMarks } from "@/components/ui/goal-mark";
import { STATE_WORD, StateMark } from "@/components/ui/state-mark";
import type { RowView } from "./list-view";

/** What a row can ask for; the same object for all rows, so that only rows that changed are drawn again. */
export type RowActs = {
  readonly select: (number: string, extend: boolean) => void;
  readonly askStatus: (row: RowView, button: HTMLElement) => void;
};

interface ItemRowProps {
  readonly row: RowView;
  readonly href: string;
  readonly current: boolean;
  readonly selected: boolean;
  /** Null for those who only read. */
  readonly acts: RowActs | null;
}

/** One item in the list. Looks like the kit's ListRow, drawn by hand because hundreds stand on a page. */
export const ItemRow = memo(function ItemRow({ row, href, current, selected, acts }: ItemRowProps) {
  return (
    <li
      className="list-row"
      data-item={row.number}
      data-current={current || undefined}
      data-selected={selected || undefined}
    >
      {acts && (
        <span className="list-row-check needs-script no-print">
          <Checkbox
            aria-label={`Select ${row.number}`}
            checked={selected}
            onChange={(event: ChangeEvent<HTMLInputElement>) =>
              acts.select(row.number, "shiftKey" in event.nativeEvent && event.nativeEvent.shiftKey === true)
            }
          />
        </span>
      )}
      <RowMark row={row} acts={acts} />
      <span className="list-row-number mono text-xs text-3">{row.number}</span>
      <a href={href} aria-current={current ? "true" : undefined} className="list-row-title">
        {row.title}
      </a>
      <span className="list-row-marks">
        <GoalMarks goals={row.goals} />
      </span>
      <span className="list-row-note text-xs text-3" data-tone={row.tone} title={row.note}>
        {row.note}
      </span>
      <span
        className={row.late ? "list-row-due text-xs font-medium" : "list-row-due text-xs text-3"}
        data-tone={row.late ? "bad" : undefined}
      >
        {row.due}
      </span>
      <span className="list-row-comments text-xs text-3">
        {row.comments > 0 && (
          <>
            <MessageSquare aria-hidden className="size-3" />
            {row.comments}
            <span className="sr-only">{row.comments === 1 ? " comment" : " comments"}</span>
          </>
        )}
      </span>
      <span className="list-row-person">
        <Avatar name={row.owner} />
      </span>
    </li>
  );
});

function RowMark({ row, acts }: { readonly row: RowView; readonly acts: RowActs | null }) {
  if (!acts || !row.asked)
    return (
      <span className="list-row-mark">
        <StateMark state={row.state} />
      </span>
    );
  return (
    <button
      type="button"
      className="row-mark"
      aria-haspopup="menu"
      aria-label={`${STATE_WORD[row.state]}: change the status of ${row.number}`}
      title={STATE_WORD[row.state]}
      onClick={(event: MouseEvent<HTMLElement>) => acts.askStatus(row, event.currentTarget)}
    >
      <StateMark state={row.state} decorative />
    </button>
  );
}
