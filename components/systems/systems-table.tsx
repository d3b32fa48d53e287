import Link from "next/link";
import {
  BudgetCell,
  GapsCell,
  PhaseBars,
  ResidualCell,
  ReturnCell,
  ScoreCell,
  WaitingCell,
} from "@/components/posture/posture-cells";
import { DataTable, type SortDirection, Td, TdName, Th } from "@/components/ui/data-table";
import { CRITICALITY_WORD, SYSTEM_TYPE_WORD } from "@/lib/domain/systems/vocabulary";
import { type SystemLine, systemsHref } from "@/lib/features/systems/present";
import type { SystemSearch, SystemSort } from "@/lib/features/systems/schema";
import { DATA_CLASS_WORD } from "./words";

type Column = {
  readonly sort: SystemSort | null;
  readonly title: string;
  readonly numeric?: boolean;
  /** Left out where there is little room. */
  readonly className?: string;
  /** The first press shows the highest first. */
  readonly highFirst?: boolean;
};

/** Where there is little room the filters still reach it; on a phone a row has room for all. */
const ON_WIDE = "sm:max-[1720px]:hidden";
const ON_DESK = "sm:max-[1560px]:hidden";

const COLUMNS: readonly Column[] = [
  { sort: "name", title: "System", className: "min-w-40" },
  { sort: "owner", title: "Owner", className: ON_WIDE },
  { sort: "criticality", title: "Criticality", highFirst: true },
  { sort: "score", title: "Score", numeric: true },
  { sort: "proven", title: "Proven in 4 phases", highFirst: true },
  { sort: "must", title: "Must open", numeric: true, highFirst: true, className: ON_WIDE },
  { sort: "overdue", title: "Overdue", numeric: true, highFirst: true, className: ON_DESK },
  { sort: "expiring", title: "Expiring", numeric: true, highFirst: true },
  { sort: "gaps", title: "Gaps", numeric: true, highFirst: true },
  { sort: "residual", title: "Worst residual", highFirst: true },
  { sort: "latency", title: "Tightest path, ms", highFirst: true },
  { sort: "return", title: "Return", numeric: true, highFirst: true },
  { sort: "waiting", title: "Waiting", numeric: true, highFirst: true },
];

type SystemsTableProps = {
  readonly lines: readonly SystemLine[];
  readonly search: SystemSearch;
  readonly currency: string;
};

export function SystemsTable({ lines, search, currency }: SystemsTableProps) {
  return (
    <DataTable label="Systems" phone="blocks" rowHeight="tall" bleed>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Th
              key={column.title}
              numeric={column.numeric}
              sort={sortOf(column, search)}
              className={column.className}
            >
              {column.title}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <SystemRow key={line.system.id} line={line} currency={currency} />
        ))}
      </tbody>
    </DataTable>
  );
}

function sortOf({ sort, highFirst = false }: Column, search: SystemSearch) {
  if (sort === null) return undefined;
  const current = search.sort.by === sort;
  const descending = current ? !search.sort.descending : highFirst;
  const direction: SortDirection = !current ? "none" : search.sort.descending ? "descending" : "ascending";
  return { href: systemsHref(search, { sort: { by: sort, descending } }), direction };
}

function SystemRow({ line, currency }: { readonly line: SystemLine; readonly currency: string }) {
  const { system, progress, posture } = line;
  const href = `/systems/${system.slug}`;
  const { overall } = progress;
  return (
    <tr>
      <TdName href={href} detail={detailOf(system)}>
        {system.name}
      </TdName>
      <Td label="Owner" className={ON_WIDE}>
        <span className="block max-w-[18ch] truncate sm:whitespace-nowrap">{system.owner.name}</span>
      </Td>
      <Td label="Criticality" className={system.criticality === 4 ? "font-medium" : undefined}>
        {CRITICALITY_WORD[system.criticality]}
      </Td>
      <ScoreCell href={href} posture={posture} />
      <Td label="Phases" className="min-w-44">
        <PhaseBars href={href} progress={progress} numbered={false} />
      </Td>
      <Count
        label="Must open"
        count={overall.mustOpen}
        href={`${href}/checklists/all?must=yes&state=claimed,planned,gap,unknown`}
        className={ON_WIDE}
      />
      <Count
        label="Overdue"
        count={overall.overdue}
        href={`${href}/checklists/all?due=overdue`}
        tone="text-bad"
        className={ON_DESK}
      />
      <Count label="Expiring" count={overall.expiring} href={`${href}#expiring`} tone="text-warn" />
      <GapsCell href={href} posture={posture} />
      <ResidualCell href={href} posture={posture} currency={currency} />
      <BudgetCell href={href} posture={posture} />
      <ReturnCell href={href} posture={posture} currency={currency} />
      <WaitingCell posture={posture} />
    </tr>
  );
}

/** Its type, its tags, and the data that it holds. */
function detailOf({ type, tags, dataClasses, description }: SystemLine["system"]) {
  const data = dataClasses.map((one) => DATA_CLASS_WORD[one].toLowerCase());
  const words = [SYSTEM_TYPE_WORD[type], ...tags, data.length > 0 && `${data.join(", ")} data`].filter(
    Boolean,
  );
  return (
    <span title={description || undefined} className="line-clamp-2 max-w-[36ch]">
      {words.join(" · ")}
    </span>
  );
}

type CountProps = {
  readonly label: string;
  readonly count: number;
  readonly href: string;
  readonly tone?: string;
  readonly className?: string;
};

function Count({ label, count, href, tone, className }: CountProps) {
  return (
    <Td numeric quiet={count === 0} label={label} className={className}>
      {count === 0 ? (
        0
      ) : (
        <Link
          href={href}
          prefetch={false}
          className={`inline-flex min-h-6 min-w-6 items-center justify-end hover:underline ${tone ?? ""}`}
        >
          {count}
        </Link>
      )}
    </Td>
  );
}
