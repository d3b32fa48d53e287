import { assert } from "../kernel/assert";
import { ok, type Result } from "../kernel/result";
import { findRoot } from "../numeric/find-root";
import { betaQuantile } from "../numeric/incomplete-beta";
import { type QuantityRefusal, refuse } from "./refusal";

/** A Beta(alpha, beta) value stretched from `min` to `max`. */
export interface Pert {
  readonly kind: "pert";
  readonly min: number;
  readonly max: number;
  readonly alpha: number;
  readonly beta: number;
}

/** Weight of the mode in the standard PERT. */
export const PERT_WEIGHT = 4;

/** Smallest, most likely and largest value; not percentiles. */
export interface PertRange {
  readonly min: number;
  readonly mode: number;
  readonly max: number;
}

/**
 * The PERT of a range: alpha = 1 + g(m − a)/(b − a), beta = 1 + g(b − m)/(b − a), so that the mean is (a + g·m + b)/(g + 2).
 *
 * @param range finite, min ≤ mode ≤ max, min < max
 * @param weight g above 0; 4 is the standard, others make the "modified PERT"
 * Source: Malcolm et al. 1959; Vose 2008, Risk Analysis, section on the modified PERT.
 */
export function pertFromRange({ min, mode, max }: PertRange, weight = PERT_WEIGHT): Pert {
  assert(min <= mode && mode <= max && min < max && weight > 0, "a range rises and the mode has a weight");
  const position = (mode - min) / (max - min);
  return { kind: "pert", min, max, alpha: 1 + weight * position, beta: 1 + weight * (1 - position) };
}

/**
 * The other convention that files of other tools mean: the same mean, but a standard deviation fixed at
 * (max − min)/(weight + 2). For imports only.
 *
 * Source: pyfair, `pyfair/utility/beta_pert.py`.
 */
export function pertOfFixedDeviation({ min, mode, max }: PertRange, weight = PERT_WEIGHT): Pert {
  const mean = (min + weight * mode + max) / (weight + 2);
  const deviation = (max - min) / (weight + 2);
  const position = (mean - min) / (max - min);
  const total = ((mean - min) * (max - mean)) / (deviation * deviation) - 1;
  return { kind: "pert", min, max, alpha: position * total, beta: (1 - position) * total };
}

/**
 * The standard PERT that passes through three percentiles.
 *
 * Its shape depends on the position of the mode alone; the position is found from the skewness (p95 − p50)/(p50 − p5),
 * then scale and place follow.
 * @returns a refusal where the skewness is beyond what a PERT can have (0.37 to 2.70)
 */
export function pertFromPercentiles(p5: number, p50: number, p95: number): Result<Pert, QuantityRefusal> {
  if (!(p5 < p50 && p50 < p95))
    return refuse("not-ordered", "A pert quantity needs p5 < p50 < p95; choose constant for one number.");
  const skewness = (p95 - p50) / (p50 - p5);
  const skewnessAt = (position: number) => {
    const [q5, q50, q95] = standardQuantiles(position);
    return (q95 - q50) / (q50 - q5);
  };
  if (skewness > skewnessAt(0))
    return refuse("no-such-shape", "These numbers are more skewed than a PERT can be: choose lognormal.");
  if (skewness < skewnessAt(1))
    return refuse(
      "no-such-shape",
      "These numbers are more skewed to the left than a PERT can be: choose empirical.",
    );
  const position = findRoot((at) => skewnessAt(at) - skewness, 0, 1);
  const [q5, , q95] = standardQuantiles(position);
  const width = (p95 - p5) / (q95 - q5);
  const min = p5 - width * q5;
  return ok({
    kind: "pert",
    min,
    max: min + width,
    alpha: 1 + PERT_WEIGHT * position,
    beta: 1 + PERT_WEIGHT * (1 - position),
  });
}

function standardQuantiles(position: number): readonly [number, number, number] {
  const alpha = 1 + PERT_WEIGHT * position;
  const beta = 1 + PERT_WEIGHT * (1 - position);
  return [betaQuantile(0.05, alpha, beta), betaQuantile(0.5, alpha, beta), betaQuantile(0.95, alpha, beta)];
}
