import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { formatMoney, formatMs } from "@/components/ui/format-number";
import { STATE_WORD, StateLabel } from "@/components/ui/state-mark";
import { STANDING_WORD } from "@/lib/domain/controls/vocabulary";
import { dayText } from "@/lib/features/checklists/present";
import type { ControlRow } from "@/lib/features/controls/present";

type ControlsTableProps = {
  readonly rows: readonly ControlRow[];
  readonly currency: string;
  readonly mayEdit: boolean;
};

/** One row per control: where it stands, what it is worth today, what it costs. */
export function ControlsTable({ rows, currency, mayEdit }: ControlsTableProps) {
  if (rows.length === 0)
    return <EmptyState title="No control has these">Take a filter away to see more.</EmptyState>;
  return (
    <DataTable label="Controls" phone="blocks" rowHeight="tall">
      <thead>
        <tr>
          <Th>Control</Th>
          <Th>Standing</Th>
          <Th>Stands on</Th>
          <Th>State today</Th>
          <Th numeric>Per year</Th>
          <Th numeric>p95 of a hop</Th>
          <Th>Owner</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} id={row.ref} className="scroll-mt-36 target:bg-surface-selected">
            <TdName
              href={mayEdit ? row.href : undefined}
              detail={row.name === row.mechanism ? undefined : row.mechanism}
              mark={<span className="w-10 shrink-0 font-mono text-xs text-3">{row.ref}</span>}
            >
              {row.name}
            </TdName>
            <Td label="Standing" quiet={row.standing === "retired"}>
              {STANDING_WORD[row.standing]}
            </Td>
            <Td label="Stands on">
              <span title={row.scope.join("\n")}>
                {row.scope.length === 1 ? row.scope[0] : `${row.scope.length} elements`}
              </span>
            </Td>
            <Td label="State today">
              <StateToday row={row} />
            </Td>
            <Td label="Per year" numeric quiet={row.costPerYear === 0}>
              {formatMoney(row.costPerYear, currency)}
            </Td>
            <Td label="p95 of a hop" numeric quiet={row.msP95 === 0}>
              {row.msP95 === 0 ? "None" : formatMs(row.msP95)}
            </Td>
            <Td label="Owner" quiet={row.owner === null}>
              {row.owner ?? "Nobody"}
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function StateToday({ row }: { readonly row: ControlRow }) {
  const { state, proven, total, fallsOn } = row;
  if (state === null) return <span className="text-3">Retired</span>;
  const isPartly = total > 1 && proven > 0 && proven < total;
  const until = fallsOn && (state === "proven" || state === "claimed") ? ` until ${dayText(fallsOn)}` : "";
  return (
    <>
      <StateLabel state={state}>{`${STATE_WORD[state]}${until}`}</StateLabel>
      {isPartly && (
        <span className="block text-xs text-3">
          {proven} of {total} proven
        </span>
      )}
    </>
  );
}
