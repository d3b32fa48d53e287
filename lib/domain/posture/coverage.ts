import { flowsIn } from "../architecture/flow-tree";
import type { MechanismId } from "../catalogue/mechanism";
import type { ThreatId } from "../catalogue/threat";
import type { State } from "../checklists/vocabulary";
import type { ElementId } from "../kernel/ids";
import { weakestOf } from "../threats/cell-state";
import { type CountedControl, countedControls } from "./active-controls";
import { betterOf, directStates } from "./direct-states";
import type { FindingFact, FlowFact, MechanismFact, PostureFacts, Switches } from "./facts";

/** Which protection stands on which element, and how well it is proven there. */
export interface Coverage {
  readonly controls: readonly CountedControl[];
  /**
   * State of a mechanism on an element; null when nothing of it covers the element.
   *
   * @param conditionFor counts only controls that state the condition of their strength row against this threat
   */
  readonly stateOn: (
    mechanism: MechanismId,
    element: FindingFact["element"],
    conditionFor?: ThreatId,
  ) => State | null;
  /** The control in use that a request pays for on a flow; the first by number where several are. */
  readonly payingOn: (mechanism: MechanismId, flow: FlowFact) => CountedControl | null;
}

/**
 * Coverage of a system under some switches.
 *
 * A flow is covered by a control on it, on its receiver, on its sender where the mechanism works there, or on the whole
 * system; a component by one on it, or, for mechanisms that stand only on flows, on all flows into it; a zone and a path
 * only when all their components or flows are, or something was stated on them themselves; the whole system by one on it, or on everything that the mechanism applies to.
 *
 * Source: `answered_by` in the catalogue of rules; design/model.md, "Architecture" (scope element by element).
 */
export function coverageOf(facts: PostureFacts, switches: Switches): Coverage {
  const controls = countedControls(facts, switches);
  const mechanisms = new Map(facts.mechanisms.map((one) => [one.id, one]));
  const direct = directStates(facts, switches, controls);
  const maps = elementMaps(facts);
  const known = new Map<string, State | null>();
  const stateOn: Coverage["stateOn"] = (id, element, conditionFor) => {
    const mechanism = mechanisms.get(id);
    if (!mechanism) return null;
    const key = `${id}/${element.id}/${conditionFor ?? ""}`;
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const on = direct(id, conditionFor ?? null);
    const state = combine(mechanism, element, on, maps);
    known.set(key, state);
    return state;
  };
  const payingOn: Coverage["payingOn"] = (id, flow) => {
    const mechanism = mechanisms.get(id);
    const places = [
      flow.id,
      flow.targetId,
      facts.whole,
      ...(mechanism?.worksAtSender ? [flow.sourceId] : []),
    ];
    return (
      controls.find(
        ({ mechanism: of, counts, scope }) =>
          of === id && counts === "in-use" && scope.some((place) => places.includes(place)),
      ) ?? null
    );
  };
  return { controls, stateOn, payingOn };
}

interface ElementMaps {
  readonly facts: PostureFacts;
  readonly flows: ReadonlyMap<ElementId, FlowFact>;
  readonly flowsInto: ReadonlyMap<ElementId, readonly FlowFact[]>;
  readonly componentsIn: ReadonlyMap<ElementId, readonly ElementId[]>;
  readonly flowsOfPath: ReadonlyMap<ElementId, readonly ElementId[]>;
}

function elementMaps(facts: PostureFacts): ElementMaps {
  return {
    facts,
    flows: new Map(facts.flows.map((flow) => [flow.id, flow])),
    flowsInto: grouped(facts.flows, ({ targetId }) => targetId),
    componentsIn: new Map(
      [...grouped(facts.components, ({ zoneId }) => zoneId)].map(([zone, within]) => [
        zone,
        within.map(({ id }) => id),
      ]),
    ),
    flowsOfPath: new Map(facts.paths.map(({ id, tree }) => [id, flowsIn(tree)])),
  };
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => ElementId): ReadonlyMap<ElementId, readonly T[]> {
  const groups = new Map<ElementId, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

function combine(
  mechanism: MechanismFact,
  element: FindingFact["element"],
  on: ReadonlyMap<ElementId, State>,
  maps: ElementMaps,
): State | null {
  const whole = on.get(maps.facts.whole) ?? null;
  const flow = (id: ElementId): State | null => {
    const fact = maps.flows.get(id);
    if (!fact) return null;
    const sender = mechanism.worksAtSender ? on.get(fact.sourceId) : undefined;
    return bestOf([on.get(id), on.get(fact.targetId), sender, whole]);
  };
  const component = (id: ElementId): State | null => {
    const own = bestOf([on.get(id), whole]);
    if (mechanism.appliesTo.includes("component")) return own;
    return bestOf([own, allOf((maps.flowsInto.get(id) ?? []).map((one) => flow(one.id)))]);
  };
  switch (element.kind) {
    case "flow":
      return flow(element.id);
    case "component":
      return component(element.id);
    case "zone":
      return bestOf([
        on.get(element.id),
        whole,
        allOf((maps.componentsIn.get(element.id) ?? []).map(component)),
      ]);
    case "path":
      return bestOf([on.get(element.id), allOf((maps.flowsOfPath.get(element.id) ?? []).map(flow))]);
    case "system": {
      const parts = mechanism.appliesTo.includes("component")
        ? maps.facts.components.map(({ id }) => component(id))
        : maps.facts.flows.map(({ id }) => flow(id));
      return bestOf([whole, allOf(parts)]);
    }
  }
}

/** The weakest of the parts; null when one of them has nothing, or when there is none. */
function allOf(parts: readonly (State | null)[]): State | null {
  const covered = parts.filter((state) => state !== null);
  return covered.length === parts.length && parts.length > 0 ? weakestOf(covered) : null;
}

function bestOf(states: readonly (State | null | undefined)[]): State | null {
  return states.reduce<State | null>(
    (best, state) => (state === null || state === undefined ? best : betterOf(best ?? undefined, state)),
    null,
  );
}
