import { History, UserRound } from "lucide-react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { HistoryLine } from "@/lib/domain/checklists/history-line";

const SHOWN = 8;

interface ItemHistoryProps {
  readonly lines: readonly HistoryLine[];
  readonly nowMs: number;
}

/** What happened to an item, the newest first. */
export function ItemHistory({ lines, nowMs }: ItemHistoryProps) {
  const earlier = lines.slice(SHOWN);
  return (
    <>
      <Lines lines={lines.slice(0, SHOWN)} nowMs={nowMs} />
      {earlier.length > 0 && (
        <details className="mt-1.5">
          <summary className="link min-h-6 text-xs">Show {earlier.length} earlier</summary>
          <Lines lines={earlier} nowMs={nowMs} />
        </details>
      )}
    </>
  );
}

function Lines({ lines, nowMs }: ItemHistoryProps) {
  return (
    <ol className="grid gap-1.5 text-xs text-2">
      {lines.map(({ key, who, text, atMs }) => (
        <li key={key} className="flex gap-2 [&>svg]:mt-[3px] [&>svg]:size-3 [&>svg]:shrink-0 [&>svg]:text-3">
          {who ? <UserRound aria-hidden /> : <History aria-hidden />}
          <span className="min-w-0 flex-1 wrap-break-word">
            {who ?? "Countersign"} {text}
          </span>
          <RelativeTime instantMs={atMs} nowMs={nowMs} className="whitespace-nowrap text-3" />
        </li>
      ))}
    </ol>
  );
}
