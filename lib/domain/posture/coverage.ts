import type { MechanismId } from "../catalogue/mechanism";
import type { ThreatId } from "../catalogue/threat";
import type { State } from "../checklists/vocabulary";
import type { ElementId } from "../kernel/ids";
import { weakestOf } from "../threats/cell-state";
import { type CountedControl, countedControls } from "./active-controls";
import { coveredBy, type Reading } from "./covered-by";
import { betterOf, directStates } from "./direct-states";
import type { FindingFact, FlowFact, PostureFacts, Switches } from "./facts";

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
  /** The places on which a control of a mechanism covers an element, wholly or in part; none for an unknown mechanism. */
  readonly placesFor: (mechanism: MechanismId, element: FindingFact["element"]) => ReadonlySet<ElementId>;
  /** The control in use that a request pays for on a flow; the first by number where several are. */
  readonly payingOn: (mechanism: MechanismId, flow: FlowFact) => CountedControl | null;
}

/** Coverage of a system under some switches; which place covers which element is ruled in `covered-by.ts`. */
export function coverageOf(facts: PostureFacts, switches: Switches): Coverage {
  const controls = countedControls(facts, switches);
  const mechanisms = new Map(facts.mechanisms.map((one) => [one.id, one]));
  const direct = directStates(facts, switches, controls);
  const read = coveredBy(facts);
  const known = new Map<string, State | null>();
  const stateOn: Coverage["stateOn"] = (id, element, conditionFor) => {
    const mechanism = mechanisms.get(id);
    if (!mechanism) return null;
    const key = `${id}/${element.id}/${conditionFor ?? ""}`;
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const on = direct(id, conditionFor ?? null);
    const state = read<State | null>(mechanism, element, {
      place: (place) => on.get(place) ?? null,
      any: bestOf,
      all: allOf,
    });
    known.set(key, state);
    return state;
  };
  const placesFor: Coverage["placesFor"] = (id, element) => {
    const mechanism = mechanisms.get(id);
    return new Set(mechanism ? read(mechanism, element, PLACES) : []);
  };
  const payingOn: Coverage["payingOn"] = (id, flow) => {
    const own = controls.filter(({ mechanism, counts }) => mechanism === id && counts === "in-use");
    if (own.length === 0) return null;
    const places = placesFor(id, { kind: "flow", id: flow.id });
    return own.find(({ scope }) => scope.some((place) => places.has(place))) ?? null;
  };
  return { controls, stateOn, placesFor, payingOn };
}

/** Every place that plays a part. */
const PLACES: Reading<readonly ElementId[]> = {
  place: (id) => [id],
  any: (parts) => parts.flat(),
  all: (parts) => parts.flat(),
};

/** The weakest of the parts; null when one of them has nothing, or when there is none. */
function allOf(parts: readonly (State | null)[]): State | null {
  const covered = parts.filter((state) => state !== null);
  return covered.length === parts.length && parts.length > 0 ? weakestOf(covered) : null;
}

function bestOf(states: readonly (State | null)[]): State | null {
  return states.reduce<State | null>(
    (best, state) => (state === null ? best : betterOf(best ?? undefined, state)),
    null,
  );
}
