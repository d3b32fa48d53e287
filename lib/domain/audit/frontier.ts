import { type Digest, nodeHash, rootOfSubtrees } from "./merkle";
import type { NodePlace } from "./tree-shape";

/** A tree as far as growing needs it: its size and its complete subtrees, largest first. */
export type Frontier = { readonly size: number; readonly subtrees: readonly Uint8Array[] };

export const EMPTY_FRONTIER: Frontier = { size: 0, subtrees: [] };

/** A subtree that became complete, with its hash. */
export type TreeNode = NodePlace & { readonly hash: Uint8Array };

/**
 * Adds leaves at the end.
 *
 * @param leaves their hashes, in order
 * @param rootsAt sizes on the way whose roots are wanted
 * @returns the larger tree; the subtrees above the leaves that became complete, in the order in which they did; the
 * roots that were wanted, by size
 */
export function growFrontier(
  digest: Digest,
  frontier: Frontier,
  leaves: readonly Uint8Array[],
  rootsAt: ReadonlySet<number> = new Set(),
): {
  readonly frontier: Frontier;
  readonly completed: readonly TreeNode[];
  readonly roots: ReadonlyMap<number, Uint8Array>;
} {
  const subtrees = [...frontier.subtrees];
  const completed: TreeNode[] = [];
  const roots = new Map<number, Uint8Array>();
  let { size } = frontier;
  for (const leaf of leaves) {
    let [hash, index, level] = [leaf, size, 0];
    while (index % 2 === 1) {
      const left = subtrees.pop();
      if (!left) throw new Error("broken claim: a frontier has one subtree for each bit of its size");
      hash = nodeHash(digest, left, hash);
      index = (index - 1) / 2;
      level += 1;
      completed.push({ level, index, hash });
    }
    subtrees.push(hash);
    size += 1;
    if (rootsAt.has(size)) roots.set(size, rootOfSubtrees(digest, subtrees));
  }
  return { frontier: { size, subtrees }, completed, roots };
}
