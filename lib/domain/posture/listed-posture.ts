import type { UtcDate } from "../kernel/ids";
import type { PostureSummary } from "./posture-summary";

/** The numbers of a system as a list shows them. */
export interface ListedPosture {
  /** Null: they were never computed yet. */
  readonly shown: {
    readonly summary: PostureSummary;
    readonly asOf: UtcDate;
    readonly current: boolean;
  } | null;
  /** Requests that wait for a second person. */
  readonly waiting: number;
}

/** A system of which nothing was computed yet, and nothing waits. */
export const NO_POSTURE: ListedPosture = { shown: null, waiting: 0 };

/** What a list of systems can be narrowed to. */
export const POSTURE_FILTERS = ["gaps", "over-budget", "not-scored", "waiting"] as const;
export type PostureFilter = (typeof POSTURE_FILTERS)[number];

/** Whether a filter lets a system through; what is not computed yet is neither in gaps nor over budget. */
export function letsThrough(filter: PostureFilter, { shown, waiting }: ListedPosture): boolean {
  switch (filter) {
    case "gaps":
      return (shown?.summary.gaps ?? 0) > 0;
    case "over-budget":
      return (shown?.summary.pathsBy.over ?? 0) > 0;
    case "not-scored":
      return !shown?.summary.score.scored;
    case "waiting":
      return waiting > 0;
  }
}

/** Columns of numbers by which lists are sorted; what is unknown stands last, whichever way. */
export const POSTURE_SORTS = ["score", "gaps", "residual", "latency", "return", "waiting"] as const;
export type PostureSort = (typeof POSTURE_SORTS)[number];

/** The value of a column; null: unknown. */
export function sortValue(column: PostureSort, { shown, waiting }: ListedPosture): number | null {
  if (column === "waiting") return waiting;
  if (!shown) return null;
  const { score, gaps, findings, worst, tightest, returnRatio } = shown.summary;
  switch (column) {
    case "score":
      return score.scored ? score.score : null;
    case "gaps":
      return findings === 0 ? null : gaps;
    case "residual":
      return worst?.residualPerYear ?? null;
    case "latency":
      return tightest?.ms === null || !tightest?.msLimit ? null : tightest.ms / tightest.msLimit;
    case "return":
      return returnRatio;
  }
}

/** Compares two systems by a column of numbers; unknown last. */
export function comparePostures(
  column: PostureSort,
  descending: boolean,
): (a: ListedPosture, b: ListedPosture) => number {
  return (a, b) => {
    const [x, y] = [sortValue(column, a), sortValue(column, b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return descending ? y - x : x - y;
  };
}
