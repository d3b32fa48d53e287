import type { State } from "../checklists/vocabulary";
import type { ControlFunction, Strength } from "./vocabulary";

/** States that count, the weakest first: a known gap must not hide behind something nobody has looked at. */
export const WEAKEST_FIRST = [
  "gap",
  "unknown",
  "planned",
  "claimed",
  "proven",
] as const satisfies readonly State[];

/** What a mechanism does about a threat on one element. */
export interface ElementFacts {
  /** From the threat's strength rows; null when nobody has rated the mechanism against this threat. */
  readonly strength: Strength | null;
  readonly function: ControlFunction;
  /** Whether the mechanism is among the answers of the rule that found the threat here; asked of prevention only. */
  readonly answersRule: boolean;
  /** State of the control that covers the element; null when none does. */
  readonly control: State | null;
}

/** Why an element is in its state, as far as the control's own proof does not say. */
export type ElementReason = "not-rated" | "no-effect" | "answers-another-rule" | "no-control" | "control";

export interface ElementState {
  readonly state: State;
  readonly reason: ElementReason;
}

/** What a cell of the matrix shows: the weakest state of its elements, and how many of them are proven. */
export interface CellState {
  readonly state: State;
  readonly proven: number;
  /** Elements that count: all but those where it is not applicable. */
  readonly total: number;
}

/**
 * State of a mechanism against a threat on one element. "Not rated" is unknown, "no effect" is not applicable, and an
 * element without a control is a gap: an empty list of controls protects nothing.
 *
 * Source: design/model.md, "Evidence, states, credit".
 */
export function elementState(facts: ElementFacts): ElementState {
  if (facts.strength === null) return { state: "unknown", reason: "not-rated" };
  if (facts.strength === 0) return { state: "not-applicable", reason: "no-effect" };
  if (facts.function === "prevent" && !facts.answersRule)
    return { state: "not-applicable", reason: "answers-another-rule" };
  return facts.control === null
    ? { state: "gap", reason: "no-control" }
    : { state: facts.control, reason: "control" };
}

/** State of a cell from those of its elements; a cell without elements is unknown. */
export function cellState(elements: readonly State[]): CellState {
  const counted = elements.filter((state) => state !== "not-applicable");
  const proven = counted.filter((state) => state === "proven").length;
  const state = elements.length === 0 ? "unknown" : (weakestOf(counted) ?? "not-applicable");
  return { state, proven, total: counted.length };
}

/** The weakest of some states; null when none of them counts. */
export function weakestOf(states: readonly State[]): State | null {
  return WEAKEST_FIRST.find((weak) => states.includes(weak)) ?? null;
}
