import "server-only";
import type { AuditDetail } from "@/lib/domain/audit/entry";
import type { InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { SystemFacts } from "@/lib/domain/systems/system";
import type { Read } from "./client";

/** What a system was at an earlier version; null when that version never was. */
export async function findSystemFactsAt(
  read: Read,
  id: SystemId,
  version: number,
): Promise<SystemFacts | null> {
  const row = await read.sql.revision.findUnique({
    where: { aggregate_aggregateId_version: { aggregate: "system", aggregateId: id, version } },
  });
  return row && (row.snapshot as unknown as SystemFacts);
}

/** What a system was at an instant; null where it did not exist then. */
export async function findSystemFactsThen(
  read: Read,
  id: SystemId,
  at: InstantMs,
): Promise<SystemFacts | null> {
  const row = await read.sql.revision.findFirst({
    where: { aggregate: "system", aggregateId: id, change: { at: { lte: new Date(at) } } },
    orderBy: { changeNumber: "desc" },
  });
  return row && (row.snapshot as unknown as SystemFacts);
}

/** Who made the newest change to the facts of a system. */
export async function findLastSystemEditor(read: Read, id: SystemId): Promise<UserId | null> {
  const row = await read.sql.revision.findFirst({
    where: { aggregate: "system", aggregateId: id },
    orderBy: { version: "desc" },
    include: { change: true },
  });
  return row && (row.change.actorId as UserId | null);
}

export type SystemChange = {
  readonly id: string;
  readonly atMs: InstantMs;
  readonly actorId: UserId | null;
  readonly action: string;
  /** Null where the words were erased. */
  readonly detail: AuditDetail | null;
};

type Row = { entry_id: string; at_us: bigint; actor_id: string | null; action: string; text: string | null };

/**
 * What was done to a system, newest first: its facts, its checklists, its model, and what two persons decided; who may do
 * what is not part of it.
 */
export async function listSystemChanges(
  read: Read,
  systemId: SystemId,
  most: number,
): Promise<readonly SystemChange[]> {
  const rows = await read.sql.$queryRaw<Row[]>`
    select a.entry_id, a.at_us, a.actor_id, a.action, d.text
    from audit_entry a left join audit_detail d on d.entry_id = a.entry_id
    where a.system_id = ${systemId}::uuid and a.outcome = 'done'
      and a.subject in ('system', 'item', 'element', 'finding', 'exception', 'approval-request')
    order by a.id desc limit ${most}`;
  return rows.map((row) => ({
    id: row.entry_id,
    atMs: Number(row.at_us / 1000n) as InstantMs,
    actorId: row.actor_id as UserId | null,
    action: row.action,
    detail: row.text === null ? null : (JSON.parse(row.text) as AuditDetail),
  }));
}
