import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import type { Brand } from "@/lib/domain/kernel/brand";
import type { ApprovalRequestId, InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import { Prisma, PrismaClient } from "./generated/client";

/** A connection to read from: the pool itself, or a transaction. */
export type Read = { readonly sql: Prisma.TransactionClient };

/** A new state of an aggregate, to be kept for good. */
export type Revision = {
  readonly aggregate: string;
  readonly id: string;
  readonly version: number;
  /** What a history page asks by; the aggregate itself unless it is part of another. */
  readonly subjectId?: string;
  readonly systemId?: SystemId | null;
  readonly snapshot: Prisma.InputJsonObject;
};

/** A transaction opened by the gate. Writers demand one, so nothing is written beside the gate. */
export type Tx = Brand<
  Read & {
    readonly asOf: InstantMs;
    readonly revisions: Revision[];
    /** Requests for approval that got their last signature here; the gate runs them once this is committed. */
    readonly due: ApprovalRequestId[];
  },
  "Tx"
>;

const REVISION_SCHEMA_VERSION = 1;
const TRANSACTION_MS_MAX = 15_000;
/** After this long no change with a smaller number can still appear: its transaction has committed or is gone. */
export const changesSettleMs = TRANSACTION_MS_MAX + 5_000;
/** How long somebody waits for a free connection: a room of people who click at once is served one after the other. */
const CONNECTION_MS_MAX = 20_000;
const BACKOFF_MS = 60;
const ATTEMPTS_MAX = 3;

type Connections = { readonly pool: Pool; readonly prisma: PrismaClient };
const held = globalThis as typeof globalThis & { countersignConnections?: Connections };

function connections(): Connections {
  held.countersignConnections ??= connect();
  return held.countersignConnections;
}

let databaseUrl = (): string => {
  throw new Error("lib/server/env.ts says where the database is; import it first");
};

/** Says where the database is. Asked once, at the first query, because a build has no database. */
export function provideDatabaseUrl(source: () => string): void {
  databaseUrl = source;
}

function connect(): Connections {
  const connectionString = databaseUrl();
  const pool = new Pool({
    connectionString,
    max: 12,
    connectionTimeoutMillis: CONNECTION_MS_MAX,
    idleTimeoutMillis: 30_000,
  });
  pool.on("error", () => {}); // A lost idle connection is replaced by the next query; that query reports what it meets.
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

/** The pool, for the libraries that want a plain one (rate limiter). */
export function pool(): Pool {
  return connections().pool;
}

/** Reading outside a transaction. */
export function reader(): Read {
  return { sql: connections().prisma };
}

/** The database's clock, the only one that decides anything. */
export async function databaseNow(read: Read): Promise<InstantMs> {
  const rows = await read.sql.$queryRaw<{ ms: number }[]>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
  return (rows[0]?.ms ?? Number.NaN) as InstantMs;
}

/**
 * Runs `work` in one transaction, committed on return, rolled back when it throws.
 * A transaction that lost a race (serialization, deadlock) is run again from the start, with nothing kept of before.
 */
export async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await connections().prisma.$transaction(
        async (sql) =>
          work({
            sql,
            asOf: await databaseNow({ sql }),
            revisions: [] as Revision[],
            due: [] as ApprovalRequestId[],
          } as unknown as Tx),
        { maxWait: CONNECTION_MS_MAX, timeout: TRANSACTION_MS_MAX },
      );
    } catch (thrown) {
      if (attempt >= ATTEMPTS_MAX || !lostRace(thrown)) throw thrown;
      await sleep(Math.random() * BACKOFF_MS * attempt); // apart, so that losers do not meet again at once
    }
  }
}

/** Keeps the new state of an aggregate; the gate writes it with the change that it belongs to. */
export function revise(tx: Tx, revision: Revision): void {
  tx.revisions.push(revision);
}

/**
 * Numbers the change and writes its revisions. Called once, last, when every row it touches is locked,
 * so that for each aggregate the order of numbers is the order of versions.
 *
 * @returns the number of the change, or null where nothing was revised
 */
export async function commitRevisions(
  tx: Tx,
  change: { command: string; actorId: UserId | null },
): Promise<bigint | null> {
  if (tx.revisions.length === 0) return null;
  const { number } = await tx.sql.change.create({ data: change, select: { number: true } });
  await tx.sql.revision.createMany({
    data: tx.revisions.map((revision) => ({
      aggregate: revision.aggregate,
      aggregateId: revision.id,
      version: revision.version,
      changeNumber: number,
      subjectId: revision.subjectId ?? revision.id,
      systemId: revision.systemId ?? null,
      schemaVersion: REVISION_SCHEMA_VERSION,
      snapshot: revision.snapshot,
    })),
  });
  return number;
}

/** True when a unique key refused the write (the loser of a race, or a taken name). */
export function isTaken(thrown: unknown): boolean {
  return thrown instanceof Prisma.PrismaClientKnownRequestError && thrown.code === "P2002";
}

/** Serialization failure and deadlock: Prisma's own queries say P2034, raw ones P2010 around Postgres' code. */
function lostRace(thrown: unknown): boolean {
  if (!(thrown instanceof Prisma.PrismaClientKnownRequestError)) return false;
  if (thrown.code === "P2034") return true;
  const error = thrown.meta?.["driverAdapterError"] as { cause?: { originalCode?: unknown } } | undefined;
  const code = error?.cause?.originalCode;
  return thrown.code === "P2010" && (code === "40001" || code === "40P01");
}
