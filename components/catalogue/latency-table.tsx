import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import type { LatencyLine } from "@/lib/features/catalogue/present";
import { Basis } from "./basis";
import { sentence, smallMs } from "./words";

interface LatencyTableProps {
  readonly lines: readonly LatencyLine[];
  /** Said alone where nothing stands on the request path. */
  readonly basis: string;
}

/** Milliseconds by case; hit and miss are never averaged. */
export function LatencyTable({ lines, basis }: LatencyTableProps) {
  if (lines.length === 0)
    return (
      <p>
        Nothing on the request path. <Basis>{basis}</Basis>
      </p>
    );
  const shown = new Set<string>();
  return (
    <DataTable label="Milliseconds of one hop" phone="blocks">
      <thead>
        <tr>
          <Th>Case</Th>
          <Th numeric>p50</Th>
          <Th numeric>p95</Th>
          <Th numeric>p99</Th>
          <Th>Basis</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const isNew = !shown.has(line.basis);
          shown.add(line.basis);
          return (
            <tr key={line.name}>
              <TdName detail={line.detail}>{sentence(line.name)}</TdName>
              <Td numeric label="p50">
                {smallMs(line.msP50)}
              </Td>
              <Td numeric label="p95">
                {smallMs(line.msP95)}
              </Td>
              <Td numeric label="p99">
                {smallMs(line.msP99)}
              </Td>
              <Td>
                {isNew ? <Basis>{line.basis}</Basis> : <span className="text-xs text-3">as above</span>}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}
