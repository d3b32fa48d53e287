"use client";

import { BudgetStandingLine } from "@/components/charts/budget-standing";
import { useWhatIf } from "@/components/posture/what-if";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { formatMs } from "@/components/ui/format-number";
import type { PathView } from "@/lib/domain/posture/posture-view";
import { byBudget, percentileName } from "./latency-words";

interface PathsTableProps {
  readonly chosenId: string | null;
  readonly hrefOf: (path: PathView) => string;
}

/** All request paths, the tightest first; choosing one shows what it is made of. */
export function PathsTable({ chosenId, hrefOf }: PathsTableProps) {
  const { view } = useWhatIf();
  return (
    <DataTable label="All request paths" phone="blocks" bleed className="mb-6">
      <thead>
        <tr>
          <Th>Request path</Th>
          <Th>Budget</Th>
          <Th numeric>p50, modelled</Th>
          <Th numeric>p95</Th>
          <Th numeric>p99</Th>
        </tr>
      </thead>
      <tbody>
        {byBudget(view.paths).map((path) => (
          <tr key={path.id} data-current={path.id === chosenId || undefined}>
            <TdName
              href={hrefOf(path)}
              detail={`P-${path.number}${path.id === chosenId ? ", shown below" : ""}`}
            >
              {path.name}
            </TdName>
            <Td label="Budget" className="min-w-60">
              <BudgetStandingLine
                standing={path.unknown ? null : path.standing}
                budget={path.budget}
                percentileLabel={percentileName(path.budget?.percentile ?? 0.95)}
              />
            </Td>
            {(["msP50", "msP95", "msP99"] as const).map((at) => (
              <Td key={at} numeric label={at.replace("msP", "p")} quiet={path.unknown || !path.summary}>
                {path.summary && !path.unknown
                  ? formatMs(path.summary[at])
                  : path.refusal
                    ? "too large"
                    : "not known"}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
