import { assert } from "../kernel/assert";

/**
 * The place where a function passes through zero, by halving the interval.
 *
 * @param f continuous; its values at both ends have different signs, or one is zero
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @returns exact to the last bits of a double
 * @throws when the function has the same sign at both ends
 */
export function findRoot(f: (x: number) => number, low: number, high: number): number {
  const atLow = f(low);
  const atHigh = f(high);
  if (atLow === 0) return low;
  if (atHigh === 0) return high;
  assert(atLow > 0 !== atHigh > 0, "the function changes its sign within the interval");
  let from = low;
  let to = high;
  for (let round = 0; round < 1_100; round++) {
    const middle = from + (to - from) / 2;
    if (middle <= from || middle >= to) break;
    const value = f(middle);
    if (value === 0) return middle;
    if (value > 0 === atLow > 0) from = middle;
    else to = middle;
  }
  return from + (to - from) / 2;
}
