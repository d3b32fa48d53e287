import { type BudgetStanding, budgetStanding } from "../latency/budget";
import { type LatencySummary, summaryOf } from "../latency/grid-distribution";
import { evaluatePath, type PathRefusal, pathWork } from "../latency/request-path";
import type { Coverage } from "./coverage";
import type { PathFact, PostureFacts } from "./facts";
import { type PathSteps, stepsOfPath } from "./path-steps";

/** All paths of a system together (`pathWork`): about two seconds of one processor. */
const WORK_MAX = 2 ** 23;

/** What security costs on one request path. */
export interface AssessedPath {
  readonly path: PathFact;
  /** Null where the path is larger than is computed; `refusal` says why. */
  readonly summary: LatencySummary | null;
  readonly refusal: PathRefusal | null;
  /** Null without a budget. */
  readonly standing: BudgetStanding | null;
  /** No control on the path costs time: that is not known to be fast, only not known. */
  readonly unknown: boolean;
}

/**
 * All request paths of a system; each the sum of the steps of its hops, by convolution. In their order, as many as are
 * computed at once; the rest say so.
 */
export function assessLatency(facts: PostureFacts, coverage: Coverage): readonly AssessedPath[] {
  let work = 0;
  return facts.paths.map((path) => {
    const steps = stepsOfPath(path, facts, coverage);
    const more = pathWork(steps.tree);
    if (work + more > WORK_MAX) return refused(path, TOGETHER);
    const assessed = assessPath(path, steps);
    if (!assessed.refusal) work += more;
    return assessed;
  });
}

const TOGETHER: PathRefusal = {
  code: "too-wide",
  reason: "The paths before this one are as much as is computed at once.",
};

const refused = (path: PathFact, refusal: PathRefusal): AssessedPath => ({
  path,
  summary: null,
  refusal,
  standing: null,
  unknown: false,
});

function assessPath(path: PathFact, { tree, steps }: PathSteps): AssessedPath {
  const evaluated = evaluatePath(tree);
  if (!evaluated.ok) return refused(path, evaluated.error);
  const { distribution } = evaluated.value;
  return {
    path,
    summary: summaryOf(distribution),
    refusal: null,
    standing: path.budget && budgetStanding(distribution, path.budget),
    unknown: steps.length === 0,
  };
}

/** Where every path of a system stands against the tightest: over first, then the least left of its limit. */
export function tightestPath(paths: readonly AssessedPath[]): AssessedPath | null {
  const known = paths.filter(({ summary }) => summary !== null);
  const used = ({ path, standing }: AssessedPath) =>
    path.budget && standing ? standing.msSpent / path.budget.msLimit : null;
  const ranked = known.toSorted((a, b) => {
    const [x, y] = [used(a), used(b)];
    if (x !== null && y !== null) return y - x;
    if (x !== null || y !== null) return x === null ? 1 : -1;
    return (b.summary?.msP95 ?? 0) - (a.summary?.msP95 ?? 0);
  });
  return ranked[0] ?? null;
}
