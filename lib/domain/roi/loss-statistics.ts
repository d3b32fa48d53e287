import { assert } from "../kernel/assert";
import { normalQuantile } from "../numeric/normal";
import { quantileRanks } from "./quantile-ranks";

/** Share of runs whose interval holds the true value. */
export const CONFIDENCE = 0.95;
const Z_CONFIDENCE = normalQuantile((1 + CONFIDENCE) / 2);

/** An estimate from simulated years, with how sure it is. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** A percentile of simulated years and the 95 % interval of its true place. */
export interface PercentileEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The same losses in rising order. */
export function sortedLosses(losses: Float64Array): Float64Array {
  return Float64Array.from(losses).sort();
}

/** Mean of some values. */
export function meanEstimate(values: Float64Array): Estimate {
  assert(values.length > 0, "there is at least one value");
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const variance = values.length > 1 ? squares / (values.length - 1) : 0;
  return estimate(mean, Math.sqrt(variance / values.length));
}

/**
 * How many standard errors a simulated mean lies from the closed form; more than 4 is a defect, not chance.
 *
 * @returns 0 where both are the same and nothing varies
 */
export function standardErrorsFrom({ value, standardError }: Estimate, closedForm: number): number {
  const distance = Math.abs(value - closedForm);
  return distance === 0 ? 0 : distance / standardError;
}

/**
 * Value at risk: the loss that a share of the years stays within.
 *
 * @param sorted losses in rising order, at least one
 * @param probability within (0, 1): 0.95 for the worst year in twenty
 * Source: Conover 1999, Practical Nonparametric Statistics, 3.2 (interval by order statistics). Not additive over threats.
 */
export function valueAtRisk(sorted: Float64Array, probability: number): PercentileEstimate {
  assert(sorted.length > 0 && probability > 0 && probability < 1, "a percentile of at least one year");
  const rank = Math.max(1, Math.ceil(sorted.length * probability - 1e-9));
  const { low, high } = quantileRanks(sorted.length, probability, CONFIDENCE);
  return { value: at(sorted, rank), low: at(sorted, low), high: at(sorted, high) };
}

/**
 * Expected shortfall: the mean loss of the worst years beyond a probability.
 *
 * @param sorted losses in rising order, at least one
 * Source: Acerbi & Tasche 2002; standard error by Manistre & Hancock 2005, Variance of the CTE estimator.
 */
export function expectedShortfall(sorted: Float64Array, probability: number): Estimate {
  const { value: threshold } = valueAtRisk(sorted, probability);
  const worstYears = sorted.length * (1 - probability);
  const whole = Math.floor(worstYears + 1e-9);
  const worst = sorted.subarray(sorted.length - whole);
  // The year on the edge counts with the share of it that lies beyond the probability.
  const edge = (worstYears - whole) * at(sorted, sorted.length - whole);
  const mean = (worst.reduce((sum, loss) => sum + loss, 0) + edge) / worstYears;
  const spread = worst.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / Math.max(1, whole);
  const variance = (spread + probability * (mean - threshold) ** 2) / worstYears;
  return estimate(mean, Math.sqrt(variance));
}

function estimate(value: number, standardError: number): Estimate {
  const half = Z_CONFIDENCE * standardError;
  return { value, standardError, low: value - half, high: value + half };
}

const at = (sorted: Float64Array, rank: number) =>
  sorted[Math.min(sorted.length, Math.max(1, rank)) - 1] ?? Number.NaN;
