export type IsBefore = (a: number, b: number) => boolean;

/** Numbers in an order of their own; putting in and taking out cost the logarithm of how many there are. */
export interface Queue {
  readonly push: (value: number) => void;
  readonly first: () => number | undefined;
  readonly shift: () => void;
}

/** A binary heap. */
export function openQueue(isBefore: IsBefore): Queue {
  const heap: number[] = [];
  const swapIfBefore = (at: number, other: number) => {
    const [a, b] = [heap[at], heap[other]];
    if (a === undefined || b === undefined || !isBefore(a, b)) return false;
    heap[at] = b;
    heap[other] = a;
    return true;
  };
  return {
    push: (value) => {
      heap.push(value);
      for (let at = heap.length - 1; at > 0; at = (at - 1) >> 1) if (!swapIfBefore(at, (at - 1) >> 1)) break;
    },
    first: () => heap[0],
    shift: () => {
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return;
      heap[0] = last;
      for (let at = 0; ; ) {
        const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
        if (left === undefined) break;
        const least = right !== undefined && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
        if (!swapIfBefore(least, at)) break;
        at = least;
      }
    },
  };
}
