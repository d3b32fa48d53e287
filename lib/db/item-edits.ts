import "server-only";
import { type Item, snapshotOf } from "@/lib/domain/checklists/item";
import type { ItemSnapshot } from "@/lib/domain/checklists/item-diff";
import type { EvidenceId, ItemId, UserId } from "@/lib/domain/kernel/ids";
import { NOT_DELETED, selectItems } from "./checklists";
import { type Read, revise, type Tx } from "./client";
import { Prisma } from "./generated/client";

/** What an edit can change. Left out = unchanged. */
export type ItemEdit = Partial<
  Pick<
    Item,
    "status" | "notApplicableReason" | "ownerId" | "due" | "answeredOn" | "attestedOn" | "attestedBy"
  >
>;

/** Writes an edit over an item whose row is locked. */
export async function updateItem(tx: Tx, item: Item, edit: ItemEdit): Promise<Item> {
  const [next = item] = await writeItems(tx, [{ ...item, ...edit }]);
  return next;
}

/** Keeps the state of an item after evidence was added to it: a new version of the same row. */
export async function bumpItem(tx: Tx, item: Item): Promise<void> {
  await writeItems(tx, [item]);
}

/**
 * Writes new states of items whose rows are locked, however many, in one statement, and keeps each as a revision.
 *
 * @param items as they shall be, still with the version that was read
 * @returns them with their new versions, in the same order
 */
export async function writeItems(tx: Tx, items: readonly Item[]): Promise<readonly Item[]> {
  if (items.length === 0) return [];
  const written = items.map((item) => ({ ...item, version: item.version + 1 }));
  await tx.sql.$executeRaw`
    update checklist_item i set phase = n.phase, number = n.number, position = n.position,
      content_hash = n.content_hash, status = n.status, reason = n.reason, owner_id = n.owner_id, due = n.due,
      answered_on = n.answered_on, attested_on = n.attested_on, attested_by = n.attested_by, version = n.version,
      retired_at = case when n.retired then coalesce(i.retired_at, ${new Date(tx.asOf)}::timestamptz) end
    from jsonb_to_recordset(${JSON.stringify(written.map(toRow))}::jsonb) as n(id uuid, phase text, number int,
      position int, content_hash text, status text, reason text, owner_id uuid, due date, answered_on date,
      attested_on date, attested_by uuid, version int, retired boolean)
    where i.id = n.id`;
  const proofs = await evidenceIdsOf(tx, written);
  for (const item of written) keepItem(tx, item, snapshotOf(item, proofs.get(item.id) ?? []));
  return written;
}

const toRow = (item: Item) => ({
  id: item.id,
  phase: item.phase,
  number: item.ordinal,
  position: item.position,
  content_hash: item.textHash,
  status: item.status,
  reason: item.notApplicableReason,
  owner_id: item.ownerId,
  due: item.due,
  answered_on: item.answeredOn,
  attested_on: item.attestedOn,
  attested_by: item.attestedBy,
  version: item.version,
  retired: item.retired,
});

async function evidenceIdsOf(
  read: Read,
  items: readonly Item[],
): Promise<ReadonlyMap<ItemId, readonly EvidenceId[]>> {
  const rows = await read.sql.$queryRaw<{ item_id: ItemId; ids: EvidenceId[] }[]>`
    select item_id, array_agg(id::text order by id) as ids from evidence e
    where item_id = any(${items.map(({ id }) => id)}::uuid[]) and ${NOT_DELETED} group by item_id`;
  return new Map(rows.map((row) => [row.item_id, row.ids]));
}

/** Keeps one version of an item for its history. */
export function keepItem(
  tx: Tx,
  item: Pick<Item, "id" | "version" | "systemId">,
  snapshot: ItemSnapshot,
): void {
  revise(tx, {
    aggregate: "item",
    id: item.id,
    version: item.version,
    systemId: item.systemId,
    snapshot: snapshot as unknown as Prisma.InputJsonObject,
  });
}

/** Hands every item of one person to another, or to nobody. Returns how many. */
export async function handOverItems(tx: Tx, from: UserId, to: UserId | null): Promise<number> {
  await tx.sql.$queryRaw`
    select 1 from checklist_item where owner_id = ${from}::uuid and retired_at is null order by id for update`;
  const items = await selectItems(tx, Prisma.sql`i.owner_id = ${from}::uuid and i.retired_at is null`);
  await writeItems(
    tx,
    items.map((item) => ({ ...item, ownerId: to })),
  );
  return items.length;
}
