import "server-only";
import type { LetIn, Standing } from "@/lib/domain/approvals/stranded";
import type { InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import { type MembershipRole, type Role, rolesWith } from "@/lib/domain/people/capability";
import { mayInScope } from "@/lib/domain/people/may";
import type { PersonRef } from "@/lib/domain/people/person";
import type { Vouched } from "@/lib/domain/people/vouched";
import type { Read } from "./client";

const DECIDERS_MAX = 500;

/** Somebody who may sign, as a policy's groups look at them, and who alone let them in. */
export type Decider = PersonRef & Vouched & { readonly role: Role };

/**
 * People with an active account whose role may decide, with their memberships, by name.
 *
 * @param since only those who had that right at this instant already
 */
export async function listStanding(
  read: Read,
  since: InstantMs | null = null,
): Promise<readonly (Standing & Decider)[]> {
  const rows = await read.sql.user.findMany({
    where: {
      status: "active",
      role: { in: [...rolesWith("approvals:decide")] },
      ...(since === null ? {} : { decidingSince: { lte: new Date(since) } }),
    },
    select: {
      id: true,
      name: true,
      handle: true,
      role: true,
      onWordOf: true,
      memberships: { select: { systemId: true, role: true } },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: DECIDERS_MAX,
  });
  return rows.map(({ id, name, handle, role, onWordOf, memberships }) => ({
    id: id as UserId,
    name,
    handle,
    role: role as Role,
    onWordOf: onWordOf as UserId[],
    memberships: new Map(memberships.map((one) => [one.systemId as SystemId, one.role as MembershipRole])),
  }));
}

/** Active people who decide nothing and whom somebody alone let in, by name. */
export async function listLetIn(read: Read): Promise<readonly LetIn[]> {
  const rows = await read.sql.user.findMany({
    where: {
      status: "active",
      role: { notIn: [...rolesWith("approvals:decide")] },
      onWordOf: { isEmpty: false },
    },
    select: { id: true, name: true, onWordOf: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: DECIDERS_MAX,
  });
  return rows.map(({ id, name, onWordOf }) => ({ id: id as UserId, name, onWordOf: onWordOf as UserId[] }));
}

/** Active people who may sign what concerns this system (null: the organisation) and was asked for then, by name. */
export async function listDeciders(
  read: Read,
  systemId: SystemId | null,
  askedAt: InstantMs,
): Promise<readonly Decider[]> {
  const people = await listStanding(read, askedAt);
  return people.filter((person) => mayInScope(person, systemId, "approvals:decide"));
}
