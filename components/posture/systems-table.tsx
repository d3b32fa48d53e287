import { CoverageBar, coverageInWords } from "@/components/ui/coverage-bar";
import { DataTable, type SortDirection, Td, TdName, Th } from "@/components/ui/data-table";
import { PHASE_WORD } from "@/components/ui/phase-mark";
import { lacksProof } from "@/lib/domain/checklists/item-state";
import { PHASES, STATES } from "@/lib/domain/checklists/vocabulary";
import { SYSTEM_TYPE_WORD } from "@/lib/domain/systems/vocabulary";
import type { OverviewLine } from "@/lib/features/checklists/present";

const SHOWN_MOST = 200;

type Column = "name" | "proven" | "must" | "overdue" | "expiring";
const VALUE: Readonly<Record<Exclude<Column, "name">, (line: OverviewLine) => number>> = {
  proven: ({ progress }) => progress.overall.provenShare ?? -1,
  must: ({ progress }) => progress.overall.mustOpen,
  overdue: ({ progress }) => progress.overall.overdue,
  expiring: ({ progress }) => progress.overall.expiring,
};

/** Reads "-proven" as proven, highest first; anything unknown as by name. */
function readSort(sort: string | undefined): { column: Column; descending: boolean } {
  const column = (sort ?? "").replace(/^-/, "");
  return column in VALUE
    ? { column: column as Column, descending: sort?.startsWith("-") ?? false }
    : { column: "name", descending: sort === "-name" };
}

function sorted(
  lines: readonly OverviewLine[],
  column: Column,
  descending: boolean,
): readonly OverviewLine[] {
  const sign = descending ? -1 : 1;
  return [...lines].sort((a, b) => {
    const byName = a.system.name.localeCompare(b.system.name);
    return column === "name" ? sign * byName : sign * (VALUE[column](a) - VALUE[column](b)) || byName;
  });
}

type SystemsTableProps = { readonly lines: readonly OverviewLine[]; readonly sort: string | undefined };

/** Every system with what is proven of its four checklists. */
export function SystemsTable({ lines, sort }: SystemsTableProps) {
  const { column, descending } = readSort(sort);
  const head = (own: Column, ownDescending: boolean) => {
    const current = own === column;
    const turned = current ? !descending : ownDescending;
    const direction: SortDirection = current ? (descending ? "descending" : "ascending") : "none";
    return { href: `/?sort=${turned ? "-" : ""}${own}`, direction };
  };
  return (
    <>
      <DataTable label="Systems" phone="blocks" rowHeight="tall" bleed>
        <thead>
          <tr>
            <Th sort={head("name", false)}>System</Th>
            <Th numeric sort={head("proven", true)}>
              Proven
            </Th>
            {PHASES.map((phase) => (
              <Th key={phase}>{PHASE_WORD[phase]}</Th>
            ))}
            <Th numeric sort={head("must", true)}>
              Must open
            </Th>
            <Th numeric sort={head("overdue", true)}>
              Overdue
            </Th>
            <Th numeric sort={head("expiring", true)}>
              Expiring
            </Th>
          </tr>
        </thead>
        <tbody>
          {sorted(lines, column, descending)
            .slice(0, SHOWN_MOST)
            .map((line) => (
              <SystemLine key={line.system.id} {...line} />
            ))}
        </tbody>
      </DataTable>
      {lines.length > SHOWN_MOST && (
        <p className="mt-2 text-xs text-3">
          {SHOWN_MOST} of {lines.length} systems are shown. Sort by another column, or search on the systems
          page.
        </p>
      )}
    </>
  );
}

function SystemLine({ system, progress }: OverviewLine) {
  const { overall, byPhase } = progress;
  const href = `/systems/${system.slug}`;
  const list = (query: string) => `${href}/checklists/all?${query}`;
  return (
    <tr>
      <TdName href={href} detail={SYSTEM_TYPE_WORD[system.type]}>
        {system.name}
      </TdName>
      <Td numeric label="Proven">
        {overall.provenShare === null ? "–" : `${Math.round(overall.provenShare * 100)} %`}
      </Td>
      {PHASES.map((phase) => (
        <Td key={phase} label={PHASE_WORD[phase]} className="min-w-24">
          <a
            href={`${href}/checklists/${phase}`}
            title={coverageInWords(byPhase[phase].byState)}
            className="block w-40 py-2 sm:w-auto"
          >
            <CoverageBar
              counts={byPhase[phase].byState}
              label={`${PHASE_WORD[phase]}: ${coverageInWords(byPhase[phase].byState)}`}
            />
          </a>
        </Td>
      ))}
      <Count
        label="Must open"
        count={overall.mustOpen}
        href={list(`must=yes&state=${STATES.filter(lacksProof).join()}`)}
      />
      <Count label="Overdue" count={overall.overdue} href={list("due=overdue")} bad />
      <Count label="Expiring" count={overall.expiring} href={href} />
    </tr>
  );
}

type CountProps = {
  readonly label: string;
  readonly count: number;
  readonly href: string;
  readonly bad?: boolean;
};

function Count({ label, count, href, bad = false }: CountProps) {
  return (
    <Td numeric quiet={count === 0} label={label}>
      {count === 0 ? (
        0
      ) : (
        <a href={href} className={bad ? "text-bad hover:underline" : "hover:underline"}>
          {count}
        </a>
      )}
    </Td>
  );
}
