import type { UserId } from "../kernel/ids";
import type { ApprovalPolicy } from "./policy";
import type { ApprovalRequest, CastVote } from "./request";

/** How far a request is from having every signature. */
export type Quorum = {
  readonly needed: number;
  readonly signed: number;
  readonly met: boolean;
};

/**
 * Counts the approvals that count: of people other than the requester, who may decide at this moment, each once, and
 * each for one group only.
 *
 * @returns `signed` ≤ `needed`; met only if every group has its people
 */
export function quorumOf(request: Pick<ApprovalRequest, "requesterId" | "policy" | "votes">): Quorum {
  const seats = seatsOf(request.policy);
  const voters = new Map<UserId, CastVote>();
  for (const vote of request.votes)
    if (vote.kind === "approve" && vote.voterId !== request.requesterId) voters.set(vote.voterId, vote);
  const signed = seatedOf(seats, [...voters.values()]);
  return { needed: seats.length, signed, met: seats.length > 0 && signed === seats.length };
}

/** One seat per signature that the policy asks for. */
function seatsOf(policy: ApprovalPolicy) {
  return policy.groups.flatMap(({ capability, count }) =>
    Array.from({ length: Math.max(0, count) }, () => capability),
  );
}

/** The most seats that these voters fill, one each. Source: augmenting paths of bipartite matching (Kuhn 1955). */
function seatedOf(seats: readonly ReturnType<typeof seatsOf>[number][], voters: readonly CastVote[]): number {
  const holder = new Map<number, number>();
  const seat = (voter: number, tried: Set<number>): boolean => {
    for (const [place, capability] of seats.entries()) {
      if (tried.has(place) || !voters[voter]?.may.has(capability)) continue;
      tried.add(place);
      const sitting = holder.get(place);
      if (sitting !== undefined && !seat(sitting, tried)) continue;
      holder.set(place, voter);
      return true;
    }
    return false;
  };
  return voters.reduce((filled, _vote, voter) => filled + (seat(voter, new Set()) ? 1 : 0), 0);
}
