import { PERCENTILE_DEFAULT } from "./facts";
import type { PostureView } from "./posture-view";
import type { SystemScore } from "./score";

/** The headline numbers of a system, to be compared before and after. */
export interface PostureTotals {
  readonly inherentPerYear: number;
  readonly residualPerYear: number;
  readonly costPerYear: number;
  readonly score: SystemScore;
  /** Null without paths. */
  readonly tightest: TightestPath | null;
}

export interface TightestPath {
  readonly name: string;
  readonly number: number;
  /** Of the budget; without one the 95th. */
  readonly percentile: number;
  readonly ms: number;
  /** Null without a budget. */
  readonly msLimit: number | null;
}

/** The headline numbers of a view. */
export function totalsOf(view: PostureView): PostureTotals {
  const { inherentPerYear, residualPerYear, costPerYear } = view.money;
  return { inherentPerYear, residualPerYear, costPerYear, score: view.score, tightest: tightestOf(view) };
}

function tightestOf({ paths, tightestPathId }: PostureView): TightestPath | null {
  const path = paths.find(({ id }) => id === tightestPathId);
  if (!path?.summary) return null;
  const { name, number, standing, summary, budget } = path;
  return {
    name,
    number,
    percentile: budget?.percentile ?? PERCENTILE_DEFAULT,
    ms: standing?.msSpent ?? summary.msP95,
    msLimit: budget?.msLimit ?? null,
  };
}
