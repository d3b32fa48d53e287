import type { StandardName } from "./item-text";
import { type CountedItem, type Tally, tallyOf } from "./progress";

/** An item as far as standards are concerned: what it counts for, and the requirements that it answers. */
export type ReferringItem = Omit<CountedItem, "phase"> & {
  readonly refs: Readonly<Record<string, readonly string[]>>;
};

/** One requirement of a standard, with the items that answer it. */
export type StandardLine<Row> = {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly tally: Tally;
};
export type StandardView<Row> = {
  readonly standard: string;
  readonly name: string;
  readonly edition: string;
  readonly lines: readonly StandardLine<Row>[];
  /** Requirements with at least one item that applies. */
  readonly applying: number;
  /** Those of them whose items that apply are all proven. */
  readonly proven: number;
};

/** Every standard that these items point to, by name; a standard that nobody named is called by its id. */
export function standardViews<Row extends ReferringItem>(
  rows: readonly Row[],
  names: ReadonlyMap<string, StandardName>,
): readonly StandardView<Row>[] {
  return [...countByStandard(rows).keys()]
    .map((standard) =>
      standardView(rows, standard, names.get(standard) ?? { name: standard, edition: "Edition not stated" }),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The same items seen by the requirements of one standard. */
function standardView<Row extends ReferringItem>(
  rows: readonly Row[],
  standard: string,
  name: StandardName,
): StandardView<Row> {
  const byId = new Map<string, Row[]>();
  for (const row of rows)
    for (const id of row.refs[standard] ?? []) byId.set(id, [...(byId.get(id) ?? []), row]);
  const lines = [...byId]
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([id, members]) => ({ id, rows: members, tally: tallyOf(members) }));
  const applying = lines.filter(({ tally }) => tally.provenShare !== null);
  const proven = applying.filter(({ tally }) => tally.provenShare === 1);
  return { standard, ...name, lines, applying: applying.length, proven: proven.length };
}

/** How many items of each standard there are, for the list of standards. */
export function countByStandard(rows: readonly Pick<ReferringItem, "refs">[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const standard of Object.keys(row.refs)) counts.set(standard, (counts.get(standard) ?? 0) + 1);
  return counts;
}
