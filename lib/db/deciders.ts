import "server-only";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import { type MembershipRole, type Role, rolesWith } from "@/lib/domain/people/capability";
import type { Decider } from "@/lib/domain/people/deciders";
import { systemsWithout } from "@/lib/domain/people/may";
import { mayDecide } from "@/lib/domain/people/power";
import { countWaiting } from "./approval-lists";
import type { Read, Tx } from "./client";

const DECIDER = {
  id: true,
  name: true,
  role: true,
  decidingGrantedBy: true,
  memberships: { select: { systemId: true, role: true } },
} as const;
const WAITING_MAX = 99;

type Row = {
  id: string;
  name: string;
  role: string;
  decidingGrantedBy: string | null;
  memberships: { systemId: string; role: string }[];
};

function toDecider({ id, name, role, decidingGrantedBy, memberships }: Row): Decider {
  return {
    id: id as UserId,
    name,
    role: role as Role,
    grantedBy: decidingGrantedBy as UserId | null,
    memberships: new Map(memberships.map((one) => [one.systemId as SystemId, one.role as MembershipRole])),
  };
}

/**
 * Everybody with an active account whose role may decide. Until the transaction ends nobody else takes such a right
 * away: of two who take the last ones from each other at once, the second sees what the first did.
 */
export async function holdDeciders(tx: Tx): Promise<readonly Decider[]> {
  await tx.sql.$executeRaw`select pg_advisory_xact_lock(hashtext('countersign.deciders'))`;
  const rows = await tx.sql.user.findMany({
    where: { status: "active", role: { in: [...rolesWith("approvals:decide")] } },
    select: DECIDER,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map(toDecider);
}

/** Who gave somebody the role by which they decide, alone; null where nobody in particular did. */
export async function findGranter(
  read: Read,
  userId: UserId,
): Promise<{ readonly id: UserId; readonly name: string } | null> {
  const row = await read.sql.user.findUnique({
    where: { id: userId },
    select: { granter: { select: { id: true, name: true } } },
  });
  return row?.granter ? { ...row.granter, id: row.granter.id as UserId } : null;
}

/** How many open requests somebody could decide at this moment; counted up to 99. */
export async function countDecidable(read: Read, userId: UserId): Promise<number> {
  const row = await read.sql.user.findUnique({ where: { id: userId }, select: DECIDER });
  if (!row) return 0;
  const person = toDecider(row);
  if (!mayDecide(person.role)) return 0;
  const without = systemsWithout(person, "approvals:decide");
  return countWaiting(read, { me: userId, without, decidesOrganisation: true }, WAITING_MAX);
}
