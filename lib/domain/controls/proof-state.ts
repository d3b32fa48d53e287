import type { Control } from "../architecture/element";
import type { MechanismId } from "../catalogue/mechanism";
import type { SystemKind } from "../checklists/applicability";
import { factsOf, type Item } from "../checklists/item";
import { type ItemStanding, itemState } from "../checklists/item-state";
import type { State } from "../checklists/vocabulary";
import type { ElementId, UtcDate } from "../kernel/ids";
import { controlState } from "../threats/control-state";

/** What decides whether an item proves something; all that is known of one that is not on a checklist yet. */
export type ProvingItem = Pick<
  Item,
  | "text"
  | "status"
  | "answeredOn"
  | "attestedOn"
  | "notApplicableReason"
  | "due"
  | "proofs"
  | "exception"
  | "retired"
>;

/** An item whose evidence proves a mechanism, with what it is worth on the day. */
export interface ProofItem<I extends ProvingItem = Item> {
  readonly item: I;
  readonly standing: ItemStanding;
}

/**
 * The items of a system that prove a mechanism.
 *
 * @param on counts only evidence that covers this element; left out, all evidence counts
 */
export function proofItemsOf<I extends ProvingItem>(
  mechanism: MechanismId,
  items: readonly I[],
  system: SystemKind,
  today: UtcDate,
  on?: ElementId,
): readonly ProofItem<I>[] {
  return items
    .filter((item) => !item.retired && item.text.proves.includes(mechanism))
    .map((item) => ({ item, standing: itemState(factsOf(item, system, on), today) }));
}

/**
 * What the checklist says about a mechanism that is in place: proven when all its applicable proof items are, else the
 * weakest of them, unknown where none is applicable.
 */
export function proofState(proofItems: readonly ProofItem<ProvingItem>[]): State {
  const states = proofItems.map(({ standing }) => standing.state);
  return controlState({ standing: "in-use", proofItems: states, requirementsMet: true });
}

/** Whether a control is proven today on any of its elements. */
export function isProvenSomewhere(
  { mechanism, scope }: Pick<Control, "mechanism" | "scope">,
  items: readonly ProvingItem[],
  system: SystemKind,
  today: UtcDate,
): boolean {
  return scope.some((id) => proofState(proofItemsOf(mechanism, items, system, today, id)) === "proven");
}

/** The first day on which the proof falls; null when it never does, or where there is none. */
export function proofFallsOn(proofItems: readonly ProofItem[]): UtcDate | null {
  return proofItems.reduce<UtcDate | null>((first, { standing: { remark } }) => {
    const on =
      remark.kind === "expires-soon" || remark.kind === "proven-until" || remark.kind === "claimed-until"
        ? remark.on
        : null;
    return on !== null && (first === null || on < first) ? on : first;
  }, null);
}
