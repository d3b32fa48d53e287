import { type GridDistribution, msAt } from "./grid-distribution";

/** How long a request path's security may take: a limit at a percentile of the whole path. */
export interface LatencyBudget {
  /** As a probability: 0.95 for the 95th percentile. */
  readonly percentile: number;
  readonly msLimit: number;
}

/** Where a path stands; one of `msLeft` and `msOver` is 0. */
export interface BudgetStanding {
  readonly msSpent: number;
  readonly msLeft: number;
  readonly msOver: number;
  readonly kept: boolean;
}

/** Compares a path with its budget; exactly at the limit it is kept. */
export function budgetStanding(distribution: GridDistribution, budget: LatencyBudget): BudgetStanding {
  const msSpent = msAt(distribution, budget.percentile);
  const msLeft = Math.max(0, budget.msLimit - msSpent);
  const msOver = Math.max(0, msSpent - budget.msLimit);
  return { msSpent, msLeft, msOver, kept: msOver === 0 };
}

/** The budget of one request path, with the hops that it covers. */
export interface PathBudget extends LatencyBudget {
  readonly pathId: string;
  readonly hopIds: readonly string[];
}

/** One way in which budgets were loosened. */
export type Loosening =
  | { readonly kind: "path-dropped"; readonly pathId: string }
  | { readonly kind: "hop-dropped"; readonly pathId: string; readonly hopId: string }
  | {
      readonly kind: "limit-raised";
      readonly pathId: string;
      readonly msBefore: number;
      readonly msAfter: number;
    }
  | {
      readonly kind: "percentile-lowered";
      readonly pathId: string;
      readonly percentileBefore: number;
      readonly percentileAfter: number;
    };

/**
 * Everything by which the budgets of a system were loosened: a higher limit, a lower percentile, a hop or a path that is
 * no longer covered. One of them is enough, whatever was tightened beside it.
 *
 * Source: design/model.md, "Milliseconds".
 */
export function looseningsOf(
  before: readonly PathBudget[],
  after: readonly PathBudget[],
): readonly Loosening[] {
  return before.flatMap((old): readonly Loosening[] => {
    const { pathId } = old;
    const now = after.find((budget) => budget.pathId === pathId);
    if (now === undefined) return [{ kind: "path-dropped", pathId }];
    const dropped = old.hopIds.filter((hopId) => !now.hopIds.includes(hopId));
    return [
      ...(now.msLimit > old.msLimit
        ? [{ kind: "limit-raised", pathId, msBefore: old.msLimit, msAfter: now.msLimit } as const]
        : []),
      ...(now.percentile < old.percentile
        ? [
            {
              kind: "percentile-lowered",
              pathId,
              percentileBefore: old.percentile,
              percentileAfter: now.percentile,
            } as const,
          ]
        : []),
      ...dropped.map((hopId) => ({ kind: "hop-dropped", pathId, hopId }) as const),
    ];
  });
}

/** Whether a change of budgets allows more than before; loosening is a critical action, tightening is not. */
export function isLooser(before: readonly PathBudget[], after: readonly PathBudget[]): boolean {
  return looseningsOf(before, after).length > 0;
}
