import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toHex, utf8 } from "./bytes";
import { checkSubtrees, completedBetween } from "./check-subtrees";
import { EMPTY_FRONTIER, growFrontier } from "./frontier";
import { leafHash, nodeHash, rootOfSubtrees, verifyConsistency, verifyInclusion } from "./merkle";
import { consistencySteps, inclusionSteps, type NodePlace, type ProofStep, subtreesOf } from "./tree-shape";

const digest = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const leaves = Array.from({ length: 130 }, (_, n) => leafHash(digest, utf8(`entry ${n}`)));
const { completed, roots } = growFrontier(
  digest,
  EMPTY_FRONTIER,
  leaves,
  new Set(leaves.map((_, n) => n + 1)),
);
const stored = new Map<string, Uint8Array>([
  ...leaves.map((hash, index): [string, Uint8Array] => [`0/${index}`, hash]),
  ...completed.map(({ level, index, hash }): [string, Uint8Array] => [`${level}/${index}`, hash]),
]);
const at = ({ level, index }: NodePlace) => stored.get(`${level}/${index}`);
const hashOf = (step: ProofStep) =>
  rootOfSubtrees(
    digest,
    step.map((place) => at(place)!),
  );
const rootOf = (size: number) => roots.get(size)!;

/** The tree as RFC 6962 section 2.1 defines it, word for word. */
function plainRoot(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return digest(new Uint8Array(0));
  if (hashes.length === 1) return hashes[0]!;
  let middle = 1;
  while (middle * 2 < hashes.length) middle *= 2;
  return nodeHash(digest, plainRoot(hashes.slice(0, middle)), plainRoot(hashes.slice(middle)));
}

const size = fc.integer({ min: 1, max: leaves.length });
const inTree = size.chain((of) => fc.tuple(fc.integer({ min: 0, max: of - 1 }), fc.constant(of)));
const twoSizes = fc.tuple(size, size).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const flipped = (hash: Uint8Array, bit: number): Uint8Array =>
  hash.map((byte, index) => (index === (bit >> 3) % hash.length ? byte ^ (1 << (bit & 7)) : byte));

test("the root is the one of RFC 6962, however the tree grew", () => {
  fc.assert(
    fc.property(twoSizes, ([first, second]) => {
      const half = growFrontier(digest, EMPTY_FRONTIER, leaves.slice(0, first)).frontier;
      const { frontier } = growFrontier(digest, half, leaves.slice(first, second));
      const root = toHex(plainRoot(leaves.slice(0, second)));
      expect(toHex(rootOfSubtrees(digest, frontier.subtrees))).toBe(root);
      expect(toHex(rootOf(second))).toBe(root);
      expect(toHex(hashOf(subtreesOf(second)))).toBe(root);
    }),
  );
  expect(toHex(rootOfSubtrees(digest, []))).toBe(createHash("sha256").digest("hex"));
});

test("every entry of every tree has a proof, which holds for nothing else", () => {
  fc.assert(
    fc.property(inTree, fc.nat(), fc.nat(), ([index, of], where, bit) => {
      const hashes = inclusionSteps(index, of).map(hashOf);
      const claim = { index, size: of, leaf: leaves[index]!, hashes, root: rootOf(of) };
      const holds = (change: Partial<typeof claim>) => verifyInclusion(digest, { ...claim, ...change });
      expect(holds({})).toBe(true);
      expect(hashes.length).toBeLessThanOrEqual(Math.ceil(Math.log2(of)));
      expect(holds({ leaf: flipped(leaves[index]!, bit) })).toBe(false);
      expect(holds({ root: flipped(rootOf(of), bit) })).toBe(false);
      expect(holds({ hashes: [...hashes, leaves[0]!] })).toBe(false);
      expect(holds({ index: of })).toBe(false);
      if (of > 1) expect(holds({ index: (index + 1) % of })).toBe(false);
      if (hashes.length > 0) {
        expect(holds({ hashes: hashes.slice(1) })).toBe(false);
        const broken = hashes.map((hash, n) => (n === where % hashes.length ? flipped(hash, bit) : hash));
        expect(holds({ hashes: broken })).toBe(false);
      }
    }),
  );
});

test("every tree is proven to begin with every smaller one, and with nothing else", () => {
  fc.assert(
    fc.property(twoSizes, fc.nat(), fc.nat(), ([size1, size2], where, bit) => {
      const hashes = consistencySteps(size1, size2).map(hashOf);
      const claim = { size1, root1: rootOf(size1), size2, root2: rootOf(size2), hashes };
      const holds = (change: Partial<typeof claim>) => verifyConsistency(digest, { ...claim, ...change });
      expect(holds({})).toBe(true);
      expect(holds({ root1: flipped(rootOf(size1), bit) })).toBe(false);
      expect(holds({ root2: flipped(rootOf(size2), bit) })).toBe(false);
      expect(holds({ hashes: [...hashes, leaves[0]!] })).toBe(false);
      if (hashes.length > 0) {
        const broken = hashes.map((hash, n) => (n === where % hashes.length ? flipped(hash, bit) : hash));
        expect(holds({ hashes: broken })).toBe(false);
      }
    }),
  );
});

const nothing = new Uint8Array(0);
const one = leaves[0]!;

test("refuses what a plain verifier of the RFC lets through", () => {
  expect(verifyInclusion(digest, { index: 0, size: 1, leaf: nothing, hashes: [], root: nothing })).toBe(
    false,
  );
  const empty = { size1: 0, root1: nothing, root2: one, hashes: [] };
  expect(verifyConsistency(digest, { ...empty, size2: 0, root2: nothing })).toBe(false);
  expect(verifyConsistency(digest, { ...empty, size2: 0 })).toBe(false);
  expect(verifyConsistency(digest, { ...empty, size2: 5 })).toBe(false);
  expect(verifyConsistency(digest, { ...empty, root1: digest(nothing), size2: 5 })).toBe(false);
});

test("refuses sizes and positions that are no counts, and hashes of another length", () => {
  const claim = { index: 0, size: 1, leaf: one, hashes: [], root: one };
  expect(verifyInclusion(digest, claim)).toBe(true);
  for (const wrong of [-1, 0.5, Number.NaN, 2 ** 64]) {
    expect(verifyInclusion(digest, { ...claim, index: wrong })).toBe(false);
    expect(verifyInclusion(digest, { ...claim, size: wrong })).toBe(false);
    expect(
      verifyConsistency(digest, { size1: wrong, root1: one, size2: wrong, root2: one, hashes: [] }),
    ).toBe(false);
  }
  const short = one.slice(0, 31);
  expect(verifyInclusion(digest, { ...claim, leaf: short, root: short })).toBe(false);
  expect(verifyConsistency(digest, { size1: 1, root1: short, size2: 1, root2: short, hashes: [] })).toBe(
    false,
  );
  expect(verifyConsistency(digest, { size1: 2, root1: rootOf(2), size2: 1, root2: one, hashes: [] })).toBe(
    false,
  );
});

test("a check piece by piece meets every subtree once and names exactly what does not fit", () => {
  fc.assert(
    fc.property(fc.array(size, { maxLength: 4 }), fc.nat(), (stops, pick) => {
      const sizes = [...new Set([...stops, leaves.length])].sort((a, b) => a - b);
      const spans = sizes.flatMap((to, n) => completedBetween(sizes[n - 1] ?? 0, to));
      const met = spans.flatMap(({ level, from, to }) =>
        Array.from({ length: to - from + 1 }, (_, n) => `${level}/${from + n}`),
      );
      expect(met.sort()).toEqual(completed.map(({ level, index }) => `${level}/${index}`).sort());
      expect(checkSubtrees(digest, spans, at)).toEqual([]);
      const changed = completed[pick % completed.length]!;
      const lying = (place: NodePlace) =>
        place.level === changed.level && place.index === changed.index ? one : at(place);
      const faults = checkSubtrees(digest, spans, lying);
      expect(faults).toContainEqual(expect.objectContaining({ from: changed.index * 2 ** changed.level }));
      expect(faults.length).toBeLessThanOrEqual(2);
    }),
  );
});
