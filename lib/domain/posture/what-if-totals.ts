import { type PathSummary, pathSummary } from "./path-summary";
import type { PostureView } from "./posture-view";
import type { SystemScore } from "./score";

/** The headline numbers of a system, to be compared before and after. */
export interface PostureTotals {
  readonly inherentPerYear: number;
  readonly residualPerYear: number;
  readonly costPerYear: number;
  readonly score: SystemScore;
  /** Null without paths. */
  readonly tightest: PathSummary | null;
}

/** The headline numbers of a view. */
export function totalsOf({ money, score, paths, tightestPathId }: PostureView): PostureTotals {
  const { inherentPerYear, residualPerYear, costPerYear } = money;
  const path = paths.find(({ id }) => id === tightestPathId);
  const tightest = path ? pathSummary({ path, ...path }) : null;
  return { inherentPerYear, residualPerYear, costPerYear, score, tightest };
}
