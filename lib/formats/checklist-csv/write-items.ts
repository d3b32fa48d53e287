import type { Remark } from "@/lib/domain/checklists/item-state";
import type { Goal, ItemStatus, Phase, State } from "@/lib/domain/checklists/vocabulary";
import type { UtcDate } from "@/lib/domain/kernel/ids";
import { writeCsv } from "../csv/write-csv";

/** One item as a list shows it. */
export interface ItemRow {
  /** As in IM-12. */
  readonly number: string;
  readonly key: string;
  readonly phase: Phase;
  readonly group: string;
  readonly title: string;
  readonly must: boolean;
  readonly state: State;
  readonly remark: Remark;
  readonly status: ItemStatus;
  readonly ownerName: string | null;
  readonly due: UtcDate | null;
  readonly evidenceCount: number;
  readonly goals: readonly Goal[];
  readonly refs: Readonly<Record<string, readonly string[]>>;
}

const HEADER = [
  "number",
  "id",
  "phase",
  "group",
  "title",
  "must",
  "state",
  "remark",
  "status",
  "owner",
  "due",
  "evidence",
  "goals",
  "refs",
];

/** Writes exactly the items that are handed in, in their order, as CSV that is safe to open in a spreadsheet. */
export function writeItemsCsv(rows: Iterable<ItemRow>, options: { readonly bom?: boolean } = {}): string {
  return writeCsv([HEADER, ...Array.from(rows, cellsOf)], options);
}

function cellsOf(row: ItemRow) {
  return [
    row.number,
    row.key,
    row.phase,
    row.group,
    row.title,
    row.must ? "yes" : "no",
    row.state,
    remarkText(row.remark),
    row.status,
    row.ownerName,
    row.due,
    row.evidenceCount,
    row.goals.join("; "),
    Object.entries(row.refs)
      .flatMap(([standard, ids]) => ids.map((id) => `${standard}:${id}`))
      .join("; "),
  ];
}

function remarkText(remark: Remark): string {
  switch (remark.kind) {
    case "proven-until":
      return remark.on === null ? "Proven without end" : `Proven until ${remark.on}`;
    case "claimed-until":
      return remark.on === null ? "Claimed without end" : `Claimed until ${remark.on}`;
    case "expires-soon":
      return `Expires on ${remark.on}`;
    case "expired":
      return `Expired on ${remark.on}`;
    case "overdue":
      return `Overdue by ${remark.days} ${remark.days === 1 ? "day" : "days"}`;
    case "not-done":
      return "Not done";
    case "unattested":
      return "Said to be done, but nobody signed for it";
    case "planned":
      return "Planned";
    case "nobody-answered":
      return "Nobody has answered";
    case "exception":
      return `Left open on purpose until ${remark.on} (X-${remark.number})`;
    case "not-applicable":
      return remark.reason;
  }
}
