import { BudgetBar } from "@/components/ui/budget-bar";
import { CoverageBar, type StateCounts } from "@/components/ui/coverage-bar";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { Pagination } from "@/components/ui/pagination";
import { KitSection } from "./kit-section";

interface Row {
  readonly name: string;
  readonly type: string;
  readonly score: number | null;
  readonly counts: StateCounts;
  readonly residual: string;
  readonly spentMs: number | null;
  readonly limitMs: number;
  readonly waiting: number;
}

const ROWS: readonly Row[] = [
  {
    name: "Checkout",
    type: "Microservices",
    score: 78,
    counts: { proven: 20, claimed: 7, planned: 4, gap: 5, unknown: 3 },
    residual: "$1.94 M",
    spentMs: 41,
    limitMs: 60,
    waiting: 2,
  },
  {
    name: "Edge Gateway",
    type: "Edge",
    score: 69,
    counts: { proven: 15, claimed: 8, planned: 4, gap: 9, unknown: 2 },
    residual: "$2.31 M",
    spentMs: 58,
    limitMs: 55,
    waiting: 1,
  },
  {
    name: "Webhook Relay",
    type: "Edge",
    score: null,
    counts: { proven: 2, claimed: 1, planned: 4, gap: 3, unknown: 39 },
    residual: "unknown",
    spentMs: null,
    limitMs: 40,
    waiting: 0,
  },
];

export function KitTable() {
  return (
    <KitSection title="Table" aside="Blocks on a phone">
      <DataTable label="Systems" phone="blocks" rowHeight="tall" bleed>
        <thead>
          <tr>
            <Th sort={{ href: "/kit", direction: "ascending" }}>System</Th>
            <Th numeric sort={{ href: "/kit", direction: "none" }}>
              Score
            </Th>
            <Th>Coverage</Th>
            <Th numeric>Residual a year</Th>
            <Th>Latency at p95, ms</Th>
            <Th numeric>Waiting</Th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <SystemRow key={row.name} row={row} />
          ))}
        </tbody>
      </DataTable>
      <Pagination label="Pages of systems" newerHref="/kit" olderHref="/kit" summary="1 to 3 of 9" />
    </KitSection>
  );
}

function SystemRow({ row }: { readonly row: Row }) {
  return (
    <tr>
      <TdName href="/kit" detail={row.type}>
        {row.name}
      </TdName>
      <Td numeric label="Score" quiet={row.score === null}>
        <span className="text-lg font-semibold">{row.score ?? "?"}</span>
      </Td>
      <Td label="Coverage" className="w-36">
        <CoverageBar counts={row.counts} className="max-sm:max-w-40" />
      </Td>
      <Td numeric label="Residual a year" quiet={row.residual === "unknown"}>
        {row.residual}
      </Td>
      <Td label="p95, ms" className="w-64 sm:pl-6!">
        <span className="grid flex-1 grid-cols-[minmax(64px,1fr)_72px] items-center gap-2 max-sm:max-w-48">
          <BudgetBar spentMs={row.spentMs} limitMs={row.limitMs} />
          <span className="text-right whitespace-nowrap">
            {row.spentMs === null ? <span className="text-3">not measured</span> : <b>{row.spentMs}</b>}
            {row.spentMs !== null && <span className="text-3"> of {row.limitMs}</span>}
          </span>
        </span>
      </Td>
      <Td numeric label="Waiting" quiet={row.waiting === 0}>
        {row.waiting}
      </Td>
    </tr>
  );
}
