import "server-only";
import { type Item, snapshotOf } from "@/lib/domain/checklists/item";
import type { ItemSnapshot } from "@/lib/domain/checklists/item-diff";
import type { ItemText } from "@/lib/domain/checklists/item-text";
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
import { insertTexts, lastOrdinals, textsOf } from "./templates";

type Row = {
  id: string;
  system_id: string;
  template_id: string | null;
  phase: string;
  number: number;
  position: number;
  content_hash: string;
  status: string;
  reason: string | null;
  owner_id: string | null;
  due: string | null;
  answered_on: string | null;
  attested_on: string | null;
  attested_by: string | null;
  version: number;
  evidence_dates: string[] | null;
  comments: number;
};

const COLUMNS = Prisma.sql`
  i.id, i.system_id, i.template_id, i.phase, i.number, i.position, i.content_hash, i.status, i.reason, i.owner_id,
  i.due::text, i.answered_on::text, i.attested_on::text, i.attested_by, i.version,
  (select array_agg(distinct e.effective_on::text) from evidence e where e.item_id = i.id) as evidence_dates,
  (select count(*)::int from comment c where c.item_id = i.id) as comments`;

async function toItems(read: Read, rows: readonly Row[]): Promise<readonly Item[]> {
  const texts = await textsOf(read, new Set(rows.map((row) => row.content_hash as Sha256Hex)));
  return rows.flatMap((row) => {
    const text = texts.get(row.content_hash as Sha256Hex);
    return text ? [toItem(row, text)] : [];
  });
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
    status: row.status as ItemStatus,
    notApplicableReason: row.reason,
    ownerId: row.owner_id as UserId | null,
    due: row.due as UtcDate | null,
    answeredOn: row.answered_on as UtcDate | null,
    attestedOn: row.attested_on as UtcDate | null,
    attestedBy: row.attested_by as UserId | null,
    version: row.version,
    evidenceDates: (row.evidence_dates ?? []) as UtcDate[],
    comments: row.comments,
  };
}

/** The items of a system in working order; tombstones left out. At most what templates allow. */
export async function listItems(
  read: Read,
  systemId: SystemId,
  phase: Phase | null,
): Promise<readonly Item[]> {
  const only = phase ? Prisma.sql`and i.phase = ${phase}` : Prisma.empty;
  const rows = await read.sql.$queryRaw<Row[]>`
    select ${COLUMNS} from checklist_item i
    where i.system_id = ${systemId}::uuid and i.retired_at is null ${only}
    order by i.phase, i.position, i.number limit 10000`;
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
      ev.dates as evidence_dates
    from checklist_item i
    left join (select item_id, array_agg(distinct effective_on::text) as dates from evidence
      where system_id = any(${[...systemIds]}::uuid[]) group by item_id) ev on ev.item_id = i.id
    where i.system_id = any(${[...systemIds]}::uuid[]) and i.retired_at is null limit 200000`;
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
    select ${COLUMNS} from checklist_item i
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
    select ${COLUMNS} from checklist_item i
    where i.id = any(${[...ids]}::uuid[]) and i.system_id = ${systemId}::uuid and i.retired_at is null`;
  return toItems(tx, rows);
}

/** What an item was at an earlier version; null when that version never was. */
export async function findItemSnapshot(
  read: Read,
  id: ItemId,
  version: number,
): Promise<ItemSnapshot | null> {
  const row = await read.sql.revision.findUnique({
    where: { aggregate_aggregateId_version: { aggregate: "item", aggregateId: id, version } },
  });
  return row && (row.snapshot as unknown as ItemSnapshot);
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
  const next = { ...item, ...edit, version: item.version + 1 };
  await tx.sql.checklistItem.update({
    where: { id: item.id },
    data: {
      status: next.status,
      reason: next.notApplicableReason,
      ownerId: next.ownerId,
      due: dateColumn(next.due),
      answeredOn: dateColumn(next.answeredOn),
      attestedOn: dateColumn(next.attestedOn),
      attestedBy: next.attestedBy,
      version: next.version,
    },
  });
  await reviseItem(tx, next);
  return next;
}

/** Keeps the state of an item after evidence was added to it: a new version of the same row. */
export async function bumpItem(tx: Tx, item: Item): Promise<void> {
  await updateItem(tx, item, {});
}

async function reviseItem(tx: Tx, item: Item): Promise<void> {
  const rows = await tx.sql.evidence.findMany({
    where: { itemId: item.id },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  const evidenceIds = rows.map((row) => row.id as EvidenceId);
  reviseWith(tx, item, snapshotOf(item, evidenceIds));
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
  for (const row of rows) {
    const snapshot: ItemSnapshot = {
      status: "to-do",
      ownerId: null,
      due: null,
      notApplicableReason: null,
      answeredOn: null,
      attestedOn: null,
      textHash: row.contentHash as Sha256Hex,
      evidenceIds: [],
    };
    reviseWith(tx, { id: row.id, version: 1, systemId }, snapshot);
  }
  return rows.map((row) => row.id);
}

async function reviveItems(
  tx: Tx,
  systemId: SystemId,
  templateId: TemplateId | null,
  placed: readonly PlacedText[],
): Promise<ReadonlySet<string>> {
  const byKey = new Map(placed.map((one) => [one.text.key, one]));
  const rows = await tx.sql.$queryRaw<(Row & { key: string })[]>`
    select ${COLUMNS}, i.key from checklist_item i
    where i.system_id = ${systemId}::uuid and i.template_id = ${templateId}::uuid and i.retired_at is not null`;
  const dead = rows.filter((row) => byKey.has(row.key));
  const items = new Map((await toItems(tx, dead)).map((item) => [item.id as string, item]));
  for (const { id, key } of dead) {
    const item = items.get(id);
    const next = byKey.get(key);
    if (!item || !next) continue;
    await tx.sql.checklistItem.update({ where: { id }, data: { retiredAt: null } });
    await replaceItemText(tx, item, next.text, next.position, true);
  }
  return new Set(dead.map((row) => row.key));
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

/** Moves an item to a new text; `reopen` puts it back to "nobody has answered". */
export async function replaceItemText(
  tx: Tx,
  item: Item,
  text: ItemText,
  position: number,
  reopen: boolean,
): Promise<void> {
  const [textHash = item.textHash] = await insertTexts(tx, [text]);
  const answer = reopen
    ? {
        status: "to-do" as const,
        notApplicableReason: null,
        answeredOn: null,
        attestedOn: null,
        attestedBy: null,
      }
    : {};
  const moved: Item = { ...item, ...answer, text, textHash, position };
  const phase = text.phase === item.phase ? {} : await renumber(tx, item.systemId, text.phase);
  await tx.sql.checklistItem.update({
    where: { id: item.id },
    data: { contentHash: textHash, position, ...phase },
  });
  await updateItem(tx, moved, {});
}

async function renumber(tx: Tx, systemId: SystemId, phase: Phase): Promise<{ phase: Phase; number: number }> {
  const last = await lastOrdinals(tx, systemId);
  return { phase, number: (last.get(phase) ?? 0) + 1 };
}

/** A tombstone: the item leaves the lists and keeps its history. */
export async function retireItem(tx: Tx, item: Item): Promise<void> {
  await tx.sql.checklistItem.update({ where: { id: item.id }, data: { retiredAt: new Date(tx.asOf) } });
  await updateItem(tx, item, {});
}

/** Hands every item of one person to another, or to nobody. Returns how many. */
export async function handOverItems(tx: Tx, from: UserId, to: UserId | null): Promise<number> {
  const rows = await tx.sql.$queryRaw<Row[]>`
    select ${COLUMNS} from checklist_item i where i.owner_id = ${from}::uuid and i.retired_at is null order by i.id`;
  for (const item of await toItems(tx, rows)) await updateItem(tx, item, { ownerId: to });
  return rows.length;
}

/** A day for a DATE column. */
export function dateColumn(date: UtcDate | null): Date | null {
  return date === null ? null : new Date(`${date}T00:00:00Z`);
}
