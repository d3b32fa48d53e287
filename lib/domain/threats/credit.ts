import type { State } from "../checklists/vocabulary";
import type { ControlFunction, Layer, Strength } from "./vocabulary";

/** No single control is ever credited with more than this. */
export const CREDIT_MAX = 0.9;

/** How much the state of a control on an element is worth: credit is for proof. */
export const EVIDENCE_FACTOR: Readonly<Record<State, 0 | 0.5 | 1>> = {
  proven: 1,
  claimed: 0.5,
  planned: 0,
  gap: 0,
  unknown: 0,
  "not-applicable": 0,
};

/** One control against one finding. */
export interface AppliedControl {
  readonly layer: Layer;
  readonly function: ControlFunction;
  /** From the threat's strength rows. */
  readonly strength: Strength;
  /** On the element of the finding, on the day in question: expired proof and lapsed claims have fallen to a gap. */
  readonly state: State;
  /** Whether the control covers the element. */
  readonly inScope: boolean;
  /** Whether the mechanism is among the rule's answers; asked of prevention only. */
  readonly answersRule: boolean;
}

/**
 * Credit of a control against a finding: strength/3 × 0.9 × evidence factor, where the control covers the element and
 * (for prevention) answers the rule; else nothing.
 *
 * @returns within [0, 0.9]
 * Source: design/model.md, "Evidence, states, credit".
 */
export function creditOf(control: AppliedControl): number {
  if (!control.inScope || (control.function === "prevent" && !control.answersRule)) return 0;
  return (control.strength / 3) * CREDIT_MAX * EVIDENCE_FACTOR[control.state];
}
