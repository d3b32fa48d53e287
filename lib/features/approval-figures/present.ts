import {
  alwaysPairs,
  figuresByVoter,
  type MeasuredVote,
  type VoterFigures,
} from "@/lib/domain/approvals/rubber-stamps";
import type { UserId } from "@/lib/domain/kernel/ids";

export type FiguresView = {
  readonly days: string;
  readonly voters: readonly (VoterFigures & { readonly name: string })[];
  readonly pairs: readonly {
    readonly names: readonly [string, string];
    readonly votes: readonly [number, number];
  }[];
  readonly votes: number;
  /** Only the newest votes are counted. */
  readonly cut: boolean;
};

/** How people voted, each by name. */
export function presentFigures(loaded: {
  readonly votes: readonly MeasuredVote[];
  readonly names: ReadonlyMap<UserId, string>;
  readonly search: { readonly days: string };
  readonly cut: boolean;
}): FiguresView {
  const nameOf = (id: UserId): string => loaded.names.get(id) ?? "Somebody";
  return {
    days: loaded.search.days,
    voters: figuresByVoter(loaded.votes).map((one) => ({ ...one, name: nameOf(one.voterId) })),
    pairs: alwaysPairs(loaded.votes).map(({ people: [one, other], votes }) => ({
      names: [nameOf(one), nameOf(other)],
      votes,
    })),
    votes: loaded.votes.length,
    cut: loaded.cut,
  };
}
