import "server-only";
import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { equalBytes } from "@/lib/domain/audit/bytes";
import { signCheckpoint } from "@/lib/domain/audit/checkpoint";
import { type Frontier, growFrontier } from "@/lib/domain/audit/frontier";
import { rootOfSubtrees } from "@/lib/domain/audit/merkle";
import { formatNoteKey, type Sign } from "@/lib/domain/audit/signed-note";
import { subtreesOf } from "@/lib/domain/audit/tree-shape";
import { pool } from "./client";
import { makeId } from "./ids";

const digest = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const BATCH = 1_000;
const LOCK = "hashtext('countersign.sequencer')";
/** The loss of a connection that nothing runs on. */
const reportedByNextQuery = (): void => {};
/** The least number there is: nothing is below it, whatever somebody puts into the table. */
const BEFORE_ALL = -(2n ** 63n);

/** Everything that was appended up to `through` has its place, and nothing below it can still appear. */
type Watermark = { through: bigint; candidate: { upTo: bigint; writers: readonly string[] } | null };

export type Signer = { readonly name: string; readonly publicKey: Uint8Array; readonly sign: Sign };

/** One that would number the log's entries: of all that try, over all instances, one at a time does. */
export type Sequencer = {
  /**
   * Gives places to the next entries.
   *
   * @returns how many, and whether a critical action is among them; null where another one has the seat
   */
  readonly append: () => Promise<{ readonly appended: number; readonly critical: boolean } | null>;
  /** Signs the tree as it stands, unless it was signed. Only who has the seat does. */
  readonly sign: (signer: Signer, sink: { readonly webhook: boolean }) => Promise<boolean>;
  /** Gives the seat up: once it is settled, another one can take it. */
  readonly close: () => Promise<void>;
};

/**
 * Makes one. The seat is an advisory lock of a connection of its own, over which all is written: who loses the one
 * loses the other. Should two ever write at once, the keys of the tables let only one of them.
 */
export function openSequencer(): Sequencer {
  let seat: PoolClient | null = null;
  let watermark: Watermark = { through: BEFORE_ALL, candidate: null };
  const leave = (broken: boolean) => {
    if (!broken) seat?.off("error", reportedByNextQuery);
    seat?.release(broken);
    seat = null;
  };
  const seated = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T | null> => {
    if (!seat) {
      seat = await takeSeat();
      watermark = { through: BEFORE_ALL, candidate: null };
    }
    if (!seat) return null;
    try {
      return await work(seat);
    } catch (thrown) {
      leave(true);
      throw thrown;
    }
  };
  return {
    append: () => seated((client) => appendBatch(client, watermark)),
    sign: async (signer, sink) => (await seated((client) => signTree(client, signer, sink))) ?? false,
    close: async () => {
      try {
        await seat?.query(`select pg_advisory_unlock(${LOCK})`);
        leave(false);
      } catch {
        leave(true);
      }
    },
  };
}

async function takeSeat(): Promise<PoolClient | null> {
  const client = await pool().connect();
  try {
    const { rows } = await client.query(`select pg_try_advisory_lock(${LOCK}) as got`);
    if (rows[0].got) return client.on("error", reportedByNextQuery);
  } catch (thrown) {
    client.release(true);
    throw thrown;
  }
  client.release();
  return null;
}

type PlacedRow = { hash: Uint8Array; critical: boolean };

/**
 * Entries commit in another order than their numbers were given, so what comes next is what has no place yet, by number;
 * the watermark only bounds where to look. Postgres hashes the leaves (RFC 6962, 2.1) as it places them: their texts stay
 * where they are.
 */
async function appendBatch(client: PoolClient, watermark: Watermark) {
  await advance(client, watermark);
  const placed = await inOneStep(client, async () => {
    const frontier = await readFrontier(client);
    const { rows } = await client.query<PlacedRow>(
      `with next as materialized (
         select e.id, e.leaf, e.action like 'approvals.%'
           or exists (select 1 from approval_effect f where f.audit_entry_id = e.entry_id) as critical
         from audit_entry e where e.id > $1 and not exists (select 1 from audit_leaf l where l.entry_number = e.id)
         order by e.id limit ${BATCH}),
       placed as (
         insert into audit_leaf (index, entry_number, hash)
         select $2::bigint - 1 + row_number() over (order by id), id, sha256('\\x00'::bytea || convert_to(leaf, 'UTF8'))
         from next returning index, entry_number, hash)
       select hash, critical from placed join next on id = entry_number order by index`,
      [watermark.through, frontier.size],
    );
    await storeNodes(client, frontier, rows);
    return rows;
  });
  if (placed.length < BATCH) settle(watermark);
  return { appended: placed.length, critical: placed.some(({ critical }) => critical) };
}

/** Notes the newest entry together with all who are writing: once those are gone, nothing below it can appear. */
async function advance(client: PoolClient, watermark: Watermark): Promise<void> {
  const { rows } = await client.query<{ newest: string; writers: string[] }>(
    `select (select coalesce(max(id), 0) from audit_entry) as newest,
       array(select virtualtransaction from pg_locks
         where relation = 'audit_entry'::regclass and mode = 'RowExclusiveLock'
           and database = (select oid from pg_database where datname = current_database())) as writers`,
  );
  const now = { upTo: BigInt(rows[0]?.newest ?? 0), writers: rows[0]?.writers ?? [] };
  watermark.candidate ??= now;
  watermark.candidate = {
    upTo: watermark.candidate.upTo,
    writers: watermark.candidate.writers.filter((writer) => now.writers.includes(writer)),
  };
}

/** Called when everything in sight has its place. */
function settle(watermark: Watermark): void {
  if (!watermark.candidate || watermark.candidate.writers.length > 0) return;
  watermark.through = watermark.candidate.upTo;
  watermark.candidate = null;
}

async function inOneStep<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query("begin");
  const result = await work();
  await client.query("commit");
  return result;
}

async function storeNodes(client: PoolClient, before: Frontier, leaves: readonly PlacedRow[]): Promise<void> {
  const { completed } = growFrontier(
    digest,
    before,
    leaves.map(({ hash }) => hash),
  );
  if (completed.length === 0) return;
  await client.query(
    "insert into audit_node (level, index, hash) select * from unnest($1::int[], $2::bigint[], $3::bytea[])",
    [
      completed.map(({ level }) => level),
      completed.map(({ index }) => index),
      completed.map(({ hash }) => hash),
    ],
  );
}

async function readFrontier(client: PoolClient, given?: number): Promise<Frontier> {
  const size = given ?? (await readSize(client));
  const places = subtreesOf(size);
  const { rows } = await client.query<{ hash: Uint8Array }>(
    `select coalesce(n.hash, l.hash) as hash
     from unnest($1::int[], $2::bigint[]) with ordinality w(level, index, at)
     left join audit_node n on n.level = w.level and n.index = w.index
     left join audit_leaf l on w.level = 0 and l.index = w.index order by w.at`,
    [places.map(({ level }) => level), places.map(({ index }) => index)],
  );
  if (rows.some(({ hash }) => hash === null)) throw new Error("the audit tree lacks nodes that it must have");
  return { size, subtrees: rows.map(({ hash }) => hash) };
}

async function readSize(client: PoolClient): Promise<number> {
  const { rows } = await client.query("select coalesce(max(index) + 1, 0) as size from audit_leaf");
  return Number(rows[0].size);
}

type Signed = { size: string; root: Uint8Array; origin: string };

/** Signs only a tree that still holds what was signed before: what was rewritten gets no new signature. */
async function signTree(client: PoolClient, signer: Signer, sink: { webhook: boolean }): Promise<boolean> {
  const { rows } = await client.query<Signed>(
    "select size, root, split_part(note, E'\\n', 1) as origin from audit_checkpoint order by size desc limit 1",
  );
  const last = rows[0];
  const { size, subtrees } = await readFrontier(client);
  if (size === 0 || size === Number(last?.size ?? 0)) return false;
  if (last) {
    const then = await readFrontier(client, Number(last.size));
    if (!equalBytes(rootOfSubtrees(digest, then.subtrees), last.root))
      throw new Error(`the tree no longer holds what the checkpoint over ${last.size} entries signed`);
  }
  const origin = last?.origin ?? signer.name;
  const root = rootOfSubtrees(digest, subtrees);
  const note = signCheckpoint(digest, { origin, size, root }, signer.publicKey, signer.sign);
  const key = formatNoteKey(digest, { name: origin, publicKey: signer.publicKey });
  await inOneStep(client, async () => {
    await client.query("insert into audit_checkpoint (size, root, note, key) values ($1, $2, $3, $4)", [
      size,
      root,
      note,
      key,
    ]);
    if (sink.webhook)
      await client.query("insert into outbox (id, kind, payload) values ($1, 'checkpoint', $2)", [
        makeId(),
        JSON.stringify({ note, key }),
      ]);
  });
  return true;
}
