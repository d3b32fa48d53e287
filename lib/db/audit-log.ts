import "server-only";
import type { AuditDetail, AuditLine, AuditOutcome } from "@/lib/domain/audit/entry";
import type { InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Read } from "./client";
import { Prisma } from "./generated/client";

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
  /** Systems whose entries this reader does not see. */
  readonly hidden: readonly SystemId[];
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

const COLUMNS = Prisma.sql`
  a.id, a.entry_id, a.at_us, a.actor_id, a.action, a.outcome, a.subject, a.subject_id, a.system_id, d.text`;

/** Entries that a filter lets through. Who signs in is nobody yet, so a person is looked for on both sides. */
function conditionsOf(filter: AuditFilter): readonly Prisma.Sql[] {
  const { actorId, action, outcome, systemId, fromMs, toMs, words, hidden } = filter;
  return [
    ...(actorId
      ? [
          Prisma.sql`(a.actor_id = ${actorId}::uuid or (a.actor_id is null and a.subject_id = ${actorId}::text))`,
        ]
      : []),
    ...(action ? [Prisma.sql`starts_with(a.action, ${action})`] : []),
    ...(outcome ? [Prisma.sql`a.outcome = ${outcome}`] : []),
    ...(systemId ? [Prisma.sql`a.system_id = ${systemId}::uuid`] : []),
    ...(fromMs === null ? [] : [Prisma.sql`a.at_us >= ${BigInt(fromMs) * 1000n}`]),
    ...(toMs === null ? [] : [Prisma.sql`a.at_us < ${BigInt(toMs) * 1000n}`]),
    ...words.map(
      (word) => Prisma.sql`position(lower(${word}) in lower(a.action || ' ' || coalesce(d.text, ''))) > 0`,
    ),
    ...(hidden.length > 0
      ? [Prisma.sql`(a.system_id is null or a.system_id <> all(${[...hidden]}::uuid[]))`]
      : []),
  ];
}

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
  const from = before === null ? Prisma.sql`true` : Prisma.sql`a.id < ${before}`;
  const rows = await read.sql.$queryRaw<Row[]>`
    select ${COLUMNS} from audit_entry a left join audit_detail d on d.entry_id = a.entry_id
    where ${Prisma.join([from, ...conditionsOf(filter)], " and ")}
    order by a.id desc limit ${most}`;
  return rows.map(toLine);
}

/**
 * Where the page of `size` newer entries starts, for a page that shows what is older than `before`.
 *
 * @returns the id that this newer page is older than; null where it is the newest page
 */
export async function findNewerAuditPage(
  read: Read,
  filter: AuditFilter,
  before: bigint,
  size: number,
): Promise<bigint | null> {
  const rows = await read.sql.$queryRaw<{ id: bigint }[]>`
    select a.id from audit_entry a left join audit_detail d on d.entry_id = a.entry_id
    where ${Prisma.join([Prisma.sql`a.id >= ${before}`, ...conditionsOf(filter)], " and ")}
    order by a.id limit ${size + 1}`;
  return rows[size]?.id ?? null;
}

/** One entry by its number, unless it is about a hidden system. */
export async function findAuditEntry(
  read: Read,
  id: bigint,
  hidden: readonly SystemId[],
): Promise<AuditLine | null> {
  const rows = await read.sql.$queryRaw<Row[]>`
    select ${COLUMNS} from audit_entry a left join audit_detail d on d.entry_id = a.entry_id where a.id = ${id}`;
  const line = rows[0] ? toLine(rows[0]) : null;
  return line?.systemId && hidden.includes(line.systemId) ? null : line;
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
