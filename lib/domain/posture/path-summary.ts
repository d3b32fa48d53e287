import type { ElementId } from "../kernel/ids";
import type { AssessedPath } from "./assess-latency";
import { type PathFact, PERCENTILE_DEFAULT } from "./facts";

/** How a path stands against its budget; unknown where no control on it costs time, or where it is too large to compute. */
export type BudgetState = "kept" | "over" | "no-budget" | "unknown";

/** A path as lists name it. */
export interface PathSummary {
  readonly id: ElementId;
  readonly number: number;
  readonly name: string;
  /** Of the budget, else the 95th. */
  readonly percentile: number;
  /** Null: unknown. */
  readonly ms: number | null;
  readonly msLimit: number | null;
  readonly state: BudgetState;
}

/** What a summary of a path is made from. */
export type SummedPath = Pick<AssessedPath, "summary" | "standing" | "unknown"> & {
  readonly path: Omit<PathFact, "tree">;
};

/** A path as lists, ledger and what-if name it. */
export function pathSummary({ path, summary, standing, unknown }: SummedPath): PathSummary {
  const { id, number, name, budget } = path;
  const known = summary !== null && !unknown;
  const spent = standing ? standing.msSpent : (summary?.msP95 ?? null);
  return {
    id,
    number,
    name,
    percentile: budget?.percentile ?? PERCENTILE_DEFAULT,
    ms: known ? spent : null,
    msLimit: budget?.msLimit ?? null,
    state: !known ? "unknown" : !standing ? "no-budget" : standing.kept ? "kept" : "over",
  };
}
