import type {
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
import { expiryOf, type ItemFacts } from "./item-state";
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
  /** Days on which the evidence for its present question became true. */
  readonly evidenceDates: readonly UtcDate[];
  readonly comments: number;
};

/** One proof. Never changed; a newer one is added beside it. */
export type Evidence = {
  readonly id: EvidenceId;
  readonly title: string;
  readonly note: string;
  readonly effectiveOn: UtcDate;
  /** The question that it proves. */
  readonly questionHash: Sha256Hex;
  readonly addedBy: UserId;
  readonly addedAtMs: InstantMs;
  readonly source:
    | { readonly kind: "link"; readonly url: string }
    | { readonly kind: "file"; readonly hash: Sha256Hex; readonly size: number; readonly mediaType: string };
};

/** What decides the state of an item in a system of this kind. */
export function factsOf(
  item: Pick<
    Item,
    "text" | "status" | "answeredOn" | "attestedOn" | "notApplicableReason" | "due" | "evidenceDates"
  >,
  system: SystemKind,
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
    evidence: item.evidenceDates.map((effectiveOn) => ({
      effectiveOn,
      expiresOn: expiryOf(effectiveOn, evidenceValidDays),
    })),
  };
}

/** What history keeps of an item. */
export function snapshotOf(
  item: Omit<Item, "position" | "questionHash" | "comments" | "evidenceDates">,
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
