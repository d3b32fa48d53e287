import type { EvidenceId, Sha256Hex, TemplateId, UserId, UtcDate } from "../kernel/ids";
import type { ItemStatus, Phase } from "./vocabulary";

/** What a revision keeps of an item: with the text under its hash, all that it was at that time. */
export interface ItemSnapshot {
  /** Null for an item of the system's own. */
  readonly templateId: TemplateId | null;
  readonly key: string;
  readonly phase: Phase;
  readonly ordinal: number;
  readonly status: ItemStatus;
  readonly ownerId: UserId | null;
  readonly due: UtcDate | null;
  readonly notApplicableReason: string | null;
  readonly answeredOn: UtcDate | null;
  readonly attestedOn: UtcDate | null;
  readonly attestedBy: UserId | null;
  /** Content hash of the text that was answered. */
  readonly textHash: Sha256Hex;
  readonly evidenceIds: readonly EvidenceId[];
  /** It is no longer on the checklist. */
  readonly retired: boolean;
}

/** What history tells of; template, key and number only say which item it is. */
type ToldField = Exclude<keyof ItemSnapshot, "templateId" | "key" | "ordinal">;

export type ItemChange = {
  readonly [Field in ToldField]: {
    readonly field: Field;
    /** Null when the item did not exist before. */
    readonly before: ItemSnapshot[Field] | null;
    readonly after: ItemSnapshot[Field];
  };
}[ToldField];

const FIELDS = [
  "retired",
  "status",
  "ownerId",
  "due",
  "notApplicableReason",
  "answeredOn",
  "attestedOn",
  "attestedBy",
  "phase",
  "textHash",
  "evidenceIds",
] as const satisfies readonly ToldField[];

/** What a field of a list or of yes and no says when it says nothing. */
const NOTHING = { evidenceIds: [], retired: false } as const;

/**
 * What changed between two revisions of an item, for its history.
 *
 * @param before null when the item is new: then every field that says something is listed.
 * @returns changes in the order in which screens list the fields; empty when both say the same. The order in which
 * evidence is listed does not count.
 */
export function itemDiff(before: ItemSnapshot | null, after: ItemSnapshot): readonly ItemChange[] {
  return FIELDS.flatMap((field) => {
    // Revisions from before a field was kept don't say what it was.
    if (before && before[field] === undefined) return [];
    const was = before?.[field] ?? null;
    const is = after[field];
    const nothing = field === "evidenceIds" || field === "retired" ? NOTHING[field] : null;
    return same(was ?? nothing, is) ? [] : [{ field, before: was, after: is } as ItemChange];
  });
}

type Value = string | boolean | readonly string[] | null;

function same(a: Value, b: Value): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  const left = new Set(a);
  const right = new Set(b);
  return left.size === right.size && [...left].every((one) => right.has(one));
}
