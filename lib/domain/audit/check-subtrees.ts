import { equalBytes } from "./bytes";
import type { LogFault } from "./check-entry";
import { type Digest, nodeHash } from "./merkle";
import type { NodePlace } from "./tree-shape";

/** Nodes of one level, first and last position. */
export type NodeSpan = { readonly level: number; readonly from: number; readonly to: number };

/**
 * The subtrees that become complete between two sizes of a tree, by level from 1 upwards.
 *
 * @returns spans that hold at least one node
 */
export function completedBetween(size1: number, size2: number): readonly NodeSpan[] {
  const spans: NodeSpan[] = [];
  for (let [level, width] = [1, 2]; width <= size2; [level, width] = [level + 1, width * 2]) {
    const from = Math.floor(size1 / width);
    const to = Math.floor(size2 / width) - 1;
    if (from <= to) spans.push({ level, from, to });
  }
  return spans;
}

/**
 * Holds every subtree of these spans against its two halves.
 *
 * @param hashAt the stored hash of a subtree or leaf; undefined where there is none
 * @returns one fault for each that does not fit, with the entries that it spans
 */
export function checkSubtrees(
  digest: Digest,
  spans: readonly NodeSpan[],
  hashAt: (place: NodePlace) => Uint8Array | undefined,
): readonly LogFault[] {
  return spans.flatMap(({ level, from, to }) => {
    const faults: LogFault[] = [];
    for (let index = from; index <= to; index++) {
      const [left, right] = [0, 1].map((side) => hashAt({ level: level - 1, index: 2 * index + side }));
      const hash = hashAt({ level, index });
      if (!left || !right || !hash || !equalBytes(nodeHash(digest, left, right), hash))
        faults.push(faultOver({ level, index }));
    }
    return faults;
  });
}

function faultOver({ level, index }: NodePlace): LogFault {
  const width = 2 ** level;
  const [from, to] = [index * width, (index + 1) * width - 1];
  const words = `The tree over positions ${from} to ${to} does not fit what is below it: one of them or the tree itself was changed.`;
  return { kind: "tree-changed", from, to, number: null, words };
}
