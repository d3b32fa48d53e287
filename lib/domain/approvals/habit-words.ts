import { counted } from "../kernel/counted";
import type { UserId } from "../kernel/ids";
import { type MeasuredVote, median } from "./rubber-stamps";

const MINUTE_MS = 60_000;
const NAMED_MAX = 3;

/**
 * How requests of one kind were decided, as sentences: how many votes, how many of them approvals, how fast, and who
 * approved everything that this requester asked for.
 *
 * @param votes on requests of this kind, the newest first
 */
export function habitWords(
  votes: readonly MeasuredVote[],
  requester: { readonly id: UserId; readonly name: string },
  names: ReadonlyMap<UserId, string>,
): string {
  if (votes.length === 0) return "Nobody voted on another request of this kind in the last 90 days.";
  const approved = votes.filter(({ kind }) => kind === "approve").length;
  const half = median(votes.map(({ askedAtMs, votedAtMs }) => votedAtMs - askedAtMs)) ?? 0;
  const all =
    votes.length === 1
      ? `1 vote, to ${approved === 1 ? "approve" : "reject"}, within ${spanWords(half)}.`
      : `${votes.length} votes, ${approved} to approve, half of them within ${spanWords(half)}.`;
  const always = alwaysFor(votes, requester.id)
    .slice(0, NAMED_MAX)
    .map(
      ([voterId, n]) => `${names.get(voterId) ?? "Somebody"} approved ${n} of ${n} from ${requester.name}.`,
    );
  return [all, ...always].join(" ");
}

function alwaysFor(votes: readonly MeasuredVote[], requesterId: UserId): readonly [UserId, number][] {
  const own = votes.filter((vote) => vote.requesterId === requesterId);
  const rejecters = new Set(own.filter(({ kind }) => kind === "reject").map(({ voterId }) => voterId));
  const counts = new Map<UserId, number>();
  for (const { voterId } of own)
    if (!rejecters.has(voterId)) counts.set(voterId, (counts.get(voterId) ?? 0) + 1);
  return [...counts].filter(([, n]) => n >= 2).sort(([, one], [, other]) => other - one);
}

function spanWords(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 1) return "a minute";
  return minutes < 120 ? counted(minutes, "minute") : counted(Math.round(minutes / 60), "hour");
}
