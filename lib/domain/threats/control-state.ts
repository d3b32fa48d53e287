import type { State } from "../checklists/vocabulary";
import { weakestOf } from "./cell-state";

/** What decides the state of a control on one element on a day. */
export interface ControlFacts {
  readonly standing: "planned" | "in-use" | "retired";
  /**
   * State of each item that proves the mechanism, with evidence that covers this element counted alone; expired proof and
   * lapsed claims have fallen already.
   */
  readonly proofItems: readonly State[];
  /** Whether every mechanism that this one requires is in use on the element. */
  readonly requirementsMet: boolean;
}

/**
 * State of a control on an element: proven when all its applicable proof items are; else the weakest of them. A planned
 * control is planned whatever is proven, a retired one is a gap at once, one whose requirements are not met is claimed at
 * most, and one that no item can prove is unknown.
 *
 * Source: design/model.md, "Evidence, states, credit"; `requires` in the catalogue of mechanisms.
 */
export function controlState({ standing, proofItems, requirementsMet }: ControlFacts): State {
  if (standing === "planned") return "planned";
  if (standing === "retired") return "gap";
  const weakest = weakestOf(proofItems) ?? "unknown";
  return weakest === "proven" && !requirementsMet ? "claimed" : weakest;
}
