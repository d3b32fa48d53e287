"use client";

import { useWhatIf } from "@/components/posture/what-if";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { SectionHeader } from "@/components/ui/page-header";
import type { PathDetail } from "@/lib/domain/posture/posture-view";

interface CostTableProps {
  readonly slug: string;
  readonly costs: PathDetail["costs"];
}

const COLUMNS = [
  ["msP50", "p50"],
  ["msP95", "p95"],
  ["msP99", "p99"],
  ["msMean", "Mean"],
] as const;

/** What each control costs on the path: the difference when it alone is switched off. */
export function CostTable({ slug, costs }: CostTableProps) {
  const { names, hrefTo } = useWhatIf();
  const mechanisms = new Map(names.mechanisms.map(({ id, name }) => [id, name]));
  if (costs.length === 0) return null;
  return (
    <section aria-labelledby="costs">
      <SectionHeader id="costs" title="What each control costs here" aside="milliseconds, modelled" />
      <DataTable label="What each control costs here, in milliseconds" rowHeight="dense">
        <thead>
          <tr>
            <Th>Control</Th>
            {COLUMNS.map(([at, label]) => (
              <Th key={at} numeric>
                {label}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {costs
            .toSorted((a, b) => b.cost.msP95 - a.cost.msP95)
            .map(({ controlId, controlNumber, name, mechanism, cost }) => (
              <tr key={controlId}>
                <TdName
                  href={
                    controlNumber > 0
                      ? `${hrefTo(`/systems/${slug}/controls`)}#CT-${controlNumber}`
                      : undefined
                  }
                  detail={
                    controlNumber > 0
                      ? `CT-${controlNumber}, ${mechanisms.get(mechanism) ?? mechanism}`
                      : "An idea of this what-if"
                  }
                >
                  {name}
                </TdName>
                {COLUMNS.map(([at]) => (
                  <Td key={at} numeric quiet={Math.abs(cost[at]) < 0.05}>
                    {cost[at].toFixed(1)}
                  </Td>
                ))}
              </tr>
            ))}
        </tbody>
      </DataTable>
      <p className="mt-2 text-xs text-3 text-pretty">
        Each line is the difference to this path with that one control switched off, so the lines do not add
        up: a slow request is rarely slow in every step. A control that is slow in about one request of twenty
        can move p95 more than p99.
      </p>
    </section>
  );
}
