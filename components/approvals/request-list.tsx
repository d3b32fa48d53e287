import { Check, Clock, Minus, X } from "lucide-react";
import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { SignaturePips } from "@/components/ui/signature-pips";
import type { ApprovalState } from "@/lib/domain/approvals/request";
import type { RequestGroup, RequestRow } from "@/lib/features/approvals/present";

type RequestListProps = {
  readonly groups: readonly RequestGroup[];
  readonly nowMs: number;
};

/** Requests under what they wait for: title, where and who, and until when. */
export function RequestList({ groups, nowMs }: RequestListProps) {
  return groups.map(({ title, rows }) => (
    <section key={title} aria-label={title} className="mb-6">
      <div className="flex items-baseline justify-between border-b pb-1.5">
        <h2 className="text-sm font-medium">{title}</h2>
        <span className="text-xs text-3">{rows.length}</span>
      </div>
      <ul>
        {rows.map((row) => (
          <Row key={row.number} row={row} nowMs={nowMs} />
        ))}
      </ul>
    </section>
  ));
}

function Row({ row, nowMs }: { readonly row: RequestRow; readonly nowMs: number }) {
  return (
    <li className="relative grid grid-cols-[28px_minmax(0,1fr)_auto] items-baseline gap-x-2 border-b border-subtle py-2 hover:bg-surface-hover">
      <RowMark row={row} />
      <span className="min-w-0">
        <Link
          prefetch={false}
          href={row.href}
          className="font-medium break-words after:absolute after:inset-0 hover:underline hover:underline-offset-2"
        >
          {row.about}
        </Link>
        <span className="block text-xs text-3">
          <span className="mono">{row.label}</span> · {row.system} · asked by {row.who}
        </span>
      </span>
      <span className="text-right text-xs whitespace-nowrap text-3">
        {row.open ? (
          <>
            <span className="block text-2">{row.stateWords}</span>
            <span>
              expires <RelativeTime instantMs={row.atMs} nowMs={nowMs} />
            </span>
          </>
        ) : (
          <>
            <span className="block text-2">{row.stateWords}</span>
            <RelativeTime instantMs={row.atMs} nowMs={nowMs} />
          </>
        )}
      </span>
    </li>
  );
}

function RowMark({ row }: { readonly row: RequestRow }) {
  if (row.state === "pending") return <SignaturePips signed={row.signed} needed={row.needed} />;
  return (
    <span className="text-3 [&>svg]:size-3.5">
      <StateIcon state={row.state} />
    </span>
  );
}

/** A plain check, cross or dash: the six states of proof keep their own marks. */
export function StateIcon({ state }: { readonly state: ApprovalState }) {
  if (state === "executed") return <Check aria-hidden />;
  if (state === "rejected" || state === "failed") return <X aria-hidden />;
  return state === "scheduled" ? <Clock aria-hidden /> : <Minus aria-hidden />;
}
