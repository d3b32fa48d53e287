import "server-only";
import type { KeptPolicy } from "@/lib/domain/approvals/policy";
import type { LetIn } from "@/lib/domain/approvals/stranded";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { MembershipRole, Role } from "@/lib/domain/people/capability";
import type { Decider } from "@/lib/domain/people/deciders";
import { type Rights, systemsWithout } from "@/lib/domain/people/may";
import { mayDecide } from "@/lib/domain/people/power";
import type { Vouched } from "@/lib/domain/people/vouched";
import { countWaiting } from "./approval-lists";
import type { Read, Tx } from "./client";
import { listLetIn, listStanding } from "./deciders";
import { holdPolicies } from "./policies";

const WAITING_MAX = 99;

/**
 * Everybody with an active account whose role may decide, and the policies that ask for them. Until the transaction ends
 * nobody else takes such a right away or changes a policy: of two who take the last ones from each other at once, the
 * second sees what the first did.
 */
export async function holdDeciders(tx: Tx): Promise<{
  readonly policies: readonly KeptPolicy[];
  readonly deciders: readonly Decider[];
  readonly letIn: readonly LetIn[];
}> {
  const policies = await holdPolicies(tx);
  return { policies, deciders: await listStanding(tx), letIn: await listLetIn(tx) };
}

/** How an account came to be, and the people who alone let it in, by name; nobody where that is settled. */
export async function findLetIn(
  read: Read,
  userId: UserId,
): Promise<Vouched & { readonly by: readonly (Vouched & { readonly name: string })[] }> {
  const { onWordOf } = await read.sql.user.findUniqueOrThrow({
    where: { id: userId },
    select: { onWordOf: true },
  });
  const people = await read.sql.user.findMany({
    where: { id: { in: onWordOf } },
    select: { id: true, name: true, onWordOf: true },
    orderBy: { name: "asc" },
  });
  const by = people.map((one) => ({ ...one, id: one.id as UserId, onWordOf: one.onWordOf as UserId[] }));
  return { id: userId, onWordOf: onWordOf as UserId[], by };
}

/** How many open requests somebody could decide at this moment; counted up to 99. */
export async function countDecidable(read: Read, userId: UserId): Promise<number> {
  const row = await read.sql.user.findUnique({
    where: { id: userId },
    select: { role: true, memberships: { select: { systemId: true, role: true } } },
  });
  if (!row || !mayDecide(row.role as Role)) return 0;
  const rights: Rights = {
    role: row.role as Role,
    memberships: new Map(
      row.memberships.map((one) => [one.systemId as SystemId, one.role as MembershipRole]),
    ),
  };
  const without = systemsWithout(rights, "approvals:decide");
  return countWaiting(read, { me: userId, without, decidesOrganisation: true }, WAITING_MAX);
}
