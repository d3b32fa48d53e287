import { assert } from "../kernel/assert";
import { findRoot } from "../numeric/find-root";
import { normalQuantile } from "../numeric/normal";

/**
 * Sums of independent times whose percentiles are known without a grid: worked examples of why percentiles are never
 * added.
 */

/**
 * Percentile of a sum of normal times: means add up, and variances do.
 *
 * @param parts mean and standard deviation of each
 * @param probability within (0, 1)
 */
export function msOfNormalSum(
  parts: readonly (readonly [msMean: number, msDeviation: number])[],
  probability: number,
): number {
  const msMean = parts.reduce((sum, [mean]) => sum + mean, 0);
  const variance = parts.reduce((sum, [, deviation]) => sum + deviation * deviation, 0);
  return msMean + Math.sqrt(variance) * normalQuantile(probability);
}

/**
 * Percentile of a sum of exponential times, alike or not.
 *
 * @param msMeans mean of each, above 0; the largest at most 1,000 times the smallest
 * @param probability within (0, 1)
 * @returns relative error about 1e-12
 * Source: Jensen 1953 (uniformisation of the chain that passes through the parts one by one).
 */
export function msOfExponentialSum(msMeans: readonly number[], probability: number): number {
  assert(msMeans.length > 0 && msMeans.every((mean) => mean > 0), "there is a part, and each takes time");
  assert(Math.max(...msMeans) <= 1_000 * Math.min(...msMeans), "parts of about the same size");
  const miss = (ms: number) => 1 - probability - exponentialSumExceedance(msMeans, ms);
  let upper = msMeans.reduce((sum, mean) => sum + mean, 0);
  while (miss(upper) < 0) upper *= 2;
  return findRoot(miss, 0, upper);
}

/** How likely the sum is longer than `ms`. */
function exponentialSumExceedance(msMeans: readonly number[], ms: number): number {
  const fastest = 1 / Math.min(...msMeans);
  const expectedSteps = fastest * ms;
  const stay = msMeans.map((mean) => 1 - 1 / (mean * fastest));
  let at: readonly number[] = msMeans.map((_, part) => (part === 0 ? 1 : 0));
  let exceedance = 0;
  const last = Math.ceil(expectedSteps + 12 * Math.sqrt(expectedSteps) + 40);
  let lnWeight = -expectedSteps;
  for (let step = 0; step <= last; step++) {
    exceedance += Math.exp(lnWeight) * at.reduce((sum, chance) => sum + chance, 0);
    at = at.map((chance, part) => {
      const arriving = part === 0 ? 0 : (at[part - 1] ?? 0) * (1 - (stay[part - 1] ?? 0));
      return chance * (stay[part] ?? 0) + arriving;
    });
    lnWeight += Math.log(expectedSteps / (step + 1));
  }
  return exceedance;
}
