import type { Item } from "../../checklists/item";
import type { ItemId, Sha256Hex, SystemId, UtcDate } from "../../kernel/ids";

export const day = (text: string): UtcDate => text as UtcDate;
export const today = day("2026-03-10");

/** A must-item of the design phase that nobody has answered, with some of it changed. */
export function mustItem(ordinal: number, over: Partial<Item> = {}): Item {
  return {
    id: `item-${ordinal}` as ItemId,
    systemId: "system" as SystemId,
    templateId: null,
    phase: "design",
    ordinal,
    position: ordinal,
    text: {
      key: `item-${ordinal}`,
      phase: "design",
      group: "Own",
      seed: false,
      title: `Item ${ordinal}`,
      how: "",
      why: "",
      proofAccepts: "",
      must: true,
      evidenceValidDays: 90,
      appliesTo: "all",
      dataClasses: [],
      goals: [],
      threats: [],
      mechanisms: [],
      proves: [],
      refs: {},
      tags: [],
    },
    textHash: "" as Sha256Hex,
    questionHash: "" as Sha256Hex,
    status: "to-do",
    notApplicableReason: null,
    ownerId: null,
    due: null,
    answeredOn: null,
    attestedOn: null,
    attestedBy: null,
    version: 1,
    retired: false,
    proofs: [],
    comments: 0,
    exception: null,
    ...over,
  };
}

/** One with proof that is true since a day. */
export const provenItem = (ordinal: number, effectiveOn: UtcDate): Item =>
  mustItem(ordinal, { status: "done", answeredOn: effectiveOn, proofs: [{ effectiveOn, covers: null }] });

/** One that is left open, or out, until a day. */
export const exceptedItem = (
  ordinal: number,
  expiresOn: UtcDate,
  kind: "accept" | "not-applicable" = "accept",
): Item => mustItem(ordinal, { exception: { number: 3, kind, reason: "Replaced in May.", expiresOn } });

export const system = { type: "microservices", dataClasses: [] } as const;
