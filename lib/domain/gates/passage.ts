import type { InstantMs, ItemId, UtcDate } from "../kernel/ids";
import { utcDateOf } from "../kernel/utc-date";
import type { PersonRef } from "../people/person";
import type { Gate, GateId } from "./gate";
import type { GateItem } from "./gate-item";
import { type Ground, reopenedBy } from "./ground";

/** What a gate was passed on, kept for good with the passage. */
export type PassageSnapshot = {
  /** Ids of the criteria that the requester vouched for. */
  readonly criteria: readonly string[];
  readonly items: readonly {
    readonly id: ItemId;
    readonly number: string;
    readonly title: string;
    readonly stood: string;
  }[];
  /** Findings that nothing covered, with the level of each. */
  readonly findings: Readonly<Record<string, number>>;
  readonly ground: Ground;
};

/** One time that a system passed a gate. */
export type Passage = {
  readonly gate: GateId;
  /** Counts from 1 for each gate of a system. */
  readonly number: number;
  readonly atMs: InstantMs;
  /** Null where it was passed during the bootstrap. */
  readonly requestNumber: number | null;
  readonly by: PersonRef;
  readonly reason: string;
  readonly snapshot: PassageSnapshot;
};

/** What a passed gate has lost since. */
export type LostCover = {
  /** The day since when, if that is known. */
  readonly since: UtcDate | null;
  readonly items: readonly GateItem[];
  /** Why the design has to be thought through again. */
  readonly reopenedBy: readonly string[];
};

/** Staying in operation is decided again after this many days. */
export const REVIEW_DAYS = 180;

/** The newest passage of each gate. */
export function newestPassages(passages: readonly Passage[]): ReadonlyMap<GateId, Passage> {
  const newest = new Map<GateId, Passage>();
  for (const passage of passages) {
    const known = newest.get(passage.gate);
    if (!known || known.number < passage.number) newest.set(passage.gate, passage);
  }
  return newest;
}

/**
 * What a passage no longer covers: must-items without proof and without an exception, and what came under the design. The
 * system keeps its phase; the gate is shown as no longer covered until that is repaired or the gate is passed again.
 *
 * @param items the must-items of the gate's phase as they stand
 * @returns null while all is covered
 */
export function lostCover(
  gate: Pick<Gate, "from">,
  passage: Passage,
  items: readonly GateItem[],
  ground: Ground,
): LostCover | null {
  const lost = items.filter(({ covered }) => !covered);
  const reopened = gate.from === "design" ? reopenedBy(passage.snapshot.ground, ground) : [];
  if (lost.length === 0 && reopened.length === 0) return null;
  const [first] = lost.flatMap(({ uncoveredSince }) => uncoveredSince ?? []).toSorted();
  const since = first === undefined ? null : laterOf(first, utcDateOf(passage.atMs));
  return { since, items: lost, reopenedBy: reopened };
}

const laterOf = (a: UtcDate, b: UtcDate): UtcDate => [a, b].toSorted()[1] ?? a;
