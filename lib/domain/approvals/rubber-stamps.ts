import type { InstantMs, UserId } from "../kernel/ids";
import type { VoteKind } from "./request";

/** A vote as it is measured. */
export type MeasuredVote = {
  readonly requestId: string;
  readonly voterId: UserId;
  readonly requesterId: UserId;
  readonly kind: VoteKind;
  readonly askedAtMs: InstantMs;
  readonly votedAtMs: InstantMs;
  /** When the request was first on the voter's screen; null where it never was, or nobody noted it then. */
  readonly seenAtMs: InstantMs | null;
};

/** What the votes of one person look like together. */
export type VoterFigures = {
  readonly voterId: UserId;
  readonly votes: number;
  readonly approved: number;
  /** From asking to voting. */
  readonly decisionMsMedian: number;
  /** Votes of which it is known when the request was opened. */
  readonly opened: number;
  /** From opening to voting; null where no opening is known. */
  readonly readMsMedian: number | null;
  /** Of the opened ones, those that were voted on within 30 seconds. */
  readonly quick: number;
};

/** Two people of whom each approved what the other asked for, every time. */
export type AlwaysPair = {
  readonly people: readonly [UserId, UserId];
  /** Votes of the first on requests of the second, and the other way round; all of them approvals. */
  readonly votes: readonly [number, number];
};

/** Read and signed faster than this, it was hardly read. */
export const QUICK_MS = 30_000;
/** Below this many votes a share says little. */
export const SMALL_SAMPLE = 10;

/** Figures per voter, whoever votes most first. Somebody who approves and then rejects has cast two votes. */
export function figuresByVoter(votes: readonly MeasuredVote[]): readonly VoterFigures[] {
  const groups = new Map<UserId, MeasuredVote[]>();
  for (const vote of votes) groups.set(vote.voterId, [...(groups.get(vote.voterId) ?? []), vote]);
  return [...groups]
    .map(([voterId, own]) => {
      const read = own.flatMap(({ seenAtMs, votedAtMs }) =>
        seenAtMs === null ? [] : [Math.max(0, votedAtMs - seenAtMs)],
      );
      return {
        voterId,
        votes: own.length,
        approved: own.filter(({ kind }) => kind === "approve").length,
        decisionMsMedian: median(own.map(({ askedAtMs, votedAtMs }) => votedAtMs - askedAtMs)) ?? 0,
        opened: read.length,
        readMsMedian: median(read),
        quick: read.filter((ms) => ms < QUICK_MS).length,
      };
    })
    .sort((one, other) => other.votes - one.votes || one.voterId.localeCompare(other.voterId));
}

/** Pairs that always approve each other, those with most votes first. One direction alone makes no pair. */
export function alwaysPairs(votes: readonly MeasuredVote[]): readonly AlwaysPair[] {
  const counts = new Map<string, { approved: number; all: number }>();
  for (const { voterId, requesterId, kind } of votes) {
    const key = `${voterId} ${requesterId}`;
    const count = counts.get(key) ?? { approved: 0, all: 0 };
    counts.set(key, { approved: count.approved + (kind === "approve" ? 1 : 0), all: count.all + 1 });
  }
  const pairs: AlwaysPair[] = [];
  for (const [key, count] of counts) {
    const [voter, requester] = key.split(" ") as [UserId, UserId];
    const back = counts.get(`${requester} ${voter}`);
    if (!back || voter > requester || count.approved < count.all || back.approved < back.all) continue;
    pairs.push({ people: [voter, requester], votes: [count.all, back.all] });
  }
  return pairs.sort((one, other) => sum(other.votes) - sum(one.votes));
}

const sum = ([one, other]: readonly [number, number]): number => one + other;

/** The middle value; of an even number the mean of the two in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  const high = sorted[Math.floor(sorted.length / 2)];
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  return high === undefined || low === undefined ? null : (low + high) / 2;
}
