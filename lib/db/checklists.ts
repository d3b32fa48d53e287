import "server-only";
import type { AskedState } from "@/lib/domain/checklists/edit";
import { type Item, snapshotOf } from "@/lib/domain/checklists/item";
import type { ItemSnapshot } from "@/lib/domain/checklists/item-diff";
import type { ItemText } from "@/lib/domain/checklists/item-text";
import { contentHash, questionHash } from "@/lib/domain/checklists/item-text-canonical";
import type { ItemStatus, Phase } from "@/lib/domain/checklists/vocabulary";
import type {
  EvidenceId,
  ItemId,
  Sha256Hex,
  SystemId,
  TemplateId,
  UserId,
  UtcDate,
} from "@/lib/domain/kernel/ids";
import { type Read, revise, type Tx } from "./client";
import { Prisma } from "./generated/client";
import { makeId } from "./ids";
import { digest, getText, insertTexts, lastOrdinals, textsOf } from "./templates";

/** A system has at most this many items, all its checklists together. */
export const ITEMS_MAX = 10_000;
const ITEMS_COUNTED_MAX = 200_000;

type Row = {
  id: string;
  system_id: string;
  template_id: string | null;
  phase: string;
  number: number;
  position: number;
  content_hash: string;
  question_hash: string;
  status: string;
  reason: string | null;
  owner_id: string | null;
  due: string | null;
  answered_on: string | null;
  attested_on: string | null;
  attested_by: string | null;
  version: number;
  retired: boolean;
  evidence_dates: string[] | null;
  comments: number;
};

const COLUMNS = Prisma.sql`
  i.id, i.system_id, i.template_id, i.phase, i.number, i.position, i.content_hash, i.status, i.reason, i.owner_id,
  i.due::text, i.answered_on::text, i.attested_on::text, i.attested_by, i.version,
  t.question_hash, i.retired_at is not null as retired,
  (select array_agg(distinct e.effective_on::text) from evidence e
    where e.item_id = i.id and e.question_hash = t.question_hash) as evidence_dates,
  (select count(*)::int from comment c where c.item_id = i.id) as comments`;
const ITEM = Prisma.sql`checklist_item i join item_text t on t.content_hash = i.content_hash`;

async function toItems(read: Read, rows: readonly Row[]): Promise<readonly Item[]> {
  const texts = await textsOf(read, new Set(rows.map((row) => row.content_hash as Sha256Hex)));
  return rows.map((row) => toItem(row, getText(texts, row.content_hash as Sha256Hex)));
}

function toItem(row: Row, text: ItemText): Item {
  return {
    id: row.id as ItemId,
    systemId: row.system_id as SystemId,
    templateId: row.template_id as TemplateId | null,
    phase: row.phase as Phase,
    ordinal: row.number,
    position: row.position,
    text,
    textHash: row.content_hash as Sha256Hex,
    questionHash: row.question_hash as Sha256Hex,
    status: row.status as ItemStatus,
    notApplicableReason: row.reason,
    ownerId: row.owner_id as UserId | null,
    due: row.due as UtcDate | null,
    answeredOn: row.answered_on as UtcDate | null,
    attestedOn: row.attested_on as UtcDate | null,
    attestedBy: row.attested_by as UserId | null,
    version: row.version,
    retired: row.retired,
    evidenceDates: (row.evidence_dates ?? []) as UtcDate[],
    comments: row.comments,
  };
}

/** A list that is cut off would be a wrong sum somewhere. */
function demandWhole(rows: readonly unknown[], most: number): void {
  if (rows.length > most) throw new Error(`there are more than ${most} items to list`);
}

/** How many items of a system are on its checklists. */
export async function countItems(read: Read, systemId: SystemId): Promise<number> {
  return read.sql.checklistItem.count({ where: { systemId, retiredAt: null } });
}

/** The items of a system in working order; tombstones left out. */
export async function listItems(
  read: Read,
  systemId: SystemId,
  phase: Phase | null,
): Promise<readonly Item[]> {
  const only = phase ? Prisma.sql`and i.phase = ${phase}` : Prisma.empty;
  const rows = await read.sql.$queryRaw<Row[]>`
    select ${COLUMNS} from ${ITEM}
    where i.system_id = ${systemId}::uuid and i.retired_at is null ${only}
    order by i.phase, i.position, i.number limit ${ITEMS_MAX + 1}`;
  demandWhole(rows, ITEMS_MAX);
  return toItems(read, rows);
}

/** The items of all these systems with what decides their states, for counting. */
export async function listItemsForCounting(
  read: Read,
  systemIds: readonly SystemId[],
): Promise<readonly Item[]> {
  if (systemIds.length === 0) return [];
  const rows = await read.sql.$queryRaw<Row[]>`
    select i.id, i.system_id, i.phase, i.number, i.position, i.content_hash, i.status, i.reason, i.owner_id,
      i.due::text, i.answered_on::text, i.attested_on::text, i.version, null as template_id, null as attested_by, 0 as comments,
      t.question_hash, false as retired, ev.dates as evidence_dates
    from ${ITEM}
    left join (select item_id, question_hash, array_agg(distinct effective_on::text) as dates from evidence
      where system_id = any(${[...systemIds]}::uuid[]) group by item_id, question_hash) ev
      on ev.item_id = i.id and ev.question_hash = t.question_hash
    where i.system_id = any(${[...systemIds]}::uuid[]) and i.retired_at is null limit ${ITEMS_COUNTED_MAX + 1}`;
  demandWhole(rows, ITEMS_COUNTED_MAX);
  return toItems(read, rows);
}

/** One item by its readable number. */
export async function findItemByNumber(
  read: Read,
  systemId: SystemId,
  phase: Phase,
  ordinal: number,
): Promise<Item | null> {
  const rows = await read.sql.$queryRaw<Row[]>`
    select ${COLUMNS} from ${ITEM}
    where i.system_id = ${systemId}::uuid and i.phase = ${phase} and i.number = ${ordinal} and i.retired_at is null`;
  return (await toItems(read, rows))[0] ?? null;
}

/** Items of one system by id, their rows locked in a fixed order, so that two bulk edits can't block each other. */
export async function lockItems(
  tx: Tx,
  systemId: SystemId,
  ids: readonly ItemId[],
): Promise<readonly Item[]> {
  await tx.sql.$queryRaw`
    select 1 from checklist_item where id = any(${[...ids]}::uuid[]) and system_id = ${systemId}::uuid order by id for update`;
  const rows = await tx.sql.$queryRaw<Row[]>`
    select ${COLUMNS} from ${ITEM}
    where i.id = any(${[...ids]}::uuid[]) and i.system_id = ${systemId}::uuid and i.retired_at is null`;
  return toItems(tx, rows);
}

/** What an item was, and was asked, at an earlier version; null when that version never was. */
export async function findAskedState(
  read: Read,
  id: ItemId,
  version: number,
): Promise<(AskedState & { readonly title: string }) | null> {
  const row = await read.sql.revision.findUnique({
    where: { aggregate_aggregateId_version: { aggregate: "item", aggregateId: id, version } },
  });
  if (!row) return null;
  const snapshot = row.snapshot as unknown as ItemSnapshot;
  const text = getText(await textsOf(read, [snapshot.textHash]), snapshot.textHash);
  return { ...snapshot, questionHash: questionHash(text, digest), title: text.title };
}

export type ItemRevision = {
  readonly version: number;
  readonly atMs: number;
  readonly actorId: UserId | null;
  readonly command: string;
  readonly snapshot: ItemSnapshot;
};

/** The newest revisions of an item, newest first. */
export async function listItemRevisions(
  read: Read,
  id: ItemId,
  most: number,
): Promise<readonly ItemRevision[]> {
  const rows = await read.sql.revision.findMany({
    where: { aggregate: "item", aggregateId: id },
    orderBy: { version: "desc" },
    include: { change: true },
    take: most,
  });
  return rows.map((row) => ({
    version: row.version,
    atMs: row.change.at.getTime(),
    actorId: row.change.actorId as UserId | null,
    command: row.change.command,
    snapshot: row.snapshot as unknown as ItemSnapshot,
  }));
}

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
  for (const item of written) reviseWith(tx, item, snapshotOf(item, proofs.get(item.id) ?? []));
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
    select item_id, array_agg(id::text order by id) as ids from evidence
    where item_id = any(${items.map(({ id }) => id)}::uuid[]) group by item_id`;
  return new Map(rows.map((row) => [row.item_id, row.ids]));
}

function reviseWith(tx: Tx, item: Pick<Item, "id" | "version" | "systemId">, snapshot: ItemSnapshot): void {
  revise(tx, {
    aggregate: "item",
    id: item.id,
    version: item.version,
    systemId: item.systemId,
    snapshot: snapshot as unknown as Prisma.InputJsonObject,
  });
}

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
    if (row) reviseWith(tx, { id: row.id, version: 1, systemId }, snapshotOf(unanswered(row, text), []));
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
  const rows = await tx.sql.$queryRaw<(Row & { owner_active: boolean })[]>`
    select ${COLUMNS}, exists (select 1 from "user" u where u.id = i.owner_id and u.status = 'active') as owner_active
    from ${ITEM}
    where i.system_id = ${systemId}::uuid and i.template_id = ${templateId}::uuid and i.retired_at is not null`;
  const owned = new Set(rows.filter((row) => row.owner_active).map(({ id }) => id));
  const moves = (await toItems(tx, rows)).flatMap((item) => {
    const place = byKey.get(item.text.key);
    const ownerId = owned.has(item.id) ? item.ownerId : null;
    return place ? [{ item: { ...item, ownerId, retired: false }, ...place, reopen: true }] : [];
  });
  await replaceItemTexts(tx, systemId, moves);
  return new Set(moves.map(({ text }) => text.key));
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

/** Hands every item of one person to another, or to nobody. Returns how many. */
export async function handOverItems(tx: Tx, from: UserId, to: UserId | null): Promise<number> {
  await tx.sql.$queryRaw`
    select 1 from checklist_item where owner_id = ${from}::uuid and retired_at is null order by id for update`;
  const rows = await tx.sql.$queryRaw<Row[]>`
    select ${COLUMNS} from ${ITEM} where i.owner_id = ${from}::uuid and i.retired_at is null`;
  const items = await toItems(tx, rows);
  await writeItems(
    tx,
    items.map((item) => ({ ...item, ownerId: to })),
  );
  return items.length;
}

/** A day for a DATE column. */
export function dateColumn(date: UtcDate | null): Date | null {
  return date === null ? null : new Date(`${date}T00:00:00Z`);
}
