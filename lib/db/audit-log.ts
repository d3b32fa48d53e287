import "server-only";
import type { AuditDetail, AuditOutcome } from "@/lib/domain/audit/entry";
import type { InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Read } from "./client";
import { Prisma } from "./generated/client";

export type AuditLine = {
  readonly id: string;
  readonly entryId: string;
  readonly atMs: InstantMs;
  readonly actorId: UserId | null;
  readonly action: string;
  readonly outcome: AuditOutcome;
  readonly subject: string;
  readonly subjectId: string | null;
  readonly systemId: SystemId | null;
  readonly detail: AuditDetail | null;
};

export type AuditFilter = {
  readonly actorId: UserId | null;
  /** Start of the action's name, such as "checklists". */
  readonly action: string | null;
  readonly outcome: AuditOutcome | null;
  readonly systemId: SystemId | null;
  readonly fromMs: InstantMs | null;
  readonly toMs: InstantMs | null;
  /** Words looked for in the readable part. */
  readonly words: readonly string[];
};

type Row = {
  id: bigint;
  entry_id: string;
  at_us: bigint;
  actor_id: string | null;
  action: string;
  outcome: string;
  subject: string;
  subject_id: string | null;
  system_id: string | null;
  text: string | null;
};

/**
 * Entries that match, newest first.
 *
 * @param before only entries older than this id (of the last line of the page before)
 */
export async function listAuditEntries(
  read: Read,
  filter: AuditFilter,
  before: bigint | null,
  most: number,
): Promise<readonly AuditLine[]> {
  const conditions = [
    Prisma.sql`true`,
    ...(before === null ? [] : [Prisma.sql`a.id < ${before}`]),
    ...(filter.actorId ? [Prisma.sql`a.actor_id = ${filter.actorId}::uuid`] : []),
    ...(filter.action ? [Prisma.sql`starts_with(a.action, ${filter.action})`] : []),
    ...(filter.outcome ? [Prisma.sql`a.outcome = ${filter.outcome}`] : []),
    ...(filter.systemId ? [Prisma.sql`a.system_id = ${filter.systemId}::uuid`] : []),
    ...(filter.fromMs === null ? [] : [Prisma.sql`a.at_us >= ${BigInt(filter.fromMs) * 1000n}`]),
    ...(filter.toMs === null ? [] : [Prisma.sql`a.at_us < ${BigInt(filter.toMs) * 1000n}`]),
    ...filter.words.map(
      (word) => Prisma.sql`position(lower(${word}) in lower(a.action || ' ' || coalesce(d.text, ''))) > 0`,
    ),
  ];
  const rows = await read.sql.$queryRaw<Row[]>`
    select a.id, a.entry_id, a.at_us, a.actor_id, a.action, a.outcome, a.subject, a.subject_id, a.system_id, d.text
    from audit_entry a left join audit_detail d on d.entry_id = a.entry_id
    where ${Prisma.join(conditions, " and ")}
    order by a.id desc limit ${most}`;
  return rows.map(toLine);
}

function toLine(row: Row): AuditLine {
  return {
    id: row.id.toString(),
    entryId: row.entry_id,
    atMs: Number(row.at_us / 1000n) as InstantMs,
    actorId: row.actor_id as UserId | null,
    action: row.action,
    outcome: row.outcome as AuditOutcome,
    subject: row.subject,
    subjectId: row.subject_id,
    systemId: row.system_id as SystemId | null,
    detail: row.text === null ? null : (JSON.parse(row.text) as AuditDetail),
  };
}
