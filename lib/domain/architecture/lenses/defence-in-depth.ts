import type { State } from "../../checklists/vocabulary";
import type { ElementId } from "../../kernel/ids";
import { countedControls } from "../../posture/active-controls";
import { coverageOf } from "../../posture/coverage";
import { betterOf } from "../../posture/direct-states";
import { NO_SWITCHES, type PostureFacts } from "../../posture/facts";
import { LAYERS, type Layer } from "../../threats/vocabulary";

/** What stands on one component or flow. */
export interface DepthOf {
  readonly id: ElementId;
  /** The best state of a control in place in each layer; a layer without one is left out. */
  readonly layers: Readonly<Partial<Record<Layer, State>>>;
  /** Layers that count: proven, or claimed and still valid. */
  readonly standing: number;
}

/** Every layer that a control can stand in. */
export const LAYERS_MAX = LAYERS.length;

/**
 * How many layers of defence stand on each component and flow: of the controls that are in place, by the mechanisms'
 * layers. A control that nobody has proven or claimed is named, but does not count.
 */
export function defenceInDepth(facts: PostureFacts): readonly DepthOf[] {
  const coverage = coverageOf(facts, NO_SWITCHES);
  const inPlace = new Set(
    countedControls(facts, NO_SWITCHES)
      .filter(({ counts }) => counts === "in-use")
      .map(({ mechanism }) => mechanism),
  );
  const mechanisms = facts.mechanisms.filter(({ id }) => inPlace.has(id));
  const depthOf = (kind: "component" | "flow", id: ElementId): DepthOf => {
    const layers: Partial<Record<Layer, State>> = {};
    for (const mechanism of mechanisms) {
      const state = coverage.stateOn(mechanism.id, { kind, id });
      if (state !== null && state !== "planned")
        layers[mechanism.layer] = betterOf(layers[mechanism.layer], state);
    }
    return { id, layers, standing: Object.values(layers).filter(counts).length };
  };
  return [
    ...facts.components.map(({ id }) => depthOf("component", id)),
    ...facts.flows.map(({ id }) => depthOf("flow", id)),
  ];
}

const counts = (state: State) => state === "proven" || state === "claimed";
