import "server-only";
import type { Item, Proof } from "@/lib/domain/checklists/item";
import type { ItemException } from "@/lib/domain/checklists/item-state";
import type { ItemText } from "@/lib/domain/checklists/item-text";
import { ITEMS_MAX } from "@/lib/domain/checklists/room";
import type { ItemStatus, Phase } from "@/lib/domain/checklists/vocabulary";
import type { ItemId, Sha256Hex, SystemId, TemplateId, UserId, UtcDate } from "@/lib/domain/kernel/ids";
import type { PersonRef } from "@/lib/domain/people/person";
import type { Read, Tx } from "./client";
import { Prisma } from "./generated/client";
import { getText, textsOf } from "./item-texts";
import { namesOf } from "./people";

const ITEMS_COUNTED_MAX = 200_000;

/** An item as SQL gives it. */
export type ItemRow = {
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
  proofs: Proof[] | null;
  comments: number;
  exception: ItemException | null;
};

/** An exception `x` as an item carries it. */
export const EXCEPTION = Prisma.sql`json_build_object('number', x.number, 'kind', x.kind, 'reason', x.reason, 'expiresOn', x.expires_on::text)`;
/** Of evidence `e`: it was never deleted. */
export const NOT_DELETED = Prisma.sql`not exists (select 1 from evidence_deletion d where d.evidence_id = e.id)`;
const COLUMNS = Prisma.sql`
  i.id, i.system_id, i.template_id, i.phase, i.number, i.position, i.content_hash, i.status, i.reason, i.owner_id,
  i.due::text, i.answered_on::text, i.attested_on::text, i.attested_by, i.version,
  t.question_hash, i.retired_at is not null as retired,
  (select json_agg(distinct jsonb_build_object('effectiveOn', e.effective_on::text, 'covers', nullif(e.covers, '{}'))) from evidence e
    where e.item_id = i.id and e.question_hash = t.question_hash and ${NOT_DELETED}) as proofs,
  (select count(*)::int from comment c where c.item_id = i.id) as comments,
  (select ${EXCEPTION} from exception x where x.system_id = i.system_id and x.target_kind = 'item'
    and x.target_key = i.id::text and x.ended_at is null) as exception`;
const ITEM = Prisma.sql`checklist_item i join item_text t on t.content_hash = i.content_hash`;

/** Items with their texts. */
export async function toItems(read: Read, rows: readonly ItemRow[]): Promise<readonly Item[]> {
  const texts = await textsOf(read, new Set(rows.map((row) => row.content_hash as Sha256Hex)));
  return rows.map((row) => toItem(row, getText(texts, row.content_hash as Sha256Hex)));
}

function toItem(row: ItemRow, text: ItemText): Item {
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
    proofs: row.proofs ?? [],
    comments: row.comments,
    exception: row.exception,
  };
}

/** Items whose rows meet a condition; an order and a limit may follow it. */
export async function selectItems(read: Read, where: Prisma.Sql): Promise<readonly Item[]> {
  return toItems(read, await read.sql.$queryRaw<ItemRow[]>`select ${COLUMNS} from ${ITEM} where ${where}`);
}

/** A list that is cut off would be a wrong sum somewhere. */
export function demandWhole(rows: readonly unknown[], most: number): void {
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
  const items = await selectItems(
    read,
    Prisma.sql`i.system_id = ${systemId}::uuid and i.retired_at is null ${only}
      order by i.phase, i.position, i.number limit ${ITEMS_MAX + 1}`,
  );
  demandWhole(items, ITEMS_MAX);
  return items;
}

/** The items of all these systems with what decides their states, for counting. */
export async function listItemsForCounting(
  read: Read,
  systemIds: readonly SystemId[],
): Promise<readonly Item[]> {
  if (systemIds.length === 0) return [];
  const rows = await read.sql.$queryRaw<ItemRow[]>`
    select i.id, i.system_id, i.phase, i.number, i.position, i.content_hash, i.status, i.reason, i.owner_id,
      i.due::text, i.answered_on::text, i.attested_on::text, i.version, null as template_id, null as attested_by, 0 as comments,
      t.question_hash, false as retired, ev.proofs,
      case when x.id is not null then ${EXCEPTION} end as exception
    from ${ITEM}
    left join (select item_id, question_hash,
        json_agg(distinct jsonb_build_object('effectiveOn', effective_on::text, 'covers', nullif(covers, '{}'))) as proofs
      from evidence e
      where system_id = any(${[...systemIds]}::uuid[]) and ${NOT_DELETED} group by item_id, question_hash) ev
      on ev.item_id = i.id and ev.question_hash = t.question_hash
    left join exception x on x.system_id = i.system_id and x.target_kind = 'item' and x.target_key = i.id::text
      and x.ended_at is null
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
  const [item] = await selectItems(
    read,
    Prisma.sql`i.system_id = ${systemId}::uuid and i.phase = ${phase} and i.number = ${ordinal} and i.retired_at is null`,
  );
  return item ?? null;
}

/** Those who own these items. */
export async function namesOfOwners(
  read: Read,
  items: readonly Item[],
): Promise<ReadonlyMap<string, PersonRef>> {
  return namesOf(
    read,
    items.map(({ ownerId }) => ownerId),
  );
}

/** Items of one system by id, their rows locked in a fixed order, so that two bulk edits can't block each other. */
export async function lockItems(
  tx: Tx,
  systemId: SystemId,
  ids: readonly ItemId[],
): Promise<readonly Item[]> {
  await tx.sql.$queryRaw`
    select 1 from checklist_item where id = any(${[...ids]}::uuid[]) and system_id = ${systemId}::uuid order by id for update`;
  return selectItems(
    tx,
    Prisma.sql`i.id = any(${[...ids]}::uuid[]) and i.system_id = ${systemId}::uuid and i.retired_at is null`,
  );
}
