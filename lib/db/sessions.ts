import "server-only";
import type { InstantMs, SessionId, Sha256Hex, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { MembershipRole, Role } from "@/lib/domain/people/capability";
import type { Rights } from "@/lib/domain/people/may";
import type { PersonRef } from "@/lib/domain/people/person";
import type { Vouched } from "@/lib/domain/people/vouched";
import type { Read, Tx } from "./client";
import { Prisma } from "./generated/client";
import { voidHalfSessions } from "./half-sessions";
import { makeId } from "./ids";

/** Sessions end this long after sign-in, and sooner when unused. */
const SESSION_HOURS = 24 * 14;
const IDLE_HOURS = 24 * 3;

/** Who a session belongs to, with the rights of this very moment. */
export type SessionHolder = PersonRef &
  Vouched &
  Rights & {
    readonly sessionId: SessionId;
    readonly email: string;
    readonly mustChangePassword: boolean;
    /** Their role needs a second factor and they have none yet. */
    readonly mustSetUpFactor: boolean;
    readonly singleKeys: boolean;
    /** The database's clock when this was read. */
    readonly asOf: InstantMs;
  };

type Row = {
  session_id: string;
  user_id: string;
  name: string;
  handle: string;
  email: string;
  role: string;
  must_change_password: boolean;
  must_set_up_factor: boolean;
  single_keys: boolean;
  memberships: Record<string, string> | null;
  on_word_of: string[];
  now_ms: number;
};

/** Whether the role of `u` needs a second factor that `u` has not; where no policy can be read it does. */
const MUST_SET_UP_FACTOR = Prisma.sql`(
  coalesce((select u.role = any(p.factor_roles) from sign_in_policy p where p.id = 1), true)
  and not exists (select 1 from totp_factor t where t.user_id = u.id and t.confirmed_at is not null)
  and not exists (select 1 from passkey k where k.user_id = u.id))`;

/** What is read of a person "u" who acts. */
const HOLDER = Prisma.sql`
  u.id as user_id, u.name, u.handle, u.email, u.role, u.must_change_password, u.single_keys, u.on_word_of,
  ${MUST_SET_UP_FACTOR} as must_set_up_factor,
  (select jsonb_object_agg(m.system_id, m.role) from membership m where m.user_id = u.id) as memberships,
  floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms`;

/** The holder of a live session: not revoked, not expired, not idle, and the person active; else null. */
export async function findSessionHolder(read: Read, tokenHash: Sha256Hex): Promise<SessionHolder | null> {
  const rows = await read.sql.$queryRaw<Row[]>`
    select s.id as session_id, ${HOLDER}
    from session s join "user" u on u.id = s.user_id
    where s.token_hash = ${tokenHash} and s.revoked_at is null and s.expires_at > clock_timestamp()
      and s.last_seen_at > clock_timestamp() - make_interval(hours => ${IDLE_HOURS}::int) and u.status = 'active'`;
  return rows[0] ? toHolder(rows[0]) : null;
}

/** The same for a person named by id, for work that runs without a session. */
export async function findHolderById(read: Read, userId: UserId): Promise<SessionHolder | null> {
  const rows = await read.sql.$queryRaw<Row[]>`
    select u.id as session_id, ${HOLDER}
    from "user" u where u.id = ${userId}::uuid and u.status = 'active'`;
  return rows[0] ? toHolder(rows[0]) : null;
}

/**
 * Holds the person's row against a change of role or a lock until this transaction ends,
 * so that a command and the loss of the right to it can't pass each other, and nobody whose account is
 * ending is given anything meanwhile. Two people are held in the order of their ids, and before systems and items.
 */
export async function holdPerson(tx: Tx, userId: UserId): Promise<void> {
  await tx.sql.$queryRaw`select 1 from "user" where id = ${userId}::uuid for share`;
}

/** The same for somebody who changes their own row: two such commands wait for each other instead of deadlocking. */
export async function holdSelf(tx: Tx, userId: UserId): Promise<void> {
  await tx.sql.$queryRaw`select 1 from "user" where id = ${userId}::uuid for no key update`;
}

function toHolder(row: Row): SessionHolder {
  return {
    sessionId: row.session_id as SessionId,
    id: row.user_id as UserId,
    name: row.name,
    handle: row.handle,
    email: row.email,
    role: row.role as Role,
    mustChangePassword: row.must_change_password,
    mustSetUpFactor: row.must_set_up_factor,
    singleKeys: row.single_keys,
    memberships: new Map(Object.entries(row.memberships ?? {}) as [SystemId, MembershipRole][]),
    onWordOf: row.on_word_of as UserId[],
    asOf: row.now_ms as InstantMs,
  };
}

export async function insertSession(
  tx: Tx,
  session: { userId: UserId; tokenHash: Sha256Hex; address: string; agent: string },
): Promise<void> {
  await tx.sql.session.create({
    data: { id: makeId(), ...session, expiresAt: new Date(tx.asOf + SESSION_HOURS * 3_600_000) },
  });
}

/** Marks the session as used, at most once a minute, so that reading pages writes little. */
export async function touchSession(read: Read, sessionId: SessionId): Promise<void> {
  await read.sql.$executeRaw`
    update session set last_seen_at = clock_timestamp()
    where id = ${sessionId}::uuid and last_seen_at < clock_timestamp() - interval '1 minute'`;
}

/** Ends the sessions of a person, and what was on the way to one; `except` stays. Returns how many ended. */
export async function revokeSessions(
  tx: Tx,
  userId: UserId,
  except: SessionId | null = null,
): Promise<number> {
  await voidHalfSessions(tx, userId);
  const { count } = await tx.sql.session.updateMany({
    where: { userId, revokedAt: null, ...(except ? { id: { not: except } } : {}) },
    data: { revokedAt: new Date(tx.asOf) },
  });
  return count;
}

/** Ends one session of this person; false when it is not theirs or already over. */
export async function revokeSession(tx: Tx, userId: UserId, sessionId: SessionId): Promise<boolean> {
  const { count } = await tx.sql.session.updateMany({
    where: { id: sessionId, userId, revokedAt: null },
    data: { revokedAt: new Date(tx.asOf) },
  });
  return count === 1;
}

export type SessionLine = {
  readonly id: SessionId;
  readonly address: string;
  readonly agent: string;
  readonly createdAtMs: InstantMs;
  readonly lastSeenAtMs: InstantMs;
};

/** The live sessions of a person, newest use first. */
export async function listSessions(
  read: Read,
  userId: UserId,
  asOf: InstantMs,
): Promise<readonly SessionLine[]> {
  const rows = await read.sql.session.findMany({
    where: {
      userId,
      revokedAt: null,
      expiresAt: { gt: new Date(asOf) },
      lastSeenAt: { gt: new Date(asOf - IDLE_HOURS * 3_600_000) },
    },
    orderBy: { lastSeenAt: "desc" },
    take: 100,
  });
  return rows.map((row) => ({
    id: row.id as SessionId,
    address: row.address,
    agent: row.agent,
    createdAtMs: row.createdAt.getTime() as InstantMs,
    lastSeenAtMs: row.lastSeenAt.getTime() as InstantMs,
  }));
}

/** The stored answer to a form that was already sent with this key. */
export async function findIdempotentResult(
  read: Read,
  userId: UserId,
  key: string,
): Promise<{ command: string; result: unknown } | null> {
  return read.sql.idempotentResult.findUnique({
    where: { userId_key: { userId, key } },
    select: { command: true, result: true },
  });
}

/** Keeps the answer. Throws when the key was used meanwhile: `isTaken` tells. */
export async function insertIdempotentResult(
  tx: Tx,
  entry: { userId: UserId; key: string; command: string; result: unknown },
): Promise<void> {
  await tx.sql.idempotentResult.create({
    data: { ...entry, result: JSON.parse(JSON.stringify(entry.result ?? null)) },
  });
}
