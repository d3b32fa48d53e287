import type { FlowTree } from "../architecture/element";
import { flowsIn } from "../architecture/flow-tree";
import type { ElementId } from "../kernel/ids";
import { ok, type Result } from "../kernel/result";
import { costsOfSteps, type LatencyCost } from "../latency/control-cost";
import { msAt } from "../latency/grid-distribution";
import { evaluatePath, msRunningAt, type PathRefusal, type StepId } from "../latency/request-path";
import { sharesNear } from "../latency/shares";
import type { CountedControl } from "./active-controls";
import type { Coverage } from "./coverage";
import type { FlowFact, PathFact, PostureFacts } from "./facts";
import { type HopStep, stepsOfPath } from "./path-steps";

/** One hop of a path as its bar shows it. */
export interface HopBar {
  readonly flow: FlowFact;
  /** Mean time of each step in requests near the percentile; over all hops they add up to it. */
  readonly segments: readonly { readonly step: HopStep; readonly ms: number }[];
  readonly ms: number;
  /** Percentile of the sum up to and with the part of the path that this hop belongs to. */
  readonly msRunning: number;
  /** Index of that part: hops with the same index run side by side or belong together. */
  readonly part: number;
  /** Index of the branch within a part that runs side by side; 0 elsewhere. */
  readonly branch: number;
}

/** All hops of a path, and what they add up to. */
export interface PathBars {
  readonly hops: readonly HopBar[];
  readonly msTotal: number;
}

/**
 * How the time of requests near a percentile is made up, hop by hop.
 *
 * @param probability within [0, 1]
 */
export function barsOfPath(
  path: PathFact,
  facts: PostureFacts,
  coverage: Coverage,
  probability: number,
): Result<PathBars, PathRefusal> {
  const { tree, steps } = stepsOfPath(path, facts, coverage);
  const evaluated = evaluatePath(tree);
  if (!evaluated.ok) return evaluated;
  const running = msRunningAt(tree, probability);
  if (!running.ok) return running;
  const shares = new Map(sharesNear(evaluated.value, probability).map(({ id, ms }) => [id, ms]));
  const flows = new Map(facts.flows.map((flow) => [flow.id, flow]));
  const parts = path.tree.kind === "series" ? path.tree.parts : [path.tree];
  const hops = parts.flatMap((part, index) =>
    placedFlows(part).flatMap(({ flowId, branch }): readonly HopBar[] => {
      const flow = flows.get(flowId);
      if (!flow) return [];
      const segments = merged(
        steps.filter((step) => step.flowId === flowId),
        shares,
      );
      const ms = segments.reduce((sum, segment) => sum + segment.ms, 0);
      return [{ flow, segments, ms, msRunning: running.value[index] ?? 0, part: index, branch }];
    }),
  );
  return ok({ hops, msTotal: msAt(evaluated.value.distribution, probability) });
}

/** The flows of a part, each once, with the branch in which it comes first. */
function placedFlows(part: FlowTree): readonly { readonly flowId: ElementId; readonly branch: number }[] {
  const branches = part.kind === "parallel" ? part.parts : [part];
  const placed = new Map<ElementId, number>();
  for (const [branch, within] of branches.entries())
    for (const flowId of flowsIn(within)) if (!placed.has(flowId)) placed.set(flowId, branch);
  return [...placed].map(([flowId, branch]) => ({ flowId, branch }));
}

/** Repeated calls of one flow as one segment per control. */
function merged(steps: readonly HopStep[], shares: ReadonlyMap<StepId, number>) {
  const byControl = new Map<ElementId, { step: HopStep; ms: number }>();
  for (const step of steps) {
    const ms = shares.get(step.id) ?? 0;
    const known = byControl.get(step.control.id);
    if (known) known.ms += ms;
    else byControl.set(step.control.id, { step, ms });
  }
  return [...byControl.values()];
}

/** What each control costs on a path: the difference when it is switched off; these do not add up. */
export function controlCostsOnPath(
  path: PathFact,
  facts: PostureFacts,
  coverage: Coverage,
): Result<readonly { readonly control: CountedControl; readonly cost: LatencyCost }[], PathRefusal> {
  const { tree, steps } = stepsOfPath(path, facts, coverage);
  const controls = [...new Map(steps.map(({ control }) => [control.id, control])).values()];
  const costs = costsOfSteps(
    tree,
    controls.map((control) => {
      const own = new Set(steps.filter((step) => step.control.id === control.id).map(({ id }) => id));
      return (id) => own.has(id);
    }),
  );
  if (!costs.ok) return costs;
  return ok(
    controls.flatMap((control, place) => {
      const cost = costs.value[place];
      return cost ? [{ control, cost }] : [];
    }),
  );
}
