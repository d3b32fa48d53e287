import "server-only";
import type { FaultKind, LogFault } from "@/lib/domain/audit/check-entry";
import type { EntryRow, StoredDetail } from "@/lib/domain/audit/leaf";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import { treeSize } from "./audit-tree";
import type { Read, Tx } from "./client";

/** How far the check of the whole tree has come. */
export type CheckState = {
  readonly round: number;
  /** Entries checked in the round under way, of `target`. */
  readonly checked: number;
  readonly target: number;
  readonly newestUs: number;
  /** The last round that came to its end; null before the first. */
  readonly done: { readonly round: number; readonly size: number; readonly atMs: InstantMs } | null;
  readonly asked: boolean;
};

type StateRow = {
  round: number;
  checked: bigint;
  target: bigint;
  newestUs: bigint;
  doneRound: number;
  doneSize: bigint;
  doneAt: Date | null;
  askedAt: Date | null;
};

const toState = (row: StateRow): CheckState => ({
  round: row.round,
  checked: Number(row.checked),
  target: Number(row.target),
  newestUs: Number(row.newestUs),
  done: row.doneAt && {
    round: row.doneRound,
    size: Number(row.doneSize),
    atMs: row.doneAt.getTime() as InstantMs,
  },
  asked: row.askedAt !== null,
});

/** Where the check stands. */
export async function getCheckState(read: Read): Promise<CheckState> {
  return toState(await read.sql.auditCheck.findUniqueOrThrow({ where: { id: 1 } }));
}

/** The same, kept from other instances until the transaction ends; null while another one has it. */
export async function holdCheckState(tx: Tx): Promise<CheckState | null> {
  const rows = await tx.sql.$queryRaw<StateRow[]>`
    select round, checked, target, newest_us as "newestUs", done_round as "doneRound", done_size as "doneSize",
      done_at as "doneAt", asked_at as "askedAt"
    from audit_check where id = 1 for update skip locked`;
  return rows[0] ? toState(rows[0]) : null;
}

/** Begins a round over the tree as it stands. */
export async function beginRound(tx: Tx, { round }: CheckState): Promise<void> {
  const target = BigInt(await treeSize(tx));
  await tx.sql.auditCheck.update({
    where: { id: 1 },
    data: { round: round + 1, checked: 0n, target, newestUs: 0n, askedAt: null },
  });
}

/** Notes how far the round has come. */
export async function noteProgress(
  tx: Tx,
  { checked, newestUs }: { readonly checked: number; readonly newestUs: number },
): Promise<void> {
  await tx.sql.auditCheck.update({
    where: { id: 1 },
    data: { checked: BigInt(checked), newestUs: BigInt(newestUs) },
  });
}

/** Ends the round; what only earlier rounds found is no longer so. */
export async function endRound(tx: Tx, { round, target }: CheckState): Promise<void> {
  await tx.sql.$executeRaw`
    update audit_check set checked = target, done_round = ${round}, done_size = ${BigInt(target)},
      done_at = clock_timestamp() where id = 1`;
  await tx.sql.auditFault.deleteMany({ where: { round: { lt: round } } });
}

/** Asks for a round now; whatever instance comes first begins it. */
export async function askForRound(tx: Tx): Promise<void> {
  await tx.sql.$executeRaw`update audit_check set asked_at = clock_timestamp() where id = 1`;
}

const FAULTS_PER_ROUND = 1_000;

/** Keeps what was found in the round under way, once, and at most a thousand in one round. */
export async function insertFault(tx: Tx, fault: LogFault): Promise<void> {
  const { kind, from, to, number, words } = fault;
  await tx.sql.$executeRaw`
    insert into audit_fault (round, kind, "from", "to", number, words)
    select c.round, ${kind}, ${from}::bigint, ${to}::bigint, ${number}::bigint, ${words} from audit_check c
    where not exists (select 1 from audit_fault f where f.round = c.round and f.words = ${words})
      and (select count(*) from audit_fault f where f.round = c.round) < ${FAULTS_PER_ROUND}`;
}

/** What the last whole round and the one under way found, first places first. */
export async function listFaults(
  read: Read,
  most: number,
): Promise<readonly (LogFault & { readonly atMs: InstantMs })[]> {
  const rows = await read.sql.auditFault.findMany({
    orderBy: [{ from: "asc" }, { id: "asc" }],
    distinct: ["words"],
    take: most,
  });
  return rows.map(({ kind, from, to, number, words, at }) => ({
    kind: kind as FaultKind,
    from: from === null ? null : Number(from),
    to: to === null ? null : Number(to),
    number: number?.toString() ?? null,
    words,
    atMs: at.getTime() as InstantMs,
  }));
}

/** A place of the tree with what stands there; `hash` is null where the tree has a hole. */
export type PlacedEntry = {
  readonly index: number;
  readonly number: string | null;
  readonly hash: Uint8Array | null;
  readonly leaf: string | null;
  readonly detail: StoredDetail | null;
  readonly row: EntryRow | null;
};

type PlacedRow = {
  index: bigint;
  number: bigint | null;
  hash: Uint8Array | null;
  leaf: string | null;
  salt: string | null;
  text: string | null;
  entry_id: string;
  at_us: bigint;
  actor_id: string | null;
  action: string;
  outcome: string;
  subject: string;
  subject_id: string | null;
  system_id: string | null;
};

/** The entries at positions `from` up to `to`, in order; none is left out, whatever is missing. */
export async function listPlacedEntries(
  read: Read,
  from: number,
  to: number,
): Promise<readonly PlacedEntry[]> {
  const rows = await read.sql.$queryRaw<PlacedRow[]>`
    select g.index, l.entry_number as number, l.hash, e.leaf, d.salt, d.text, e.entry_id, e.at_us, e.actor_id, e.action,
      e.outcome, e.subject, e.subject_id, e.system_id
    from generate_series(${BigInt(from)}::bigint, ${BigInt(to) - 1n}::bigint) g(index)
    left join audit_leaf l on l.index = g.index
    left join audit_entry e on e.id = l.entry_number
    left join audit_detail d on d.entry_id = e.entry_id order by g.index`;
  return rows.map(toPlaced);
}

/** Entries that have no place yet, oldest number first. */
export async function listWaitingEntries(read: Read, most: number): Promise<readonly PlacedEntry[]> {
  const rows = await read.sql.$queryRaw<PlacedRow[]>`
    select -1::bigint as index, e.id as number, null::bytea as hash, e.leaf, d.salt, d.text, e.entry_id, e.at_us,
      e.actor_id, e.action, e.outcome, e.subject, e.subject_id, e.system_id
    from audit_entry e left join audit_detail d on d.entry_id = e.entry_id
    where not exists (select 1 from audit_leaf l where l.entry_number = e.id) order by e.id limit ${most}`;
  return rows.map(toPlaced);
}

function toPlaced(row: PlacedRow): PlacedEntry {
  const { index, number, hash, leaf, salt, text } = row;
  return {
    index: Number(index),
    number: number?.toString() ?? null,
    hash,
    leaf,
    detail: salt === null || text === null ? null : { salt, text },
    row:
      leaf === null
        ? null
        : {
            id: row.entry_id,
            atUs: row.at_us.toString(),
            actorId: row.actor_id,
            action: row.action,
            outcome: row.outcome,
            subject: row.subject,
            subjectId: row.subject_id,
            systemId: row.system_id,
          },
  };
}

/**
 * Entries that the sequencer passed by: their number and their time are older than those of entries that have a place,
 * which only happens to what was put into the table behind the application's back.
 */
export async function listPassedBy(read: Read, newestUs: number, most: number): Promise<readonly string[]> {
  const rows = await read.sql.$queryRaw<{ id: bigint }[]>`
    select e.id from audit_entry e
    where e.id < (select max(entry_number) from audit_leaf) and e.at_us < ${BigInt(newestUs)}::bigint - 60000000
      and not exists (select 1 from audit_leaf l where l.entry_number = e.id) order by e.id limit ${most}`;
  return rows.map(({ id }) => id.toString());
}
