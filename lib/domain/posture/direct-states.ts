import type { MechanismId } from "../catalogue/mechanism";
import type { ThreatId } from "../catalogue/threat";
import type { State } from "../checklists/vocabulary";
import type { ElementId } from "../kernel/ids";
import { WEAKEST_FIRST } from "../threats/cell-state";
import { controlState } from "../threats/control-state";
import type { CountedControl } from "./active-controls";
import type { ClaimFact, MechanismFact, PostureFacts, Switches } from "./facts";

/**
 * States of a mechanism by the very element that a control or a claim names.
 *
 * @param conditionFor counts only controls that state the condition of their strength row against this threat
 */
export type DirectStates = (
  mechanism: MechanismId,
  conditionFor: ThreatId | null,
) => ReadonlyMap<ElementId, State>;

/** Where protection stands, before anything follows for the elements around it. */
export function directStates(
  facts: PostureFacts,
  switches: Switches,
  controls: readonly CountedControl[],
): DirectStates {
  const claims = countedClaims(facts, switches);
  const isInUse = placesInUse(facts, controls, claims);
  const mechanisms = new Map(facts.mechanisms.map((one) => [one.id, one]));
  const made = new Map<string, ReadonlyMap<ElementId, State>>();
  return (id, conditionFor) => {
    const key = `${id}/${conditionFor ?? ""}`;
    const earlier = made.get(key);
    if (earlier) return earlier;
    const mechanism = mechanisms.get(id);
    const states = mechanism
      ? bestByPlace([
          ...controlStates(mechanism, conditionFor, controls, isInUse),
          ...(conditionFor === null ? claimStates(id, claims) : []),
        ])
      : new Map<ElementId, State>();
    made.set(key, states);
    return states;
  };
}

type PlacedState = readonly [ElementId, State];

function bestByPlace(placed: readonly PlacedState[]): ReadonlyMap<ElementId, State> {
  const states = new Map<ElementId, State>();
  for (const [place, state] of placed) states.set(place, betterOf(states.get(place), state));
  return states;
}

const claimStates = (mechanism: MechanismId, claims: readonly ClaimFact[]): readonly PlacedState[] =>
  claims
    .filter((claim) => claim.mechanism === mechanism)
    .map(({ elementId, holds }) => [elementId, holds ? "claimed" : "gap"]);

/** The better of two states of protection. */
export function betterOf(a: State | undefined, b: State): State {
  return a !== undefined && rankOf(a) >= rankOf(b) ? a : b;
}
const rankOf = (state: State) => (WEAKEST_FIRST as readonly State[]).indexOf(state);

/** A control that is switched off takes the claim of the same protection on its elements with it. */
export function countedClaims({ controls, claims }: PostureFacts, { off }: Switches): readonly ClaimFact[] {
  const gone = controls.filter(({ id }) => off.includes(id));
  return claims.filter(
    ({ mechanism, elementId }) =>
      !gone.some((control) => control.mechanism === mechanism && control.scope.includes(elementId)),
  );
}

function controlStates(
  mechanism: MechanismFact,
  conditionFor: ThreatId | null,
  controls: readonly CountedControl[],
  isInUse: IsInUse,
): readonly PlacedState[] {
  const { requires, requiresAny } = mechanism;
  return controls
    .filter(
      (control) =>
        control.mechanism === mechanism.id &&
        (conditionFor === null || control.meetsConditionFor.includes(conditionFor)),
    )
    .flatMap(({ scope, counts, proof, proofOn }) =>
      scope.map((place) => {
        const requirementsMet =
          requires.every((id) => isInUse(id, place)) &&
          (requiresAny.length === 0 || requiresAny.some((id) => isInUse(id, place)));
        return [
          place,
          controlState({ standing: counts, proofItems: [proofOn[place] ?? proof], requirementsMet }),
        ] as const;
      }),
    );
}

type IsInUse = (mechanism: MechanismId, place: ElementId) => boolean;

/** Whether something that another mechanism requires is in use where that one stands, or right beside it. */
function placesInUse(
  facts: PostureFacts,
  controls: readonly CountedControl[],
  claims: readonly ClaimFact[],
): IsInUse {
  const places = new Map<MechanismId, Set<ElementId>>();
  const note = (mechanism: MechanismId, scope: readonly ElementId[]) => {
    const known = places.get(mechanism) ?? new Set();
    for (const place of scope) known.add(place);
    places.set(mechanism, known);
  };
  for (const { mechanism, counts, scope } of controls) if (counts === "in-use") note(mechanism, scope);
  for (const { mechanism, elementId, holds } of claims) if (holds) note(mechanism, [elementId]);
  const beside = neighbours(facts);
  return (mechanism, place) => {
    const known = places.get(mechanism);
    if (!known) return false;
    return place === facts.whole || known.has(facts.whole) || beside(place).some((one) => known.has(one));
  };
}

/** A flow with its two ends; a component with the flows that touch it. */
function neighbours({ flows }: PostureFacts): (place: ElementId) => readonly ElementId[] {
  const beside = new Map<ElementId, ElementId[]>();
  const add = (place: ElementId, other: ElementId) => {
    const known = beside.get(place);
    if (known) known.push(other);
    else beside.set(place, [place, other]);
  };
  for (const { id, sourceId, targetId } of flows)
    for (const end of [sourceId, targetId]) {
      add(id, end);
      add(end, id);
    }
  return (place) => beside.get(place) ?? [place];
}
