import type {
  ElementId,
  EvidenceId,
  InstantMs,
  ItemId,
  Sha256Hex,
  SystemId,
  TemplateId,
  UserId,
  UtcDate,
} from "../kernel/ids";
import { applies, type SystemKind } from "./applicability";
import type { ItemSnapshot } from "./item-diff";
import { expiryOf, type ItemException, type ItemFacts } from "./item-state";
import type { ItemText } from "./item-text";
import type { ItemStatus, Phase } from "./vocabulary";

/** A system's answer to one checklist item. */
export type Item = {
  readonly id: ItemId;
  readonly systemId: SystemId;
  /** Null for an item of the system's own. */
  readonly templateId: TemplateId | null;
  readonly phase: Phase;
  /** Counts from 1 within the phase of the system. */
  readonly ordinal: number;
  readonly position: number;
  readonly text: ItemText;
  readonly textHash: Sha256Hex;
  /** Identity of what the text asks: answers and proofs belong to it. */
  readonly questionHash: Sha256Hex;
  readonly status: ItemStatus;
  readonly notApplicableReason: string | null;
  readonly ownerId: UserId | null;
  readonly due: UtcDate | null;
  /** Null when nobody has answered. */
  readonly answeredOn: UtcDate | null;
  readonly attestedOn: UtcDate | null;
  readonly attestedBy: UserId | null;
  readonly version: number;
  /** It left the checklist and keeps its history. */
  readonly retired: boolean;
  /** The evidence for its present question. */
  readonly proofs: readonly Proof[];
  readonly comments: number;
  /** Of those that nobody ended; whether it holds on a day is for `itemState` to say. */
  readonly exception: ItemException | null;
};

/** Since when evidence is true, and of which elements of the system; null: of all of it. */
export type Proof = {
  readonly effectiveOn: UtcDate;
  readonly covers: readonly ElementId[] | null;
};

/** One proof. Never changed; a newer one is added beside it. */
export type Evidence = {
  readonly id: EvidenceId;
  readonly title: string;
  readonly note: string;
  readonly effectiveOn: UtcDate;
  /** Elements of the system that it is about; null: all of it. */
  readonly covers: readonly ElementId[] | null;
  /** The question that it proves. */
  readonly questionHash: Sha256Hex;
  readonly addedBy: UserId;
  readonly addedAtMs: InstantMs;
  readonly source:
    | { readonly kind: "link"; readonly url: string }
    | { readonly kind: "file"; readonly hash: Sha256Hex; readonly size: number; readonly mediaType: string };
  /** Null: it counts. */
  readonly deleted: DeletedEvidence | null;
};

/** That a proof counts no more: it stays readable, with who asked and who signed. */
export type DeletedEvidence = {
  readonly by: string;
  readonly reason: string;
  readonly atMs: InstantMs;
  /** Null where it was deleted during the bootstrap. */
  readonly requestNumber: number | null;
  readonly signedBy: readonly string[];
};

/**
 * What decides the state of an item in a system of this kind.
 *
 * @param on counts only evidence that covers this element; left out, all evidence counts
 */
export function factsOf(
  item: Pick<
    Item,
    "text" | "status" | "answeredOn" | "attestedOn" | "notApplicableReason" | "due" | "proofs" | "exception"
  >,
  system: SystemKind,
  on?: ElementId,
): ItemFacts {
  const { evidenceValidDays } = item.text;
  return {
    evidenceValidDays,
    applicability: applies(item.text, system),
    status: item.status,
    answeredOn: item.answeredOn,
    attestedOn: item.attestedOn,
    notApplicableReason: item.notApplicableReason,
    due: item.due,
    exception: item.exception,
    evidence: item.proofs
      .filter(({ covers }) => on === undefined || covers === null || covers.includes(on))
      .map(({ effectiveOn }) => ({ effectiveOn, expiresOn: expiryOf(effectiveOn, evidenceValidDays) })),
  };
}

/** What history keeps of an item. */
export function snapshotOf(
  item: Omit<Item, "position" | "questionHash" | "comments" | "proofs" | "exception">,
  evidenceIds: readonly EvidenceId[],
): ItemSnapshot {
  const { templateId, phase, ordinal, status, ownerId, due, textHash, retired } = item;
  const { notApplicableReason, answeredOn, attestedOn, attestedBy, text } = item;
  return {
    templateId,
    key: text.key,
    phase,
    ordinal,
    status,
    ownerId,
    due,
    notApplicableReason,
    answeredOn,
    attestedOn,
    attestedBy,
    textHash,
    evidenceIds,
    retired,
  };
}
