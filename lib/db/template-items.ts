import "server-only";
import { type Item, snapshotOf } from "@/lib/domain/checklists/item";
import type { ItemText } from "@/lib/domain/checklists/item-text";
import { contentHash, questionHash } from "@/lib/domain/checklists/item-text-canonical";
import type { Phase } from "@/lib/domain/checklists/vocabulary";
import type { ItemId, Sha256Hex, SystemId, TemplateId } from "@/lib/domain/kernel/ids";
import { lockItems, selectItems } from "./checklists";
import type { Read, Tx } from "./client";
import { Prisma } from "./generated/client";
import { makeId } from "./ids";
import { keepItem, writeItems } from "./item-edits";
import { digest, insertTexts } from "./item-texts";

type PlacedText = { readonly text: ItemText; readonly position: number };

/**
 * Gives a system unanswered items with these texts, numbered on from the last of each phase.
 * A text whose key has a tombstone brings that item back, under its old number.
 */
export async function insertItems(
  tx: Tx,
  systemId: SystemId,
  templateId: TemplateId | null,
  placed: readonly PlacedText[],
): Promise<readonly ItemId[]> {
  const revived = await reviveItems(tx, systemId, templateId, placed);
  const texts = placed.filter(({ text }) => !revived.has(text.key));
  const hashes = await insertTexts(
    tx,
    texts.map(({ text }) => text),
  );
  const last = new Map(await lastOrdinals(tx, systemId));
  const rows = texts.map(({ text, position }, index) => {
    const number = (last.get(text.phase) ?? 0) + 1;
    last.set(text.phase, number);
    const id = makeId<ItemId>();
    return {
      id,
      systemId,
      templateId,
      key: text.key,
      phase: text.phase,
      number,
      position,
      contentHash: hashes[index] ?? "",
    };
  });
  await tx.sql.checklistItem.createMany({ data: rows });
  for (const [index, { text }] of texts.entries()) {
    const row = rows[index];
    if (row) keepItem(tx, { id: row.id, version: 1, systemId }, snapshotOf(unanswered(row, text), []));
  }
  return rows.map((row) => row.id);
}

function unanswered(
  row: { id: ItemId; systemId: SystemId; templateId: TemplateId | null; number: number; contentHash: string },
  text: ItemText,
): Parameters<typeof snapshotOf>[0] {
  const { number: ordinal, contentHash: hash, ...rest } = row;
  return {
    ...rest,
    ...NOBODY_ANSWERED,
    phase: text.phase,
    ordinal,
    text,
    textHash: hash as Sha256Hex,
    ownerId: null,
    due: null,
    version: 1,
    retired: false,
  };
}

const NOBODY_ANSWERED = {
  status: "to-do",
  notApplicableReason: null,
  answeredOn: null,
  attestedOn: null,
  attestedBy: null,
} as const satisfies Partial<Item>;

/**
 * Holds the accounts of those who owned what left a system's checklists, before anything of the system is locked:
 * whoever ends an account locks in the same order.
 */
export async function holdOwnersOfRetired(tx: Tx, systemId: SystemId): Promise<void> {
  await tx.sql.$queryRaw`
    select 1 from "user" where id in (select owner_id from checklist_item
      where system_id = ${systemId}::uuid and retired_at is not null) order by id for share`;
}

async function reviveItems(
  tx: Tx,
  systemId: SystemId,
  templateId: TemplateId | null,
  placed: readonly PlacedText[],
): Promise<ReadonlySet<string>> {
  const byKey = new Map(placed.map((one) => [one.text.key, one]));
  const retired = await selectItems(
    tx,
    Prisma.sql`i.system_id = ${systemId}::uuid and i.template_id = ${templateId}::uuid and i.retired_at is not null`,
  );
  const active = await activePeople(tx, retired);
  const moves = retired.flatMap((item) => {
    const place = byKey.get(item.text.key);
    const ownerId = item.ownerId !== null && active.has(item.ownerId) ? item.ownerId : null;
    return place ? [{ item: { ...item, ownerId, retired: false }, ...place, reopen: true }] : [];
  });
  await replaceItemTexts(tx, systemId, moves);
  return new Set(moves.map(({ text }) => text.key));
}

async function activePeople(read: Read, items: readonly Item[]): Promise<ReadonlySet<string>> {
  const owners = [...new Set(items.flatMap(({ ownerId }) => ownerId ?? []))];
  if (owners.length === 0) return new Set();
  const where = { id: { in: owners }, status: "active" };
  const rows = await read.sql.user.findMany({ where, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** Items of a system that come from one template, locked. */
export async function lockItemsOfTemplate(
  tx: Tx,
  systemId: SystemId,
  templateId: TemplateId,
): Promise<readonly Item[]> {
  const rows = await tx.sql.$queryRaw<{ id: string }[]>`
    select id from checklist_item
    where system_id = ${systemId}::uuid and template_id = ${templateId}::uuid and retired_at is null`;
  return lockItems(
    tx,
    systemId,
    rows.map((row) => row.id as ItemId),
  );
}

export type ItemMove = PlacedText & {
  readonly item: Item;
  /** Back to "nobody has answered". */
  readonly reopen: boolean;
};

/** Moves items of a system to new texts; one that changes its phase is numbered on there. */
export async function replaceItemTexts(
  tx: Tx,
  systemId: SystemId,
  moves: readonly ItemMove[],
): Promise<void> {
  if (moves.length === 0) return;
  await insertTexts(
    tx,
    moves.map(({ text }) => text),
  );
  const last = new Map(await lastOrdinals(tx, systemId));
  const moved = moves.map(({ item, text, position, reopen }): Item => {
    const ordinal = text.phase === item.phase ? item.ordinal : (last.get(text.phase) ?? 0) + 1;
    if (text.phase !== item.phase) last.set(text.phase, ordinal);
    return {
      ...item,
      ...(reopen ? NOBODY_ANSWERED : {}),
      text,
      textHash: contentHash(text, digest),
      questionHash: questionHash(text, digest),
      phase: text.phase,
      ordinal,
      position,
    };
  });
  await writeItems(tx, moved);
}

/** Tombstones: the items leave the lists and keep their history. */
export async function retireItems(tx: Tx, items: readonly Item[]): Promise<void> {
  await writeItems(
    tx,
    items.map((item) => ({ ...item, retired: true })),
  );
}

/** Puts items whose text stays at other places in their list; that is no change of the items. */
export async function moveItems(
  tx: Tx,
  places: readonly { readonly id: ItemId; readonly position: number }[],
): Promise<void> {
  await tx.sql.$executeRaw`
    update checklist_item i set position = place.position
    from unnest(${places.map(({ id }) => id)}::uuid[], ${places.map(({ position }) => position)}::int[])
      as place(id, position)
    where i.id = place.id and i.position <> place.position`;
}

/** Keys of the items of a system that left a template: a later version may bring them back. */
export async function listRetiredKeys(
  read: Read,
  systemId: SystemId,
  templateId: TemplateId,
): Promise<ReadonlySet<string>> {
  const rows = await read.sql.checklistItem.findMany({
    where: { systemId, templateId, retiredAt: { not: null } },
    select: { key: true },
  });
  return new Set(rows.map((row) => row.key));
}

/** The last ordinal that each phase of a system has given away. */
async function lastOrdinals(tx: Tx, systemId: SystemId): Promise<ReadonlyMap<Phase, number>> {
  const rows = await tx.sql.checklistItem.groupBy({
    by: ["phase"],
    where: { systemId },
    _max: { number: true },
  });
  return new Map(rows.map((row) => [row.phase as Phase, row._max.number ?? 0]));
}
