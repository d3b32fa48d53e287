import { ok, type Result } from "../kernel/result";
import { exp, ln } from "../numeric/elementary";
import { normalCdf, normalQuantile, Z95 } from "../numeric/normal";
import { type QuantityRefusal, refuse } from "./refusal";

/**
 * shift + e^(mu + sigma·Z) with a standard normal Z, never below 0: where a negative shift would lead there, it is 0 (in less
 * than 5 % of cases, since p5 is above 0). The shift is 0 for a lognormal in the usual sense.
 */
export interface Lognormal {
  readonly kind: "lognormal";
  readonly shift: number;
  readonly mu: number;
  readonly sigma: number;
}

/** How far a stated middle may lie from √(p5·p95), relatively, and still count as rounded. */
const ROUNDING = 0.01;
/**
 * The lognormal whose 90 % interval is [p5, p95]: mu = (ln p5 + ln p95)/2, sigma = (ln p95 − ln p5)/(2·1.64485…).
 *
 * @param p5 above 0
 * @param p95 above `p5`
 * Source: data/risk/vectors.json, lognormal-ci90-*; Hubbard & Seiersen, How to Measure Anything in Cybersecurity Risk.
 */
export function lognormalFromInterval(p5: number, p95: number): Result<Lognormal, QuantityRefusal> {
  if (!(p5 > 0))
    return refuse(
      "not-positive",
      "The p5 of a lognormal quantity is above 0: choose another kind or a higher p5.",
    );
  if (!(p95 > p5 && Number.isFinite(p95)))
    return refuse("not-ordered", "A lognormal quantity needs p5 < p95; choose constant for one number.");
  return ok({
    kind: "lognormal",
    shift: 0,
    mu: (ln(p5) + ln(p95)) / 2,
    sigma: (ln(p95) - ln(p5)) / (2 * Z95),
  });
}

/**
 * The lognormal through three percentiles: unshifted where `p50` is √(p5·p95) but for rounding, else shifted by
 * (p5·p95 − p50²)/(p5 + p95 − 2·p50), which makes the distances from the shift a geometric row.
 *
 * Source: Johnson, Kotz & Balakrishnan 1994, Continuous Univariate Distributions 1, chapter 14 (three-parameter lognormal).
 */
export function lognormalFromPercentiles(
  p5: number,
  p50: number,
  p95: number,
): Result<Lognormal, QuantityRefusal> {
  const unshifted = lognormalFromInterval(p5, p95);
  if (!unshifted.ok || Math.abs(exp(unshifted.value.mu) / p50 - 1) <= ROUNDING) return unshifted;
  if (!(p5 < p50 && p50 < p95 && p95 - p50 > p50 - p5))
    return refuse(
      "no-such-shape",
      "A lognormal reaches farther above its p50 than below it: choose pert or uniform.",
    );
  const shift = (p5 * p95 - p50 * p50) / (p5 + p95 - 2 * p50);
  const mu = ln(p50 - shift);
  const sigma = (ln(p95 - shift) - ln(p5 - shift)) / (2 * Z95);
  return ok({ kind: "lognormal", shift, mu, sigma });
}

/** Mean in closed form. */
export function lognormalMean(distribution: Lognormal): number {
  const { shift, mu, sigma } = distribution;
  return shift < 0 ? lognormalPartialMean(distribution, 0) : shift + exp(mu + (sigma * sigma) / 2);
}

/** Variance in closed form. */
export function lognormalVariance(distribution: Lognormal): number {
  const { shift, mu, sigma } = distribution;
  if (shift >= 0) return (exp(sigma * sigma) - 1) * exp(2 * mu + sigma * sigma);
  const moment = (power: number) => partialMoment(distribution, power, 0);
  const square = shift * shift * moment(0) + 2 * shift * moment(1) + moment(2);
  return square - lognormalMean(distribution) ** 2;
}

/** @param probability within [0, 1] */
export function lognormalQuantile({ shift, mu, sigma }: Lognormal, probability: number): number {
  if (probability >= 1) return Number.POSITIVE_INFINITY;
  return Math.max(0, probability <= 0 ? shift : shift + exp(mu + sigma * normalQuantile(probability)));
}

/** @returns P(X ≤ value), within [0, 1] */
export function lognormalCdf({ shift, mu, sigma }: Lognormal, value: number): number {
  return value < 0 || value <= shift ? 0 : normalCdf((ln(value - shift) - mu) / sigma);
}

/** E[X; X > threshold] */
export function lognormalPartialMean(distribution: Lognormal, threshold: number): number {
  const from = Math.max(0, threshold);
  if (from <= distribution.shift) return lognormalMean(distribution);
  return distribution.shift * partialMoment(distribution, 0, from) + partialMoment(distribution, 1, from);
}

/** The most likely value. */
export function lognormalMode({ shift, mu, sigma }: Lognormal): number {
  return Math.max(0, shift + exp(mu - sigma * sigma));
}

/** E[Y^power; X > threshold] of the unshifted part Y, for a threshold above the shift. */
function partialMoment({ shift, mu, sigma }: Lognormal, power: number, threshold: number): number {
  const z = (ln(threshold - shift) - mu) / sigma;
  return exp(power * mu + (power * power * sigma * sigma) / 2) * normalCdf(power * sigma - z);
}
