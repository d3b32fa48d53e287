import { ok, type Result } from "../kernel/result";
import { type LatencySummary, summaryOf } from "./grid-distribution";
import { evaluatePath, type PathRefusal, type PathTree, type StepId, withoutSteps } from "./request-path";

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
  const before = evaluatePath(tree);
  if (!before.ok) return before;
  const after = evaluatePath(withoutSteps(tree, isOff));
  if (!after.ok) return after;
  const [on, off] = [summaryOf(before.value.distribution), summaryOf(after.value.distribution)];
  return ok({
    msMean: on.msMean - off.msMean,
    msP50: on.msP50 - off.msP50,
    msP95: on.msP95 - off.msP95,
    msP99: on.msP99 - off.msP99,
  });
}
