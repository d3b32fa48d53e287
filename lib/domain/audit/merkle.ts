import { equalBytes, joinBytes } from "./bytes";

/** SHA-256 of bytes: 32 bytes. An argument, so that this runs wherever there is one. */
export type Digest = (bytes: Uint8Array) => Uint8Array;

/** Length of every hash in the tree. */
const HASH_BYTES = 32;
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of an entry. Source: RFC 6962 section 2.1, `SHA-256(0x00 || entry)`. */
export function leafHash(digest: Digest, entry: Uint8Array): Uint8Array {
  return digest(joinBytes(LEAF, entry));
}

/** The hash of two subtrees. Source: RFC 6962 section 2.1, `SHA-256(0x01 || left || right)`. */
export function nodeHash(digest: Digest, left: Uint8Array, right: Uint8Array): Uint8Array {
  return digest(joinBytes(NODE, left, right));
}

/**
 * The root over neighbouring complete subtrees, from left to right.
 *
 * @returns the hash of nothing where there are none
 */
export function rootOfSubtrees(digest: Digest, subtrees: readonly Uint8Array[]): Uint8Array {
  return subtrees.length === 0
    ? digest(new Uint8Array(0))
    : subtrees.reduceRight((right, left) => nodeHash(digest, left, right));
}

/** True for what can be a hash of this tree; shorter and longer ones are how forged proofs begin. */
export function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES;
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/**
 * Whether an entry is in the tree of this size and root, at this index.
 *
 * @param claim.hashes from the leaf's sibling up to the child of the root
 * @returns false for every malformed claim: hashes of another length, an index outside of the tree
 * Source: RFC 9162 section 2.1.3.2
 */
export function verifyInclusion(
  digest: Digest,
  claim: {
    readonly index: number;
    readonly size: number;
    readonly leaf: Uint8Array;
    readonly hashes: readonly Uint8Array[];
    readonly root: Uint8Array;
  },
): boolean {
  const { index, size, leaf, hashes, root } = claim;
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (![leaf, root, ...hashes].every(isHash)) return false;
  const hash = sidesOf(index, size - 1, hashes.length)?.reduce(
    (below, side, at) => join(digest, side, below, hashes[at] ?? below),
    leaf,
  );
  return hash !== undefined && equalBytes(hash, root);
}

/**
 * Whether the tree of `size1` leaves is the beginning of the tree of `size2` leaves: nothing before was changed.
 *
 * @returns false for every malformed claim: an empty old tree, a shrinking one, hashes of another length
 * Source: RFC 9162 section 2.1.4.2
 */
export function verifyConsistency(
  digest: Digest,
  claim: {
    readonly size1: number;
    readonly root1: Uint8Array;
    readonly size2: number;
    readonly root2: Uint8Array;
    readonly hashes: readonly Uint8Array[];
  },
): boolean {
  const { size1, root1, size2, root2, hashes } = claim;
  if (!isCount(size1) || !isCount(size2) || size1 < 1 || size1 > size2) return false;
  if (![root1, root2, ...hashes].every(isHash)) return false;
  if (size1 === size2) return hashes.length === 0 && equalBytes(root1, root2);
  let node = size1 - 1;
  let last = size2 - 1;
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  const path = node === 0 ? [root1, ...hashes] : hashes;
  const first = path[0];
  const sides = sidesOf(node, last, path.length - 1);
  if (!first || !sides) return false;
  let [old, young] = [first, first];
  for (const [at, side] of sides.entries()) {
    const other = path[at + 1] ?? first;
    if (side === "left") old = join(digest, side, old, other);
    young = join(digest, side, young, other);
  }
  return equalBytes(old, root1) && equalBytes(young, root2);
}

type Side = "left" | "right";

const join = (digest: Digest, side: Side, hash: Uint8Array, other: Uint8Array): Uint8Array =>
  side === "left" ? nodeHash(digest, other, hash) : nodeHash(digest, hash, other);

/**
 * On which side each of `count` hashes stands on the way up from a node to the root.
 *
 * @param last the last node of the same level
 * @returns null where so many hashes do not lead exactly to the root
 */
function sidesOf(node: number, last: number, count: number): readonly Side[] | null {
  const sides: Side[] = [];
  for (let step = 0; step < count; step++) {
    if (last === 0) return null;
    const side = node % 2 === 1 || node === last ? "left" : "right";
    sides.push(side);
    while (side === "left" && node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? sides : null;
}

/** Not a shift: sizes may pass 32 bits. */
const half = (value: number): number => Math.floor(value / 2);
