import "server-only";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { MembershipRole } from "@/lib/domain/people/capability";
import { type Read, revise, type Tx } from "./client";

const LIST_MAX = 2_000;

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
