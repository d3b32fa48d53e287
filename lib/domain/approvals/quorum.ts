import type { UserId } from "../kernel/ids";
import type { Role } from "../people/capability";
import type { Vouched } from "../people/vouched";
import type { ApprovalPolicy, Approvers } from "./policy";
import type { ApprovalRequest, CastVote } from "./request";

/** How far a request is from having every signature. */
export type Quorum = {
  readonly needed: number;
  readonly signed: number;
  readonly met: boolean;
};

/** Somebody who may decide, as a group looks at them. */
export type Signer = { readonly id: UserId; readonly role: Role };

/**
 * Counts the approvals that count: of people other than the requester and the authors of the content, who may decide at
 * this moment, each once, and each for one group only. Where the policy changed since it was asked for, the request needs
 * what either demands.
 *
 * @returns of the policy that is further from being satisfied; `signed` ≤ `needed`; met only if every group has its
 *   people, under each policy that counts
 */
export function quorumOf(request: RulesAndVotes): Quorum {
  const bars = barsOf(request).map((policy) => countedUnder(policy, request));
  const hardest = bars.reduce((a, b) => (b.needed - b.signed > a.needed - a.signed ? b : a));
  return { ...hardest, met: request.current !== null && bars.every(({ met }) => met) };
}

type RulesAndVotes = Pick<ApprovalRequest, "requesterId" | "authorIds" | "policy" | "current" | "votes">;

/** The policies that a request has to satisfy: as it was asked for and as it stands now, where that is another one. */
export function barsOf({ policy, current }: Pick<ApprovalRequest, "policy" | "current">) {
  return current === null || current === policy ? [policy] : [policy, current];
}

/** Whether an approval has to be signed with a second factor, under any policy that counts. */
export function needsFactor(request: Pick<ApprovalRequest, "policy" | "current">): boolean {
  return barsOf(request).some(({ stepUpNeeded }) => stepUpNeeded);
}

function countedUnder(policy: ApprovalPolicy, request: RulesAndVotes): Quorum {
  const voters = new Map<UserId, Signer & Vouched>();
  for (const vote of request.votes)
    if (counts(vote, policy, request))
      voters.set(vote.voterId, { id: vote.voterId, role: vote.role, onWordOf: vote.onWordOf });
  const needed = policy.groups.reduce((sum, { count }) => sum + Math.max(0, count), 0);
  const signed = seatsFilled(policy, withoutTwice([...voters.values()]));
  return { needed, signed, met: needed > 0 && signed === needed };
}

function counts(vote: CastVote, policy: ApprovalPolicy, { requesterId, authorIds }: RulesAndVotes): boolean {
  if (vote.kind !== "approve" || vote.voterId === requesterId || authorIds.includes(vote.voterId))
    return false;
  return vote.mayDecide && (vote.steppedUp || !policy.stepUpNeeded);
}

/** Of these people each once: whoever alone let another one of them in could be that one, and is left out beside them. */
export function withoutTwice<P extends Vouched>(people: readonly P[]): readonly P[] {
  const vouchers = new Set(people.flatMap(({ onWordOf }) => onWordOf));
  return people.filter(({ id }) => !vouchers.has(id));
}

/** Whether a group wants this person's signature; that they may decide at all is another question. */
export function belongsTo(who: Approvers, { id, role }: Signer): boolean {
  if (who.kind === "anyone") return true;
  return who.kind === "roles" ? who.roles.includes(role) : who.ids.includes(id);
}

/**
 * The most seats of a policy that these people fill, one each; a group of n has n seats.
 * Source: augmenting paths of bipartite matching (Kuhn 1955). Postgres states the same by Hall's theorem.
 */
export function seatsFilled({ groups }: Pick<ApprovalPolicy, "groups">, people: readonly Signer[]): number {
  const seats = groups.flatMap(({ who, count }) => Array.from({ length: Math.max(0, count) }, () => who));
  const holder = new Map<number, Signer>();
  const seat = (person: Signer, tried: Set<number>): boolean => {
    for (const [place, who] of seats.entries()) {
      if (tried.has(place) || !belongsTo(who, person)) continue;
      tried.add(place);
      const sitting = holder.get(place);
      if (sitting !== undefined && !seat(sitting, tried)) continue;
      holder.set(place, person);
      return true;
    }
    return false;
  };
  for (const person of people) if (holder.size < seats.length) seat(person, new Set());
  return holder.size;
}
