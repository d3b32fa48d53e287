import "server-only";
import type { InstantMs, UserId } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import type { Person, PersonRef, PersonStatus } from "@/lib/domain/people/person";
import { type Read, revise, type Tx } from "./client";
import { makeId } from "./ids";
import { voidPasswordResets } from "./password-resets";

const PERSON = {
  id: true,
  email: true,
  handle: true,
  name: true,
  role: true,
  status: true,
  version: true,
  createdAt: true,
} as const;
const PERSON_TO_KEEP = { ...PERSON, singleKeys: true } as const;
const LIST_MAX = 2_000;

type PersonRow = {
  id: string;
  email: string;
  handle: string;
  name: string;
  role: string;
  status: string;
  version: number;
  createdAt: Date;
};

function toPerson({ createdAt, ...row }: PersonRow): Person {
  return {
    ...row,
    id: row.id as UserId,
    role: row.role as Role,
    status: row.status as PersonStatus,
    sinceMs: createdAt.getTime() as InstantMs,
  };
}

export async function findPerson(read: Read, id: UserId): Promise<Person | null> {
  const row = await read.sql.user.findUnique({ where: { id }, select: PERSON });
  return row && toPerson(row);
}

/** The person and their row locked until the transaction ends. */
export async function lockPerson(tx: Tx, id: UserId): Promise<Person | null> {
  await tx.sql.$queryRaw`select 1 from "user" where id = ${id}::uuid for no key update`;
  return findPerson(tx, id);
}

/** Everybody, by name. */
export async function listPeople(read: Read): Promise<readonly Person[]> {
  const rows = await read.sql.user.findMany({
    select: PERSON,
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: LIST_MAX,
  });
  return rows.map(toPerson);
}

/** Those who can be given work: active people, by name. */
export async function listActivePeople(read: Read): Promise<readonly PersonRef[]> {
  const rows = await read.sql.user.findMany({
    where: { status: "active" },
    select: { id: true, name: true, handle: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: LIST_MAX,
  });
  return rows.map((row) => ({ ...row, id: row.id as UserId }));
}

/** Active people with one of these roles, by name: whom to ask. */
export async function listNamesByRole(
  read: Read,
  roles: readonly Role[],
): Promise<readonly { readonly name: string; readonly role: Role }[]> {
  const rows = await read.sql.user.findMany({
    where: { status: "active", role: { in: [...roles] } },
    select: { name: true, role: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: LIST_MAX,
  });
  return rows.map((row) => ({ name: row.name, role: row.role as Role }));
}

/** Names for ids, for lists that hold ids; who is unknown is left out. */
export async function namesOf(
  read: Read,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, PersonRef>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await read.sql.user.findMany({
    where: { id: { in: wanted } },
    select: { id: true, name: true, handle: true },
  });
  return new Map(rows.map((row) => [row.id, { ...row, id: row.id as UserId }]));
}

export async function findPeopleByHandle(
  read: Read,
  handles: readonly string[],
): Promise<readonly PersonRef[]> {
  if (handles.length === 0) return [];
  const rows = await read.sql.user.findMany({
    where: { handle: { in: [...handles] }, status: "active" },
    select: { id: true, name: true, handle: true },
  });
  return rows.map((row) => ({ ...row, id: row.id as UserId }));
}

export type Credentials = {
  readonly id: UserId;
  readonly passwordHash: string;
  readonly status: PersonStatus;
};

export async function findCredentials(read: Read, email: string): Promise<Credentials | null> {
  const row = await read.sql.user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, status: true },
  });
  return row && { id: row.id as UserId, passwordHash: row.passwordHash, status: row.status as PersonStatus };
}

export async function getPasswordHash(read: Read, id: UserId): Promise<string> {
  return (await read.sql.user.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } }))
    .passwordHash;
}

export async function emailIsKnown(read: Read, email: string): Promise<boolean> {
  return (await read.sql.user.count({ where: { email } })) > 0;
}

export async function countActiveAdministrators(tx: Tx): Promise<number> {
  return tx.sql.user.count({ where: { role: "admin", status: "active" } });
}

/** Inserts a person under the next free handle: "jonas.weber", "jonas.weber.2" ... */
export async function insertPerson(
  tx: Tx,
  person: {
    email: string;
    handle: string;
    name: string;
    role: Role;
    passwordHash: string;
    mustChangePassword?: boolean;
    /** Who lets them in alone. */
    onWordOf?: readonly UserId[];
  },
): Promise<Person> {
  const { onWordOf = [], ...rest } = person;
  const row = await tx.sql.user.create({
    data: { id: makeId(), ...rest, handle: await freeHandle(tx, person.handle), onWordOf: [...onWordOf] },
    select: PERSON_TO_KEEP,
  });
  return revised(tx, row);
}

/** Two people with one name who come at once must not both find the same handle free. */
async function freeHandle(tx: Tx, wanted: string): Promise<string> {
  await tx.sql.$executeRaw`select pg_advisory_xact_lock(hashtext('countersign.handles'))`;
  const rows = await tx.sql.user.findMany({
    where: { handle: { startsWith: wanted } },
    select: { handle: true },
  });
  const taken = new Set(rows.map((row) => row.handle));
  for (let n = 1; ; n++) {
    const handle = n === 1 ? wanted : `${wanted}.${n}`;
    if (!taken.has(handle)) return handle;
  }
}

/** Changes a person whose row is locked. */
export async function updatePerson(
  tx: Tx,
  id: UserId,
  change: Partial<{
    name: string;
    role: Role;
    status: PersonStatus;
    singleKeys: boolean;
    /** Who let them in alone; nobody once two persons say so, or somebody else vouches. */
    onWordOf: readonly UserId[];
    vouchedBy: UserId;
  }>,
): Promise<Person> {
  const { onWordOf, ...rest } = change;
  const row = await tx.sql.user.update({
    where: { id },
    data: { ...rest, ...(onWordOf && { onWordOf: [...onWordOf] }), version: { increment: 1 } },
    select: PERSON_TO_KEEP,
  });
  return revised(tx, row);
}

/** Sets a password; reset links made for the earlier one stop working. */
export async function updatePassword(tx: Tx, id: UserId, passwordHash: string): Promise<void> {
  await voidPasswordResets(tx, id);
  await tx.sql.user.update({ where: { id }, data: { passwordHash, mustChangePassword: false } });
}

/** Names and addresses stay out of history, so that they can be erased. */
function revised(tx: Tx, { singleKeys, ...row }: PersonRow & { singleKeys: boolean }): Person {
  const { id, version, role, status } = row;
  revise(tx, { aggregate: "person", id, version, snapshot: { role, status, singleKeys } });
  return toPerson(row);
}

/** How much a person owns: what a hand-over moves. */
export async function countOwned(read: Read, userId: UserId): Promise<{ systems: number; items: number }> {
  const [systems, items] = await Promise.all([
    read.sql.system.count({ where: { ownerId: userId } }),
    read.sql.checklistItem.count({ where: { ownerId: userId, retiredAt: null } }),
  ]);
  return { systems, items };
}
