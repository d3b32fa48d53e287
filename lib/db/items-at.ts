import "server-only";
import type { Item } from "@/lib/domain/checklists/item";
import { ITEMS_MAX } from "@/lib/domain/checklists/room";
import type { InstantMs, SystemId } from "@/lib/domain/kernel/ids";
import { demandWhole, EXCEPTION, type ItemRow, toItems } from "./checklists";
import type { Read } from "./client";
import { Prisma } from "./generated/client";

/**
 * The items of a system as they stood at an instant, in working order: of each the newest revision up to then, with the
 * evidence that this revision names and the exception that stood. Comments are no part of it: none are counted.
 */
export async function listItemsAt(read: Read, systemId: SystemId, at: InstantMs): Promise<readonly Item[]> {
  const then = Prisma.sql`${new Date(at)}::timestamptz`;
  const rows = await read.sql.$queryRaw<ItemRow[]>`
    with past as (
      select distinct on (r.aggregate_id) r.aggregate_id::uuid as id, r.version, r.snapshot as s
      from revision r join change c on c.number = r.change_number
      where r.aggregate = 'item' and r.system_id = ${systemId}::uuid and c.at <= ${then}
      order by r.aggregate_id, r.change_number desc)
    select p.id, i.system_id, s->>'templateId' as template_id, s->>'phase' as phase, (s->>'ordinal')::int as number,
      i.position, s->>'textHash' as content_hash, t.question_hash, s->>'status' as status,
      s->>'notApplicableReason' as reason, s->>'ownerId' as owner_id, s->>'due' as due, s->>'answeredOn' as answered_on,
      s->>'attestedOn' as attested_on, s->>'attestedBy' as attested_by, p.version, false as retired, 0 as comments,
      (select json_agg(distinct jsonb_build_object('effectiveOn', e.effective_on::text, 'covers', nullif(e.covers, '{}')))
        from evidence e where e.item_id = p.id and e.question_hash = t.question_hash
          and s->'evidenceIds' ? e.id::text) as proofs,
      (select ${EXCEPTION} from exception x where x.system_id = i.system_id and x.target_kind = 'item'
        and x.target_key = p.id::text and x.granted_at <= ${then} and (x.ended_at is null or x.ended_at > ${then})
        order by x.number desc limit 1) as exception
    from past p join checklist_item i on i.id = p.id join item_text t on t.content_hash = s->>'textHash'
    where not (s->>'retired')::boolean
    order by s->>'phase', i.position, (s->>'ordinal')::int limit ${ITEMS_MAX + 1}`;
  demandWhole(rows, ITEMS_MAX);
  return toItems(read, rows);
}
