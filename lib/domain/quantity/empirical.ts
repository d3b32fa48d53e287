import { assert } from "../kernel/assert";

/** A quantile function that is straight between points; both lists rise, from probability 0 to probability 1. */
export interface Empirical {
  readonly kind: "empirical";
  readonly probabilities: readonly number[];
  readonly values: readonly number[];
}

/** Straight from p5 over p50 to p95, with both ends continued; a lower end below 0 is cut to 0 where p5 is not below 0. */
export function empiricalFromPercentiles(p5: number, p50: number, p95: number): Empirical {
  const lowest = p5 - (p50 - p5) / 9;
  return {
    kind: "empirical",
    probabilities: [0, 0.05, 0.5, 0.95, 1],
    values: [p5 >= 0 ? Math.max(0, lowest) : lowest, p5, p50, p95, p95 + (p95 - p50) / 9],
  };
}

/**
 * The distribution of what was observed: the smallest stands at probability 0, the largest at 1.
 *
 * @param observations at least one, finite, any order; not changed
 * Source: Hyndman & Fan 1996, sample quantiles in statistical packages, type 7.
 */
export function empiricalFromObservations(observations: readonly number[]): Empirical {
  assert(observations.length > 0 && observations.every(Number.isFinite), "there is a finite observation");
  const sorted = observations.toSorted((a, b) => a - b);
  const values = sorted.length === 1 ? [...sorted, ...sorted] : sorted;
  return { kind: "empirical", probabilities: values.map((_, index) => index / (values.length - 1)), values };
}

/** @param probability within [0, 1] */
export function empiricalQuantile({ probabilities, values }: Empirical, probability: number): number {
  const upper = Math.max(1, firstAtLeast(probabilities, probability));
  const [from, to] = [probabilities[upper - 1] ?? 0, probabilities[upper] ?? 1];
  const [low, high] = [values[upper - 1] ?? 0, values[upper] ?? 0];
  if (probability <= from || to === from) return probability <= from ? low : high;
  return probability >= to ? high : low + ((high - low) * (probability - from)) / (to - from);
}

/** @returns P(X ≤ value), within [0, 1] */
export function empiricalCdf({ probabilities, values }: Empirical, value: number): number {
  const above = values.findIndex((one) => one > value);
  if (above < 0) return 1;
  if (above === 0) return 0;
  const [low, high] = [values[above - 1] ?? 0, values[above] ?? 0];
  const [from, to] = [probabilities[above - 1] ?? 0, probabilities[above] ?? 1];
  return from + ((to - from) * (value - low)) / (high - low);
}

/** Mean of the straight-line quantile function, exact. */
export function empiricalMean(distribution: Empirical): number {
  return sumOverPieces(distribution, (low, high) => (low + high) / 2);
}

/** Variance, exact: of each piece the second moment about the mean of all. */
export function empiricalVariance(distribution: Empirical): number {
  const centre = empiricalMean(distribution);
  return sumOverPieces(distribution, (low, high) => {
    const [a, b] = [low - centre, high - centre];
    return (a * a + a * b + b * b) / 3;
  });
}

/** E[X; X > threshold] */
export function empiricalPartialMean(distribution: Empirical, threshold: number): number {
  return sumOverPieces(distribution, (low, high) => {
    if (low > threshold) return (low + high) / 2;
    return high <= threshold ? 0 : ((high - threshold) / (high - low)) * ((threshold + high) / 2);
  });
}

function sumOverPieces(
  { probabilities, values }: Empirical,
  ofPiece: (low: number, high: number) => number,
): number {
  let sum = 0;
  for (let index = 1; index < values.length; index++) {
    const share = (probabilities[index] ?? 1) - (probabilities[index - 1] ?? 0);
    if (share > 0) sum += share * ofPiece(values[index - 1] ?? 0, values[index] ?? 0);
  }
  return sum;
}

/** Index of the first value of a rising list that is at least `wanted`; the last index where there is none. */
function firstAtLeast(rising: readonly number[], wanted: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 1) >= wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}
