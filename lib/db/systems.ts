import "server-only";
import type { InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { SystemFacts, SystemSummary } from "@/lib/domain/systems/system";
import type { Criticality, DataClass, Regulation, SystemType } from "@/lib/domain/systems/vocabulary";
import { type Read, revise, type Tx } from "./client";
import type { Prisma } from "./generated/client";
import { makeId } from "./ids";

const LIST_MAX = 5_000;
const WITH_OWNER = { owner: { select: { id: true, name: true, handle: true } } } as const;
type Row = Prisma.SystemGetPayload<{ include: typeof WITH_OWNER }>;

function toSummary(row: Row): SystemSummary {
  return {
    id: row.id as SystemId,
    slug: row.slug,
    name: row.name,
    type: row.type as SystemType,
    description: row.description,
    owner: { ...row.owner, id: row.owner.id as UserId },
    criticality: row.criticality as Criticality,
    dataClasses: row.dataClasses as DataClass[],
    regulations: row.regulations as Regulation[],
    tags: row.tags,
    version: row.version,
    createdAtMs: row.createdAt.getTime() as InstantMs,
    archivedAtMs: row.archivedAt && (row.archivedAt.getTime() as InstantMs),
  };
}

/** What an address names, and whether it is archived. */
export async function findSystemAt(
  read: Read,
  slug: string,
): Promise<{ readonly id: SystemId; readonly archived: boolean } | null> {
  const row = await read.sql.system.findUnique({ where: { slug }, select: { id: true, archivedAt: true } });
  return row && { id: row.id as SystemId, archived: row.archivedAt !== null };
}

export async function findSystem(read: Read, id: SystemId): Promise<SystemSummary | null> {
  const row = await read.sql.system.findUnique({ where: { id }, include: WITH_OWNER });
  return row && toSummary(row);
}

/** The system, its row locked until the transaction ends. */
export async function lockSystem(tx: Tx, id: SystemId): Promise<SystemSummary | null> {
  await tx.sql.$queryRaw`select 1 from system where id = ${id}::uuid for update`;
  return findSystem(tx, id);
}

/** The first names for the navigation, and how many systems there are; hidden ones left out. */
export async function listSystemNames(
  read: Read,
  hidden: readonly SystemId[],
  most: number,
): Promise<{
  readonly first: readonly { readonly slug: string; readonly name: string }[];
  readonly count: number;
}> {
  const where = { archivedAt: null, id: { notIn: [...hidden] } };
  const [first, count] = await Promise.all([
    read.sql.system.findMany({
      where,
      select: { slug: true, name: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: most,
    }),
    read.sql.system.count({ where }),
  ]);
  return { first, count };
}

/** All systems but the hidden ones, by name. */
export async function listSystems(
  read: Read,
  hidden: readonly SystemId[],
): Promise<readonly SystemSummary[]> {
  const rows = await read.sql.system.findMany({
    where: { archivedAt: null, ...(hidden.length > 0 ? { id: { notIn: [...hidden] } } : {}) },
    include: WITH_OWNER,
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: LIST_MAX,
  });
  return rows.map(toSummary);
}

export async function slugIsTaken(read: Read, slug: string, except: SystemId | null): Promise<boolean> {
  const row = await read.sql.system.findUnique({ where: { slug }, select: { id: true } });
  return row !== null && row.id !== except;
}

export async function insertSystem(tx: Tx, facts: SystemFacts): Promise<SystemSummary> {
  const row = await tx.sql.system.create({ data: { id: makeId(), ...columns(facts) }, include: WITH_OWNER });
  return revised(tx, toSummary(row));
}

/** Writes new facts over a system whose row is locked. */
export async function updateSystem(tx: Tx, id: SystemId, facts: SystemFacts): Promise<SystemSummary> {
  const row = await tx.sql.system.update({
    where: { id },
    data: { ...columns(facts), version: { increment: 1 } },
    include: WITH_OWNER,
  });
  return revised(tx, toSummary(row));
}

/** Puts a system whose row is locked away, or takes it back. */
export async function setArchived(tx: Tx, id: SystemId, archived: boolean): Promise<SystemSummary> {
  const row = await tx.sql.system.update({
    where: { id },
    data: { archivedAt: archived ? new Date(tx.asOf) : null, version: { increment: 1 } },
    include: WITH_OWNER,
  });
  return revised(tx, toSummary(row));
}

/**
 * Holds a system as it is until the transaction ends, in use or archived: many may write in it at once, but it is not put
 * away meanwhile.
 *
 * @param alone whoever archives it or takes it back waits for the others
 * @returns whether it is archived
 */
export async function holdArchiving(tx: Tx, id: SystemId, alone: boolean): Promise<boolean> {
  const key = `countersign.archiving ${id}`;
  if (alone) await tx.sql.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
  else await tx.sql.$executeRaw`select pg_advisory_xact_lock_shared(hashtextextended(${key}, 0))`;
  return isArchived(tx, id);
}

export async function isArchived(read: Read, id: SystemId): Promise<boolean> {
  const row = await read.sql.system.findUnique({ where: { id }, select: { archivedAt: true } });
  return row !== null && row.archivedAt !== null;
}

/** Hands every system of one person to another. Returns how many. */
export async function handOverSystems(tx: Tx, from: UserId, to: UserId): Promise<number> {
  await tx.sql.$queryRaw`select 1 from system where owner_id = ${from}::uuid order by id for update`;
  const rows = await tx.sql.system.findMany({
    where: { ownerId: from },
    include: WITH_OWNER,
    orderBy: { id: "asc" },
  });
  for (const row of rows) await updateSystem(tx, row.id as SystemId, { ...toSummary(row), ownerId: to });
  return rows.length;
}

function columns(facts: SystemFacts) {
  const { slug, name, type, description, ownerId, criticality, dataClasses, regulations, tags } = facts;
  return {
    slug,
    name,
    type,
    description,
    ownerId,
    criticality,
    dataClasses: [...dataClasses],
    regulations: [...regulations],
    tags: [...tags],
  };
}

function revised(tx: Tx, system: SystemSummary): SystemSummary {
  const { id, version, owner, createdAtMs: _createdAtMs, ...facts } = system;
  revise(tx, {
    aggregate: "system",
    id,
    version,
    systemId: id,
    snapshot: { ...facts, ownerId: owner.id } as Prisma.InputJsonObject,
  });
  return system;
}
