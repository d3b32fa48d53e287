import Link from "next/link";
import { CoverageBar, coverageInWords } from "@/components/ui/coverage-bar";
import { DataTable, type SortDirection, Td, TdName, Th } from "@/components/ui/data-table";
import { PHASE_WORD } from "@/components/ui/phase-mark";
import type { Progress } from "@/lib/domain/checklists/progress";
import { PHASES } from "@/lib/domain/checklists/vocabulary";
import { SYSTEM_TYPE_WORD } from "@/lib/domain/systems/vocabulary";
import { type SystemLine, systemsHref } from "@/lib/features/systems/present";
import type { SystemSearch, SystemSort } from "@/lib/features/systems/schema";
import { CRITICALITY_WORD, DATA_CLASS_WORD } from "./words";

type Column = {
  readonly sort: SystemSort | null;
  readonly title: string;
  readonly numeric?: boolean;
  /** Left out where there is little room. */
  readonly className?: string;
  /** The first press shows the highest first. */
  readonly highFirst?: boolean;
};

const COLUMNS: readonly Column[] = [
  { sort: "name", title: "System", className: "min-w-60" },
  { sort: "type", title: "Type" },
  { sort: "owner", title: "Owner" },
  { sort: "criticality", title: "Criticality", highFirst: true },
  { sort: null, title: "Data", className: "max-lg:hidden" },
  { sort: null, title: "Tags", className: "max-lg:hidden" },
  { sort: "proven", title: "Proven in 4 phases", highFirst: true },
  { sort: "must", title: "Must open", numeric: true, highFirst: true },
  { sort: "overdue", title: "Overdue", numeric: true, highFirst: true },
  { sort: "expiring", title: "Expiring", numeric: true, highFirst: true },
];

type SystemsTableProps = { readonly lines: readonly SystemLine[]; readonly search: SystemSearch };

export function SystemsTable({ lines, search }: SystemsTableProps) {
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
          <SystemRow key={line.system.id} {...line} />
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

function SystemRow({ system, progress }: SystemLine) {
  const href = `/systems/${system.slug}`;
  const { overall } = progress;
  return (
    <tr>
      <TdName
        href={href}
        detail={system.description && <span className="line-clamp-1 max-w-[44ch]">{system.description}</span>}
      >
        {system.name}
      </TdName>
      <Td label="Type">{SYSTEM_TYPE_WORD[system.type]}</Td>
      <Td label="Owner">
        <span className="block max-w-[18ch] truncate sm:whitespace-nowrap">{system.owner.name}</span>
      </Td>
      <Td label="Criticality" className={system.criticality === 4 ? "font-medium" : undefined}>
        {CRITICALITY_WORD[system.criticality]}
      </Td>
      <Td label="Data" className="max-lg:hidden" quiet={system.dataClasses.length === 0}>
        <Words words={system.dataClasses.map((one) => DATA_CLASS_WORD[one])} none="Not stated" />
      </Td>
      <Td label="Tags" className="max-lg:hidden" quiet={system.tags.length === 0}>
        <Words words={system.tags} none="None" />
      </Td>
      <Td label="Phases" className="min-w-56">
        <Phases href={href} progress={progress} />
      </Td>
      <Count
        label="Must open"
        count={overall.mustOpen}
        href={`${href}/checklists/all?must=yes&state=claimed,planned,gap,unknown`}
      />
      <Count
        label="Overdue"
        count={overall.overdue}
        href={`${href}/checklists/all?due=overdue`}
        tone="text-bad"
      />
      <Count label="Expiring" count={overall.expiring} href={`${href}#expiring`} tone="text-warn" />
    </tr>
  );
}

/** Two words, or one and how many more; all of them stand in the title. */
function Words({ words, none }: { readonly words: readonly string[]; readonly none: string }) {
  if (words.length === 0) return none;
  const shown = words.length > 2 ? 1 : words.length;
  return (
    <span title={words.join(", ")} className="line-clamp-2 max-w-[18ch] wrap-break-word max-sm:text-right">
      {words.slice(0, shown).join(", ")}
      {words.length > shown && <span className="text-3"> and {words.length - shown} more</span>}
    </span>
  );
}

function Phases({ href, progress }: { readonly href: string; readonly progress: Progress }) {
  return (
    <span className="grid flex-1 grid-cols-4 gap-1.5 max-sm:max-w-52">
      {PHASES.map((phase, index) => {
        const { byState, total } = progress.byPhase[phase];
        const counted = total - byState["not-applicable"];
        const words = `${PHASE_WORD[phase]}: ${coverageInWords(byState)}`;
        return (
          <Link
            key={phase}
            href={`${href}/checklists/${phase}`}
            prefetch={false}
            title={words}
            aria-label={words}
            className="block rounded-xs py-1"
          >
            <span aria-hidden className="flex justify-between gap-1 text-2xs text-3">
              <span>{index + 1}</span>
              <span className="text-text-2">
                {byState.proven}/{counted}
              </span>
            </span>
            <CoverageBar counts={byState} />
          </Link>
        );
      })}
    </span>
  );
}

type CountProps = {
  readonly label: string;
  readonly count: number;
  readonly href: string;
  readonly tone?: string;
};

function Count({ label, count, href, tone }: CountProps) {
  return (
    <Td numeric quiet={count === 0} label={label}>
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
