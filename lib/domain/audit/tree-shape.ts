import { assert } from "../kernel/assert";

/** A complete subtree: the `index`-th of those over 2^level leaves. Once complete it never changes. */
export type NodePlace = { readonly level: number; readonly index: number };

/** One hash of a proof: complete subtrees from left to right, whose common root it is. */
export type ProofStep = readonly NodePlace[];

/** The complete subtrees, largest first, that a tree of this size consists of. */
export function subtreesOf(size: number): ProofStep {
  return size === 0 ? [] : range(0, size);
}

/**
 * Which subtrees prove that the leaf at `index` is in a tree of `size` leaves, from the leaf upwards.
 *
 * Source: RFC 6962 section 2.1.1
 */
export function inclusionSteps(index: number, size: number): readonly ProofStep[] {
  assert(Number.isSafeInteger(size) && index >= 0 && index < size, "the leaf is in the tree");
  return path(index, 0, size);
}

/**
 * Which subtrees prove that a tree of `size2` leaves begins with the tree of `size1` leaves.
 *
 * Source: RFC 6962 section 2.1.2
 */
export function consistencySteps(size1: number, size2: number): readonly ProofStep[] {
  assert(
    Number.isSafeInteger(size2) && size1 >= 1 && size1 <= size2,
    "the old tree is not empty and not larger",
  );
  return between(size1, 0, size2, true);
}

function path(index: number, from: number, to: number): readonly ProofStep[] {
  if (to - from === 1) return [];
  const middle = from + largestPowerBelow(to - from);
  return index < middle
    ? [...path(index, from, middle), range(middle, to)]
    : [...path(index, middle, to), range(from, middle)];
}

function between(size1: number, from: number, to: number, known: boolean): readonly ProofStep[] {
  if (size1 === to) return known ? [] : [range(from, to)];
  const middle = from + largestPowerBelow(to - from);
  return size1 <= middle
    ? [...between(size1, from, middle, known), range(middle, to)]
    : [...between(size1, middle, to, false), range(from, middle)];
}

/** Leaves `from` up to `to` as complete subtrees; `from` is a multiple of every power of two that fits in between. */
function range(from: number, to: number): ProofStep {
  const size = to - from;
  const power = largestPowerBelow(size + 1);
  const first = { level: Math.round(Math.log2(power)), index: from / power };
  return power === size ? [first] : [first, ...range(from + power, to)];
}

/** The largest power of two that is smaller than `size`, which is at least 2. */
function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
