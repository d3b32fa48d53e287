import type { FlowTree } from "../architecture/element";
import { type LatencyModel, STEP_KINDS, type StepKind } from "../catalogue/mechanism";
import { stepOfModel } from "../controls/latency-step";
import type { ElementId } from "../kernel/ids";
import { type PathTree, type StepId, stepId } from "../latency/request-path";
import type { CountedControl } from "./active-controls";
import type { Coverage } from "./coverage";
import type { FlowFact, PathFact, PostureFacts } from "./facts";

/** Security work of one control on one hop of a path. */
export interface HopStep {
  readonly id: StepId;
  readonly flowId: ElementId;
  readonly kind: StepKind;
  readonly control: CountedControl;
}

/** A path as a tree of steps, with what each step is. */
export interface PathSteps {
  readonly tree: PathTree;
  readonly steps: readonly HopStep[];
}

/** The security steps of a path under a coverage; a flow whose sender does not wait has none. */
export function stepsOfPath(path: PathFact, facts: PostureFacts, coverage: Coverage): PathSteps {
  const flows = new Map(facts.flows.map((flow) => [flow.id, flow]));
  const steps: HopStep[] = [];
  const seen = new Map<ElementId, number>();
  const build = (part: FlowTree): PathTree => {
    if (part.kind !== "flow") return { kind: part.kind, parts: part.parts.map(build) };
    const flow = flows.get(part.flowId);
    if (!flow || flow.asynchronous) return { kind: "series", parts: [] };
    const time = (seen.get(flow.id) ?? 0) + 1;
    seen.set(flow.id, time);
    return { kind: "series", parts: hopOf(flow, time, facts, coverage, steps) };
  };
  return { tree: build(path.tree), steps };
}

/** The steps of one hop, once per call, in the order in which a hop pays them. */
function hopOf(
  flow: FlowFact,
  time: number,
  facts: PostureFacts,
  coverage: Coverage,
  steps: HopStep[],
): readonly PathTree[] {
  const paying = payingControls(flow, facts, coverage);
  return Array.from({ length: flow.callsPerRequest }, (_, call) =>
    paying.map(({ control, latency }): PathTree => {
      const id = stepId(flow.id, String(time), String(call + 1), control.id);
      steps.push({ id, flowId: flow.id, kind: latency.step, control });
      return { kind: "step", id, step: stepOfModel(latency, flow.msRoundTrip) };
    }),
  ).flat();
}

interface Paying {
  readonly control: CountedControl;
  readonly latency: Exclude<LatencyModel, { kind: "none" }>;
}

/** The controls that a request pays for on a flow, without those whose time another one contains. */
function payingControls(flow: FlowFact, facts: PostureFacts, coverage: Coverage): readonly Paying[] {
  const standing = facts.mechanisms.flatMap(({ id, latencyContains }) => {
    const control = coverage.payingOn(id, flow);
    return control ? [{ control, latencyContains }] : [];
  });
  const contained = new Set(standing.flatMap(({ latencyContains }) => latencyContains));
  const paying = standing.flatMap(({ control }): readonly Paying[] => {
    const { latency, mechanism } = control;
    return latency.kind === "none" || contained.has(mechanism) ? [] : [{ control, latency }];
  });
  return paying.toSorted((a, b) => STEP_KINDS.indexOf(a.latency.step) - STEP_KINDS.indexOf(b.latency.step));
}
