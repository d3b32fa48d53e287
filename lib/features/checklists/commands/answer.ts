import "server-only";
import { lockItems } from "@/lib/db/checklists";
import type { Tx } from "@/lib/db/client";
import { updateItem, writeItems } from "@/lib/db/item-edits";
import { findAskedState, type ItemRevision, listItemRevisions } from "@/lib/db/item-history";
import { findPerson, namesOf } from "@/lib/db/people";
import { holdPerson } from "@/lib/db/sessions";
import { readable as readableElement } from "@/lib/domain/architecture/check-whole";
import {
  type ConflictField,
  conflictingFields,
  type EditedFields,
  editedFields,
  exceptionReason,
  type WantedEdit,
} from "@/lib/domain/checklists/edit";
import { type Item, snapshotOf } from "@/lib/domain/checklists/item";
import { formatReadableNumber } from "@/lib/domain/checklists/readable-number";
import { ITEM_STATUS_WORD } from "@/lib/domain/checklists/vocabulary";
import { type LostProof, lostProofNeed } from "@/lib/domain/controls/lost-proof";
import { counted } from "@/lib/domain/kernel/counted";
import type { FieldChange } from "@/lib/domain/kernel/field-change";
import type { ItemId, SystemId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { defineCommand } from "@/lib/server/command";
import { lostProofOf } from "@/lib/server/lost-proof";
import { attestAgainInput, editItemInput, editItemsInput } from "../schema";

export const GONE: Refusal = {
  code: "not-found",
  reason: "This item is not in the checklist any more. Reload the page.",
};

const TOUCHED = ["status", "ownerId", "due"] as const;
const FIELD_WORD: Readonly<Record<ConflictField, string>> = {
  question: "question",
  status: "status",
  ownerId: "owner",
  due: "due day",
};
const REVISIONS_READ = 50;

export const itemLabel = (item: Pick<Item, "phase" | "ordinal" | "text">): string =>
  `${formatReadableNumber(item)} ${item.text.title}`;

/** The item, locked, if nobody changed meanwhile what this edit wants to change. */
export async function lockItemFor(
  tx: Tx,
  target: { systemId: SystemId; itemId: ItemId; version: number },
  wanted: WantedEdit,
): Promise<Result<Item, Refusal>> {
  const [item] = await lockItems(tx, target.systemId, [target.itemId]);
  if (!item) return err(GONE);
  const stale = await staleness(tx, item, target.version, wanted);
  return stale ? err(stale) : ok(item);
}

/** Refuses a proof for a question that is not asked any more. */
export async function staleProof(
  tx: Tx,
  item: Item,
  seenVersion: number,
): Promise<Extract<Refusal, { code: "stale" }> | null> {
  if (item.version === seenVersion) return null;
  const seen = await findAskedState(tx, item.id, seenVersion);
  return seen?.questionHash === item.questionHash
    ? null
    : refuseStale(tx, item, seen?.title ?? null, {}, ["question"]);
}

/** Other people's changes to other fields don't stand in the way; to the same field they do. */
async function staleness(
  tx: Tx,
  item: Item,
  seenVersion: number,
  wanted: WantedEdit,
): Promise<Extract<Refusal, { code: "stale" }> | null> {
  if (item.version === seenVersion) return null;
  const seen = await findAskedState(tx, item.id, seenVersion);
  const now = { ...snapshotOf(item, []), questionHash: item.questionHash };
  const fields = seen
    ? conflictingFields(seen, now, wanted)
    : TOUCHED.filter((field) => wanted[field] !== undefined);
  if (seen && fields.length === 0) return null;
  return refuseStale(tx, item, seen?.title ?? null, wanted, fields);
}

async function refuseStale(
  tx: Tx,
  item: Item,
  seenTitle: string | null,
  wanted: WantedEdit,
  fields: readonly ConflictField[],
): Promise<Extract<Refusal, { code: "stale" }>> {
  const last = lastChangeOf(fields, await listItemRevisions(tx, item.id, REVISIONS_READ));
  const names = await namesOf(tx, [last?.actorId ?? null, item.ownerId, wanted.ownerId ?? null]);
  const word = (field: Exclude<ConflictField, "question">, edit: WantedEdit | Item): string | null => {
    if (field === "status") return edit.status ? ITEM_STATUS_WORD[edit.status] : null;
    if (field === "due") return edit.due ?? null;
    return edit.ownerId ? (names.get(edit.ownerId)?.name ?? edit.ownerId) : null;
  };
  const changes: FieldChange[] = fields.map((field) =>
    field === "question"
      ? { field: FIELD_WORD.question, before: item.text.title, after: seenTitle }
      : { field: FIELD_WORD[field], before: word(field, item), after: word(field, wanted) },
  );
  const by = names.get(last?.actorId ?? "")?.name ?? "Somebody";
  return {
    code: "stale",
    reason: `${by} changed the ${changes.map(({ field }) => field).join(" and ")} while you looked at it. ${fields.includes("question") ? "Read what is asked now, then answer that." : "Nothing of yours was lost: choose which one stays."}`,
    version: item.version,
    changes,
    by,
    ...(last ? { atMs: last.atMs } : {}),
  };
}

/** In a bulk edit nobody chooses on the spot: it says what happened, and the item stays selected. */
function staleInBulk({ by, changes }: Extract<Refusal, { code: "stale" }>): string {
  const fields = changes.map(({ field, before }) => `${field} to ${before ?? "none"}`);
  return `${by} changed the ${fields.join(" and the ")} while you looked at it.`;
}

/** The newest revision in which one of these fields changed. */
function lastChangeOf(
  fields: readonly ConflictField[],
  revisions: readonly ItemRevision[],
): ItemRevision | undefined {
  const found = revisions.find(({ snapshot }, place) => {
    const before = revisions[place + 1]?.snapshot;
    return before && fields.map(keptAs).some((field) => before[field] !== snapshot[field]);
  });
  return found ?? revisions[0];
}

const keptAs = (field: ConflictField) => (field === "question" ? "textHash" : field);

async function checkOwner(tx: Tx, wanted: WantedEdit): Promise<Result<null, Refusal>> {
  if (!wanted.ownerId) return ok(null);
  await holdPerson(tx, wanted.ownerId);
  const owner = await findPerson(tx, wanted.ownerId);
  return owner?.status === "active"
    ? ok(null)
    : err({
        code: "invalid-input",
        issues: [{ path: "ownerId", message: "Choose somebody who has an active account." }],
      });
}

const readable = ({ status, notApplicableReason, ownerId, due, attestedOn }: Item) => ({
  status,
  notApplicableReason,
  ownerId,
  due,
  attestedOn,
});

/** Changes status, owner or due day of one item. */
export const editItem = defineCommand({
  name: "checklists.edit-item",
  input: editItemInput,
  permission: "checklist:work",
  scope: ({ systemId }) => systemId,
  before: async ({ tx, actor, input }) => {
    const owner = await checkOwner(tx, input);
    if (!owner.ok) return owner;
    const item = await lockItemFor(tx, input, input);
    if (!item.ok) return item;
    const reason = exceptionReason(item.value, input);
    if (reason !== null) return err({ code: "refused", reason });
    const fields = editedFields(item.value, input, actor.id, utcDateOf(tx.asOf));
    return ok({ item: item.value, fields, lost: await proofLostBy(tx, item.value, fields) });
  },
  approval: ({ before: { item, lost }, input }) => lostProofNeed(lost, answerInWords(item, input)),
  run: async ({ tx, before: { item, fields } }) => {
    const after = Object.keys(fields).length === 0 ? item : await updateItem(tx, item, fields);
    return ok({ version: after.version, after });
  },
  audit: ({ before: { item }, output }) =>
    output.version === item.version
      ? null
      : {
          subject: "item",
          subjectId: item.id,
          systemId: item.systemId,
          detail: { about: itemLabel(item), before: readable(item), after: readable(output.after) },
        },
});

/** The controls that another answer to an item leaves unproven. */
async function proofLostBy(tx: Tx, item: Item, fields: EditedFields): Promise<readonly LostProof[]> {
  if (item.text.proves.length === 0 || item.status !== "done" || !fields.status) return [];
  return lostProofOf(tx, item.systemId, {
    items: (items) => items.map((one) => (one.id === item.id ? { ...one, ...fields } : one)),
  });
}

function answerInWords(item: Item, { status = item.status, reason = "" }: WantedEdit) {
  const after = ITEM_STATUS_WORD[status];
  return {
    about: `Set ${itemLabel(item)} to “${after}”`,
    asked: reason,
    changes: [{ field: itemLabel(item), before: ITEM_STATUS_WORD[item.status], after }],
  };
}

/** Why a bulk edit leaves an item alone that proves a control. */
function unproves(lost: readonly LostProof[]): string | null {
  if (lost.length === 0) return null;
  const names = lost.map(({ control }) => readableElement(control)).join(", ");
  return `It proves ${names}. Change it by itself: a second person decides.`;
}

/** What a bulk edit left alone, and why. */
export type LeftAlone = { readonly number: string; readonly title: string; readonly reason: string };

/** Changes many items alike. What needs a second person or was changed meanwhile is left alone and named; the rest commits. */
export const editItems = defineCommand({
  name: "checklists.edit-items",
  input: editItemsInput,
  permission: "checklist:work",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: async ({ tx, input }) => {
    const owner = await checkOwner(tx, input);
    return owner.ok
      ? ok(
          await lockItems(
            tx,
            input.systemId,
            input.items.map(({ itemId }) => itemId),
          ),
        )
      : owner;
  },
  run: async ({ tx, actor, input, before }) => {
    const seen = new Map(input.items.map(({ itemId, version }) => [itemId, version]));
    const today = utcDateOf(tx.asOf);
    const left: LeftAlone[] = [];
    const edited: Item[] = [];
    for (const item of before) {
      const stale = await staleness(tx, item, seen.get(item.id) ?? 0, input);
      const fields = editedFields(item, input, actor.id, today);
      const reason =
        exceptionReason(item, input) ??
        (stale && staleInBulk(stale)) ??
        unproves(await proofLostBy(tx, item, fields));
      if (reason) left.push({ number: formatReadableNumber(item), title: item.text.title, reason });
      else if (Object.keys(fields).length > 0) edited.push({ ...item, ...fields });
    }
    const ids = (await writeItems(tx, edited)).map(({ id }) => id);
    return ok({ edited: ids.length, left, gone: seen.size - before.length, ids });
  },
  audit: ({ input, output }) =>
    output.edited === 0
      ? null
      : {
          subject: "system",
          subjectId: input.systemId,
          systemId: input.systemId,
          detail: {
            about: `${counted(output.edited, "item")} edited together`,
            after: { status: input.status, ownerId: input.ownerId, due: input.due, items: output.ids },
          },
        },
});

/** Says again, today, that an item is done: the claim's validity starts anew. */
export const attestAgain = defineCommand({
  name: "checklists.attest-again",
  input: attestAgainInput,
  permission: "checklist:work",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: async ({ tx, input }) => {
    const item = await lockItemFor(tx, input, { status: "done" });
    if (!item.ok || item.value.status === "done") return item;
    return err({ code: "refused", reason: "Only an item that is done can be confirmed again." });
  },
  run: async ({ tx, actor, before }) => {
    const today = utcDateOf(tx.asOf);
    return ok(await updateItem(tx, before, { answeredOn: today, attestedOn: today, attestedBy: actor.id }));
  },
  audit: ({ before, output }) => ({
    subject: "item",
    subjectId: before.id,
    systemId: before.systemId,
    detail: { about: itemLabel(before), before: readable(before), after: readable(output) },
  }),
});
