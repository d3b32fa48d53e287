import "server-only";
import type { InstantMs, Sha256Hex, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { MembershipRole, Role } from "@/lib/domain/people/capability";
import type { Inviter } from "@/lib/domain/people/invitation";
import type { Person, PersonRef, PersonStatus } from "@/lib/domain/people/person";
import { type Read, revise, type Tx } from "./client";
import { makeId } from "./ids";

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
  await tx.sql.$queryRaw`select 1 from "user" where id = ${id}::uuid for update`;
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
  },
): Promise<Person> {
  const row = await tx.sql.user.create({
    data: { id: makeId(), ...person, handle: await freeHandle(tx, person.handle) },
    select: PERSON,
  });
  return revised(tx, toPerson(row));
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

/** Changes role, status or name of a person whose row is locked. */
export async function updatePerson(
  tx: Tx,
  id: UserId,
  change: Partial<{ name: string; role: Role; status: PersonStatus }>,
): Promise<Person> {
  const row = await tx.sql.user.update({
    where: { id },
    data: { ...change, version: { increment: 1 } },
    select: PERSON,
  });
  return revised(tx, toPerson(row));
}

export async function updatePassword(tx: Tx, id: UserId, passwordHash: string): Promise<void> {
  await tx.sql.user.update({ where: { id }, data: { passwordHash, mustChangePassword: false } });
}

export async function updateSingleKeys(tx: Tx, id: UserId, singleKeys: boolean): Promise<void> {
  await tx.sql.user.update({ where: { id }, data: { singleKeys } });
}

/** Names and addresses stay out of history, so that they can be erased. */
function revised(tx: Tx, person: Person): Person {
  const { role, status } = person;
  revise(tx, { aggregate: "person", id: person.id, version: person.version, snapshot: { role, status } });
  return person;
}

export type Membership = {
  readonly userId: UserId;
  readonly systemId: SystemId;
  readonly role: MembershipRole;
  readonly version: number;
};

export async function listMembershipsOfSystem(
  read: Read,
  systemId: SystemId,
): Promise<readonly Membership[]> {
  const rows = await read.sql.membership.findMany({ where: { systemId }, take: LIST_MAX });
  return rows.map(toMembership);
}

export async function findMembership(tx: Tx, userId: UserId, systemId: SystemId): Promise<Membership | null> {
  const row = await tx.sql.membership.findUnique({ where: { userId_systemId: { userId, systemId } } });
  return row && toMembership(row);
}

function toMembership(row: { userId: string; systemId: string; role: string; version: number }): Membership {
  return {
    userId: row.userId as UserId,
    systemId: row.systemId as SystemId,
    role: row.role as MembershipRole,
    version: row.version,
  };
}

/** Sets, or with null removes, what a person may do on one system. Removal is a revision too. */
export async function writeMembership(
  tx: Tx,
  userId: UserId,
  systemId: SystemId,
  role: MembershipRole | null,
): Promise<void> {
  const last = await tx.sql.revision.aggregate({
    where: { aggregate: "membership", aggregateId: `${userId}:${systemId}` },
    _max: { version: true },
  });
  const version = (last._max.version ?? 0) + 1;
  const where = { userId_systemId: { userId, systemId } };
  if (role === null) await tx.sql.membership.deleteMany({ where: { userId, systemId } });
  else
    await tx.sql.membership.upsert({
      where,
      create: { userId, systemId, role, version },
      update: { role, version },
    });
  revise(tx, {
    aggregate: "membership",
    id: `${userId}:${systemId}`,
    version,
    subjectId: userId,
    systemId,
    snapshot: { role },
  });
}

/** How much a person owns: what a hand-over moves. */
export async function countOwned(read: Read, userId: UserId): Promise<{ systems: number; items: number }> {
  const [systems, items] = await Promise.all([
    read.sql.system.count({ where: { ownerId: userId } }),
    read.sql.checklistItem.count({ where: { ownerId: userId, retiredAt: null } }),
  ]);
  return { systems, items };
}

export type Invitation = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly invitedBy: UserId;
  readonly expiresAtMs: InstantMs;
};

const OPEN_INVITATION = { acceptedAt: null, revokedAt: null } as const;

type InvitationRow = {
  id: string;
  email: string;
  name: string;
  role: string;
  invitedBy: string;
  expiresAt: Date;
};
function toInvitation(row: InvitationRow): Invitation {
  const { id, email, name } = row;
  return {
    id,
    email,
    name,
    role: row.role as Role,
    invitedBy: row.invitedBy as UserId,
    expiresAtMs: row.expiresAt.getTime() as InstantMs,
  };
}

/** Invitations that were neither accepted nor withdrawn, newest first; expired ones too. */
export async function listOpenInvitations(read: Read): Promise<readonly Invitation[]> {
  const rows = await read.sql.invitation.findMany({
    where: OPEN_INVITATION,
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  return rows.map(toInvitation);
}

type InviterRow = { inviter_name: string; inviter_role: string; inviter_status: string; now_ms: number };

/** The invitation behind a link, if it can still be accepted, with the standing of who gave it. */
export async function findInvitation(
  read: Read,
  tokenHash: Sha256Hex,
): Promise<(Invitation & { readonly inviter: Inviter; readonly asOf: InstantMs }) | null> {
  const rows = await read.sql.$queryRaw<(InvitationRow & InviterRow)[]>`
    select i.id, i.email, i.name, i.role, i.invited_by as "invitedBy", i.expires_at as "expiresAt",
      u.name as inviter_name, u.role as inviter_role, u.status as inviter_status,
      floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms
    from invitation i join "user" u on u.id = i.invited_by
    where i.token_hash = ${tokenHash} and i.accepted_at is null and i.revoked_at is null
      and i.expires_at > clock_timestamp()`;
  const [row] = rows;
  if (!row) return null;
  const inviter: Inviter = {
    name: row.inviter_name,
    role: row.inviter_role as Role,
    status: row.inviter_status as PersonStatus,
  };
  return { ...toInvitation(row), inviter, asOf: row.now_ms as InstantMs };
}

/** Writes an invitation; an earlier open one to the same address stops working. */
export async function insertInvitation(
  tx: Tx,
  invitation: {
    email: string;
    name: string;
    role: Role;
    invitedBy: UserId;
    tokenHash: Sha256Hex;
    expiresAtMs: InstantMs;
  },
): Promise<string> {
  const { expiresAtMs, ...rest } = invitation;
  await tx.sql.invitation.updateMany({
    where: { email: rest.email, ...OPEN_INVITATION },
    data: { revokedAt: new Date(tx.asOf) },
  });
  const row = await tx.sql.invitation.create({
    data: { id: makeId(), ...rest, expiresAt: new Date(expiresAtMs) },
  });
  return row.id;
}

/** Uses the invitation up; false when it was used or withdrawn meanwhile. */
export async function acceptInvitation(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.sql.invitation.updateMany({
    where: { id, ...OPEN_INVITATION },
    data: { acceptedAt: new Date(tx.asOf) },
  });
  return count === 1;
}

export async function revokeInvitation(tx: Tx, id: string): Promise<Invitation | null> {
  const { count } = await tx.sql.invitation.updateMany({
    where: { id, ...OPEN_INVITATION },
    data: { revokedAt: new Date(tx.asOf) },
  });
  if (count === 0) return null;
  return toInvitation(await tx.sql.invitation.findUniqueOrThrow({ where: { id } }));
}

/** Writes a reset; an earlier unused one stops working. */
export async function insertPasswordReset(
  tx: Tx,
  reset: { userId: UserId; tokenHash: Sha256Hex; expiresAtMs: InstantMs },
): Promise<void> {
  const { expiresAtMs, ...rest } = reset;
  await tx.sql.passwordReset.updateMany({
    where: { userId: rest.userId, usedAt: null },
    data: { usedAt: new Date(tx.asOf) },
  });
  await tx.sql.passwordReset.create({ data: { id: makeId(), ...rest, expiresAt: new Date(expiresAtMs) } });
}

/** As much work as a reset takes, for an address that nobody has: the answer's time must not tell. */
export async function insertNoPasswordReset(tx: Tx): Promise<void> {
  const userId = makeId<UserId>();
  for (let statement = 0; statement < 3; statement++)
    await tx.sql.passwordReset.updateMany({ where: { userId }, data: { usedAt: new Date(tx.asOf) } });
}

/** Whose reset this is, if it can still be used. */
export async function findPasswordReset(
  read: Read,
  tokenHash: Sha256Hex,
): Promise<{ id: string; userId: UserId } | null> {
  const rows = await read.sql.$queryRaw<{ id: string; user_id: string }[]>`
    select r.id, r.user_id from password_reset r join "user" u on u.id = r.user_id
    where r.token_hash = ${tokenHash} and r.used_at is null and r.expires_at > clock_timestamp() and u.status = 'active'`;
  return rows[0] ? { id: rows[0].id, userId: rows[0].user_id as UserId } : null;
}

/** Uses the reset up; false when it was used meanwhile. */
export async function consumePasswordReset(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.sql.passwordReset.updateMany({
    where: { id, usedAt: null },
    data: { usedAt: new Date(tx.asOf) },
  });
  return count === 1;
}
