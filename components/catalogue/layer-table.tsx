import type { ReactNode } from "react";
import { DataTable, Th } from "@/components/ui/data-table";
import { LAYER_WORD } from "@/lib/domain/threats/words";
import type { LayerGroup } from "@/lib/features/catalogue/present";
import { CatalogueTop } from "./catalogue-top";

interface LayerTableProps<Line> {
  readonly current: "threats" | "mechanisms";
  readonly label: string;
  /** The heads of the columns. */
  readonly heads: readonly { readonly words: string; readonly numeric?: boolean }[];
  readonly groups: readonly LayerGroup<Line>[];
  readonly row: (line: Line) => ReactNode;
  /** What the amounts mean. */
  readonly note: ReactNode;
}

/** Entries of the catalogue, those of one layer together. */
export function LayerTable<Line>(props: LayerTableProps<Line>) {
  const { current, label, heads, groups, row, note } = props;
  return (
    <div className="p-page-x">
      <CatalogueTop kind={current} />
      <DataTable label={label} phone="blocks" rowHeight="tall" bleed>
        <thead>
          <tr>
            {heads.map(({ words, numeric }) => (
              <Th key={words} numeric={numeric}>
                {words}
              </Th>
            ))}
          </tr>
        </thead>
        {groups.map(({ layer, entries }) => (
          <tbody key={layer}>
            <tr>
              <th scope="rowgroup" colSpan={heads.length} className="h-7 bg-surface-2 text-xs text-3">
                {LAYER_WORD[layer]}
              </th>
            </tr>
            {entries.map(row)}
          </tbody>
        ))}
      </DataTable>
      <p className="mt-3 text-xs text-3">{note}</p>
    </div>
  );
}
