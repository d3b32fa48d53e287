/** States what must hold; a failure is a bug of ours, never a user's mistake. */
export function assert(condition: boolean, claim: string): asserts condition {
  if (!condition) throw new Error(`broken claim: ${claim}`);
}
