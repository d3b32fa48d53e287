import { Check, Clock, Minus, X } from "lucide-react";
import Link from "next/link";
import { cx } from "@/components/ui/cx";
import { formatSpan } from "@/components/ui/format-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { SignaturePips } from "@/components/ui/signature-pips";
import type { ApprovalState } from "@/lib/domain/approvals/request";
import type { RequestGroup, RequestRow } from "@/lib/features/approvals/present";
import { RiskMark } from "./risk-mark";

type RequestListProps = {
  readonly groups: readonly RequestGroup[];
  readonly nowMs: number;
  /** The one that is open beside the list, which is then a column. */
  readonly opened?: number | undefined;
};

/** Requests under what they wait for: title, where and who, and until when. */
export function RequestList({ groups, nowMs, opened }: RequestListProps) {
  const column = opened !== undefined;
  return groups.map(({ title, rows }) => (
    <section key={title} aria-label={title} className={column ? "mb-2" : "mb-6"} data-requests>
      <div
        className={cx(
          "flex items-baseline justify-between",
          column ? "px-4 pt-3 pb-1 text-xs text-3" : "border-b pb-1.5",
        )}
      >
        <h2 className={column ? "text-xs font-medium" : "text-sm font-medium"}>{title}</h2>
        <span className="text-xs text-3">{rows.length}</span>
      </div>
      <ul>
        {rows.map((row) =>
          column ? (
            <ColumnRow key={row.number} row={row} nowMs={nowMs} current={row.number === opened} />
          ) : (
            <Row key={row.number} row={row} nowMs={nowMs} />
          ),
        )}
      </ul>
    </section>
  ));
}

type RowProps = { readonly row: RequestRow; readonly nowMs: number };

function Row({ row, nowMs }: RowProps) {
  return (
    <li className="relative grid grid-cols-[28px_minmax(0,1fr)_auto] items-baseline max-sm:grid-cols-[28px_minmax(0,1fr)] gap-x-2 border-b border-subtle py-2 focus-within:bg-surface-selected hover:bg-surface-hover">
      <RowMark row={row} />
      <span className="min-w-0">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <Link
            prefetch={false}
            href={row.href}
            className="font-medium break-words after:absolute after:inset-0 hover:underline hover:underline-offset-2"
          >
            {row.about}
          </Link>
          {row.open && <RiskMark risk={row.risk} why={row.riskWords} />}
        </span>
        <span className="block text-xs text-3">
          <span className="mono">{row.label}</span> · {row.system} · asked by {row.who}
        </span>
        {row.open && <span className="block text-xs text-pretty text-2">{row.riskWords}.</span>}
      </span>
      <span className="text-right text-xs whitespace-nowrap text-3 max-sm:col-start-2 max-sm:flex max-sm:flex-wrap max-sm:gap-x-2">
        <span className="block text-2">{row.stateWords}</span>
        <span>
          {row.nextWords && `${row.nextWords} `}
          <RelativeTime instantMs={row.atMs} nowMs={nowMs} />
        </span>
      </span>
    </li>
  );
}

function ColumnRow({ row, nowMs, current }: RowProps & { readonly current: boolean }) {
  return (
    <li
      className={cx(
        "relative grid grid-cols-[24px_minmax(0,1fr)] items-center gap-x-2 px-4 py-2 hover:bg-surface-hover",
        current && "bg-surface-selected shadow-[inset_2px_0_0_var(--accent)]",
      )}
    >
      <RowMark row={row} />
      <Link
        prefetch={false}
        href={row.href}
        scroll={false}
        title={row.about}
        aria-current={current ? "true" : undefined}
        className={cx("truncate after:absolute after:inset-0", row.open ? "font-medium" : "text-2")}
      >
        {row.about}
      </Link>
      <span className="col-start-2 flex min-w-0 gap-2 text-xs text-3">
        <span className="min-w-0 flex-1 truncate">
          {row.system}, {row.who}
        </span>
        {row.open && row.risk === "high" && <span className="font-medium text-bad">high risk</span>}
        <span className="whitespace-nowrap">{row.open ? formatSpan(row.atMs - nowMs) : row.stateWords}</span>
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
