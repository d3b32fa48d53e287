import { DataTable, type SortDirection, Td, TdName, Th } from "@/components/ui/data-table";
import { comparePostures, letsThrough } from "@/lib/domain/posture/listed-posture";
import { CRITICALITY_WORD, SYSTEM_TYPE_WORD } from "@/lib/domain/systems/vocabulary";
import type { OverviewLine } from "@/lib/features/checklists/present";
import {
  type Listed,
  type OverviewAddress,
  type OverviewSort,
  overviewHref,
} from "@/lib/features/posture/present";
import {
  BudgetCell,
  GapsCell,
  PhaseBars,
  ResidualCell,
  ReturnCell,
  ScoreCell,
  WaitingCell,
} from "./posture-cells";

const SHOWN_MOST = 200;

/** A system with its checklists and its numbers. */
export type PostureLine = OverviewLine & Listed;

interface Column {
  readonly sort: OverviewSort;
  readonly title: string;
  readonly numeric?: boolean;
  readonly className?: string;
  /** The first press shows the highest first. */
  readonly highFirst?: boolean;
}

const COLUMNS: readonly Column[] = [
  { sort: "name", title: "System", className: "min-w-36" },
  { sort: "score", title: "Score", numeric: true },
  { sort: "proven", title: "Proven in 4 phases", highFirst: true },
  { sort: "gaps", title: "Gaps", numeric: true, highFirst: true },
  { sort: "residual", title: "Worst residual", highFirst: true },
  { sort: "latency", title: "Tightest path, ms", highFirst: true },
  { sort: "return", title: "Return", numeric: true, highFirst: true },
  { sort: "waiting", title: "Waiting", numeric: true, highFirst: true },
  { sort: "expiring", title: "Expiring", numeric: true, highFirst: true },
  { sort: "criticality", title: "Criticality", highFirst: true },
];

type Compare = (a: PostureLine, b: PostureLine) => number;

function comparedBy({ by, descending }: OverviewAddress["sort"]): Compare {
  const sign = descending ? -1 : 1;
  switch (by) {
    case "name":
      return (a, b) => sign * a.system.name.localeCompare(b.system.name);
    case "proven":
      return (a, b) =>
        sign * ((a.progress.overall.provenShare ?? -1) - (b.progress.overall.provenShare ?? -1));
    case "expiring":
      return (a, b) => sign * (a.progress.overall.expiring - b.progress.overall.expiring);
    case "criticality":
      return (a, b) => sign * (a.system.criticality - b.system.criticality);
    default: {
      const compare = comparePostures(by, descending);
      return (a, b) => compare(a.posture, b.posture);
    }
  }
}

interface SystemsTableProps {
  readonly lines: readonly PostureLine[];
  readonly address: OverviewAddress;
  readonly currency: string;
}

/** Every system with its score, what is proven of its four checklists, and where it stands in money and milliseconds. */
export function SystemsTable({ lines, address, currency }: SystemsTableProps) {
  const compare = comparedBy(address.sort);
  const { show } = address;
  const found = lines
    .filter(({ posture }) => show === null || letsThrough(show, posture))
    .toSorted((a, b) => compare(a, b) || a.system.name.localeCompare(b.system.name));
  if (found.length === 0)
    return <p className="border-t border-subtle py-6 text-3">No system is like that.</p>;
  return (
    <>
      <DataTable label="Systems" phone="blocks" rowHeight="tall" bleed>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <Th
                key={column.sort}
                numeric={column.numeric}
                sort={sortOf(column, address)}
                className={column.className}
              >
                {column.title}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.slice(0, SHOWN_MOST).map((line) => (
            <SystemLine key={line.system.id} line={line} currency={currency} />
          ))}
        </tbody>
      </DataTable>
      {found.length > SHOWN_MOST && (
        <p className="mt-2 text-xs text-3">
          {SHOWN_MOST} of {found.length} systems are shown. Sort by another column, or search on the systems
          page.
        </p>
      )}
    </>
  );
}

function sortOf({ sort, highFirst = false }: Column, address: OverviewAddress) {
  const current = address.sort.by === sort;
  const descending = current ? !address.sort.descending : highFirst;
  const direction: SortDirection = !current ? "none" : address.sort.descending ? "descending" : "ascending";
  return { href: overviewHref({ ...address, sort: { by: sort, descending } }), direction };
}

function SystemLine({ line, currency }: { readonly line: PostureLine; readonly currency: string }) {
  const { system, progress, posture } = line;
  const href = `/systems/${system.slug}`;
  const { expiring } = progress.overall;
  return (
    <tr>
      <TdName href={href} detail={SYSTEM_TYPE_WORD[system.type]}>
        {system.name}
      </TdName>
      <ScoreCell href={href} posture={posture} />
      <Td label="Phases" className="min-w-52">
        <PhaseBars href={href} progress={progress} />
      </Td>
      <GapsCell href={href} posture={posture} />
      <ResidualCell href={href} posture={posture} currency={currency} />
      <BudgetCell href={href} posture={posture} />
      <ReturnCell href={href} posture={posture} currency={currency} />
      <WaitingCell posture={posture} />
      <Td
        numeric
        quiet={expiring === 0}
        label="Expiring"
        className={expiring === 0 ? "max-sm:hidden" : undefined}
      >
        {expiring === 0 ? (
          0
        ) : (
          <a href={`${href}#expiring`} className="text-warn hover:underline">
            {expiring}
          </a>
        )}
      </Td>
      <Td label="Criticality" className={system.criticality === 4 ? "font-medium" : undefined}>
        {CRITICALITY_WORD[system.criticality]}
      </Td>
    </tr>
  );
}
