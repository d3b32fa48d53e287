import type { EvidenceId, Sha256Hex, UserId, UtcDate } from "../kernel/ids";
import type { ItemStatus } from "./vocabulary";

/** What a revision of an item keeps of its answer. */
export interface ItemSnapshot {
  readonly status: ItemStatus;
  readonly ownerId: UserId | null;
  readonly due: UtcDate | null;
  readonly notApplicableReason: string | null;
  readonly answeredOn: UtcDate | null;
  readonly attestedOn: UtcDate | null;
  /** Content hash of the text that was answered. */
  readonly textHash: Sha256Hex;
  readonly evidenceIds: readonly EvidenceId[];
}

export type ItemChange = {
  readonly [Field in keyof ItemSnapshot]: {
    readonly field: Field;
    /** Null when the item did not exist before. */
    readonly before: ItemSnapshot[Field] | null;
    readonly after: ItemSnapshot[Field];
  };
}[keyof ItemSnapshot];

const FIELDS = [
  "status",
  "ownerId",
  "due",
  "notApplicableReason",
  "answeredOn",
  "attestedOn",
  "textHash",
  "evidenceIds",
] as const satisfies readonly (keyof ItemSnapshot)[];

/**
 * What changed between two revisions of an item, for its history.
 *
 * @param before null when the item is new: then every field that says something is listed.
 * @returns changes in the order in which screens list the fields; empty when both say the same. The order in which
 * evidence is listed does not count.
 */
export function itemDiff(before: ItemSnapshot | null, after: ItemSnapshot): readonly ItemChange[] {
  return FIELDS.flatMap((field) => {
    const was = before?.[field] ?? null;
    const is = after[field];
    return same(was ?? (field === "evidenceIds" ? [] : null), is)
      ? []
      : [{ field, before: was, after: is } as ItemChange];
  });
}

function same(a: string | readonly string[] | null, b: string | readonly string[] | null): boolean {
  if (typeof a === "string" || typeof b === "string" || a === null || b === null) return a === b;
  const left = new Set(a);
  const right = new Set(b);
  return left.size === right.size && [...left].every((one) => right.has(one));
}
