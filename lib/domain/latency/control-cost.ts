import { assert } from "../kernel/assert";
import { err, ok, type Result } from "../kernel/result";
import { type LatencySummary, summaryOf } from "./grid-distribution";
import {
  evaluatePath,
  type PathRefusal,
  type PathTree,
  pathWork,
  type StepId,
  withoutSteps,
} from "./request-path";

/** Each control is a path of its own to compute: about three seconds of one processor for all of them. */
const WORK_MAX = 2 ** 24;

/** What is saved when steps are switched off; each the difference of the whole, so they do not add up over steps. */
export type LatencyCost = Pick<LatencySummary, "msMean" | "msP50" | "msP95" | "msP99">;

/**
 * What a step (or all steps of a control) costs on a path: the summary with it minus the summary without it.
 *
 * Source: design/model.md, "Milliseconds": what a control costs in a what-if is the difference when it is switched off.
 */
export function costOfSteps(
  tree: PathTree,
  isOff: (id: StepId) => boolean,
): Result<LatencyCost, PathRefusal> {
  const costs = costsOfSteps(tree, [isOff]);
  if (!costs.ok) return costs;
  const [cost] = costs.value;
  assert(cost !== undefined, "each control has its cost");
  return ok(cost);
}

/** The same for several controls, each switched off alone; in their order. */
export function costsOfSteps(
  tree: PathTree,
  controls: readonly ((id: StepId) => boolean)[],
): Result<readonly LatencyCost[], PathRefusal> {
  if (pathWork(tree) * controls.length > WORK_MAX)
    return err({
      code: "too-wide",
      reason: `This is too much to compute at once: a path this large for each of ${controls.length} controls.`,
    });
  const before = evaluatePath(tree);
  if (!before.ok) return before;
  const on = summaryOf(before.value.distribution);
  const costs: LatencyCost[] = [];
  for (const isOff of controls) {
    const after = evaluatePath(withoutSteps(tree, isOff));
    if (!after.ok) return after;
    const off = summaryOf(after.value.distribution);
    costs.push({
      msMean: on.msMean - off.msMean,
      msP50: on.msP50 - off.msP50,
      msP95: on.msP95 - off.msP95,
      msP99: on.msP99 - off.msP99,
    });
  }
  return ok(costs);
}
