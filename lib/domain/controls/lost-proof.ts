import type { ApprovalNeed } from "../approvals/need";
import { readable } from "../architecture/check-whole";
import type { Control } from "../architecture/element";
import type { SystemKind } from "../checklists/applicability";
import type { ItemText } from "../checklists/item-text";
import { counted } from "../kernel/counted";
import type { FieldChange } from "../kernel/field-change";
import type { ElementId, UtcDate } from "../kernel/ids";
import { type ProvingItem, proofItemsOf, proofState } from "./proof-state";

/** What proof is read from. */
export type ProofFacts = { readonly items: readonly ProvingItem[]; readonly system: SystemKind };

/** A control that was proven on elements where it is no longer. */
export type LostProof = { readonly control: Control; readonly elements: readonly ElementId[] };

/**
 * The controls that a change of checklists or of the system leaves unproven, though nobody touched them.
 *
 * @param controls of the system; only those in place can lose anything
 * @returns each with the elements where it was proven before and is not after
 */
export function lostProof(
  controls: readonly Control[],
  before: ProofFacts,
  after: ProofFacts,
  today: UtcDate,
): readonly LostProof[] {
  return controls
    .filter(({ standing }) => standing === "in-place")
    .map((control) => ({
      control,
      elements: control.scope.filter(
        (id) => isProven(control, id, before, today) && !isProven(control, id, after, today),
      ),
    }))
    .filter(({ elements }) => elements.length > 0);
}

/** An item as it comes to a checklist: nobody has answered it, nothing proves it. */
export const unansweredItem = (text: ItemText): ProvingItem => ({
  text,
  status: "to-do",
  answeredOn: null,
  attestedOn: null,
  notApplicableReason: null,
  due: null,
  proofs: [],
  exception: null,
  retired: false,
});

const isProven = ({ mechanism }: Control, on: ElementId, { items, system }: ProofFacts, today: UtcDate) =>
  proofState(proofItemsOf(mechanism, items, system, today, on)) === "proven";

/** Somebody's change of something else, in words. */
export type ChangeInWords = {
  readonly about: string;
  /** Their own words; empty where they gave none. */
  readonly asked: string;
  readonly changes: readonly FieldChange[];
};

/**
 * Why a second person decides about a change that takes the proof from a control: else one person could first unprove what
 * it takes two to retire.
 *
 * @returns null where nothing that is proven is lost
 */
export function lostProofNeed(lost: readonly LostProof[], change: ChangeInWords): ApprovalNeed | null {
  if (lost.length === 0) return null;
  const names = lost.map(({ control }) => readable(control)).join(", ");
  return {
    about: change.about,
    reason: `${names} ${lost.length === 1 ? "is" : "are"} proven today and would not be any more, so a second person decides.`,
    asked: change.asked || "No reason was given.",
    changes: [...change.changes, ...lost.map(lostLine)],
  };
}

/** A control with what it loses, as people sign it. */
export function lostLine({ control, elements }: LostProof): FieldChange {
  return {
    field: readable(control),
    before: `Proven on ${counted(elements.length, "element")}`,
    after: "Not proven there",
  };
}
