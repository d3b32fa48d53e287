/** What a file expects or a program computed at one place: a number, a word, or nothing. */
export type Leaf = number | string | boolean | null;

/** One place of a document, as in `latency.expected.p95` or `ranks[0]`. */
export interface PlacedLeaf {
  readonly path: string;
  readonly value: Leaf;
}

/** How far two numbers may differ: by `abs` plus `rel` times the expected one. */
export interface Tolerance {
  readonly abs: number;
  readonly rel: number;
}

/** Every number, word and null of some data with its path, in the order of the document. */
export function leavesOf(data: unknown, path = ""): readonly PlacedLeaf[] {
  if (Array.isArray(data)) return data.flatMap((item, index) => leavesOf(item, `${path}[${index}]`));
  if (typeof data === "object" && data !== null)
    return Object.entries(data).flatMap(([name, value]) =>
      leavesOf(value, path === "" ? name : `${path}.${name}`),
    );
  return isLeaf(data) ? [{ path, value: data }] : [];
}

/** Whether a computed value meets the expected one; words and null must be the same. */
export function meets(expected: Leaf, computed: Leaf, { abs, rel }: Tolerance): boolean {
  if (typeof expected !== "number" || typeof computed !== "number") return expected === computed;
  return Math.abs(computed - expected) <= abs + rel * Math.abs(expected);
}

/** A value as one word of a line; numbers with all their digits. */
export const leafText = (value: Leaf | undefined): string => (value === undefined ? "none" : String(value));

const isLeaf = (data: unknown): data is Leaf =>
  data === null || typeof data === "number" || typeof data === "string" || typeof data === "boolean";
