import { betaCdf } from "../numeric/incomplete-beta";

/**
 * Between which of `count` sorted values a quantile of their distribution lies, whatever its shape.
 *
 * @param count at least 1
 * @param probability of the quantile, within (0, 1)
 * @param confidence within (0, 1)
 * @returns ranks counted from 1, within 1 and `count`
 * Source: Conover 1999, Practical Nonparametric Statistics, 3.2: binomial order statistics.
 */
export function quantileRanks(
  count: number,
  probability: number,
  confidence: number,
): { readonly low: number; readonly high: number } {
  const outside = (1 - confidence) / 2;
  const low = binomialQuantile(count, probability, outside);
  const high = binomialQuantile(count, probability, 1 - outside) + 1;
  return { low: Math.max(1, low), high: Math.min(count, high) };
}

/** Smallest number of successes that is reached with at least this probability. */
function binomialQuantile(tries: number, probability: number, wanted: number): number {
  let low = 0;
  let high = tries;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (atMost(middle, tries, probability) >= wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** P(at most k successes). Source: DLMF 8.17.5. */
const atMost = (k: number, tries: number, probability: number) =>
  k >= tries ? 1 : betaCdf(1 - probability, tries - k, k + 1);
