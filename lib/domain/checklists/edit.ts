import type { Sha256Hex, UserId, UtcDate } from "../kernel/ids";
import type { Item } from "./item";
import type { ItemSnapshot } from "./item-diff";
import type { ItemStatus } from "./vocabulary";

/** What somebody wants changed; what is left out stays. */
export type WantedEdit = {
  readonly status?: ItemStatus | undefined;
  readonly reason?: string | undefined;
  readonly ownerId?: UserId | null | undefined;
  readonly due?: UtcDate | null | undefined;
};

/** The fields of an item that an edit sets. */
export type EditedFields = Partial<
  Pick<
    Item,
    "status" | "notApplicableReason" | "ownerId" | "due" | "answeredOn" | "attestedOn" | "attestedBy"
  >
>;

/**
 * What an edit writes: a status is an answer of today by a named person, and `done` attests.
 *
 * @returns only what differs from the item as it stands; empty when nothing does
 */
export function editedFields(item: Item, wanted: WantedEdit, by: UserId, today: UtcDate): EditedFields {
  const answer =
    wanted.status === undefined ? {} : answered(item, wanted.status, wanted.reason ?? "", by, today);
  return {
    ...answer,
    ...(wanted.ownerId !== undefined && wanted.ownerId !== item.ownerId ? { ownerId: wanted.ownerId } : {}),
    ...(wanted.due !== undefined && wanted.due !== item.due ? { due: wanted.due } : {}),
  };
}

function answered(item: Item, status: ItemStatus, reason: string, by: UserId, today: UtcDate): EditedFields {
  const notApplicableReason = status === "not-applicable" ? reason : null;
  const asItStands =
    item.answeredOn !== null && item.status === status && item.notApplicableReason === notApplicableReason;
  if (asItStands) return {};
  const attested =
    status === "done" ? { attestedOn: today, attestedBy: by } : { attestedOn: null, attestedBy: null };
  return { status, notApplicableReason, answeredOn: today, ...attested };
}

/**
 * Why an edit is an exception that a second person has to sign, or null.
 * Source: design/model.md: "not applicable" set by hand on a must-item is an exception. Its reason is what the second
 * person signs, so another reason is another exception.
 */
export function exceptionReason(
  item: Pick<Item, "text" | "status" | "notApplicableReason">,
  wanted: WantedEdit,
): string | null {
  const asItStands = item.status === "not-applicable" && item.notApplicableReason === (wanted.reason ?? "");
  if (wanted.status !== "not-applicable" || !item.text.must || asItStands) return null;
  return `"${item.text.title}" blocks its phase gate, so leaving it out is an exception: ask for it on the item, and a second person signs. Until somebody has, it stays open.`;
}

/** A state of an item with the question that it was asked. */
export type AskedState = ItemSnapshot & { readonly questionHash: Sha256Hex };

/** What two people can collide in. */
export type ConflictField = "question" | "status" | "ownerId" | "due";

/**
 * Fields that an edit touches and that somebody else changed since the person looked. A status answers a question:
 * where another one is asked by now, nobody has answered that.
 */
export function conflictingFields(
  seen: AskedState,
  now: AskedState,
  wanted: WantedEdit,
): readonly ConflictField[] {
  const touched = (["status", "ownerId", "due"] as const).filter((field) => wanted[field] !== undefined);
  const answersAnother = wanted.status !== undefined && seen.questionHash !== now.questionHash;
  const collided = touched.filter(
    (field) =>
      (seen[field] !== now[field] && now[field] !== wanted[field]) ||
      (field === "status" && reasonsCollide(seen, now, wanted)),
  );
  return answersAnother ? ["question", ...collided] : collided;
}

/** Two people left it out for different reasons: neither reason may be lost silently. */
function reasonsCollide(seen: ItemSnapshot, now: ItemSnapshot, wanted: WantedEdit): boolean {
  return (
    wanted.status === "not-applicable" &&
    now.status === "not-applicable" &&
    seen.notApplicableReason !== now.notApplicableReason &&
    now.notApplicableReason !== (wanted.reason ?? "")
  );
}
