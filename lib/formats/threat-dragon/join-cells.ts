import type { Cell } from "./read-cells";

/** Cells of several diagrams that show the same thing. */
export interface Joined {
  /** At least one; in the order of the file. */
  readonly cells: readonly [Cell, ...Cell[]];
}

/**
 * Joins cells that show one thing: what has the same sign in two diagrams is one. In a single diagram things of the same
 * sign are several, and the first of them is the first of the other diagrams.
 *
 * @param signOf what makes two cells the same, as a folded name; empty: like no other
 */
export function joinCells(cells: readonly Cell[], signOf: (cell: Cell) => string): readonly Joined[] {
  const counts = new Map<string, number>();
  const joined = new Map<string, [Cell, ...Cell[]]>();
  for (const cell of cells) {
    const sign = signOf(cell);
    const inDiagram = `${cell.diagram} ${sign}`;
    const count = counts.get(inDiagram) ?? 0;
    counts.set(inDiagram, count + 1);
    const key = sign === "" ? `alone ${cell.path.join(" ")}` : `${count} ${sign}`;
    const others = joined.get(key);
    if (others) others.push(cell);
    else joined.set(key, [cell]);
  }
  return [...joined.values()].map((all) => ({ cells: all }));
}

/** Finds the cell that an id means in a diagram: the first that has it. */
export function cellFinder(cells: readonly Cell[]): (diagram: number, id: string | null) => Cell | null {
  const byPlace = new Map<string, Cell>();
  for (const cell of cells) {
    const place = `${cell.diagram} ${cell.id}`;
    if (cell.id !== "" && !byPlace.has(place)) byPlace.set(place, cell);
  }
  return (diagram, id) => (id === null ? null : (byPlace.get(`${diagram} ${id}`) ?? null));
}
