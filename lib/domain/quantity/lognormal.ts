import { ok, type Result } from "../kernel/result";
import { exp, ln } from "../numeric/elementary";
import { normalQuantile, Z95 } from "../numeric/normal";
import { type QuantityRefusal, refuse } from "./refusal";

/** shift + e^(mu + sigma·Z) with a standard normal Z; the shift is 0 for a lognormal in the usual sense. */
export interface Lognormal {
  readonly kind: "lognormal";
  readonly shift: number;
  readonly mu: number;
  readonly sigma: number;
}

/** How far a stated middle may lie from √(p5·p95), relatively, and still count as rounded. */
const ROUNDING = 0.01;
/** A shifted distribution may go below 0 in fewer cases than this. */
const BELOW_ZERO_MAX = 1e-4;

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
  if (shift + exp(mu + sigma * normalQuantile(BELOW_ZERO_MAX)) < 0)
    return refuse(
      "no-such-shape",
      "A lognormal through these three numbers would fall below 0: choose pert.",
    );
  return ok({ kind: "lognormal", shift, mu, sigma });
}

/** The most likely value. */
export function lognormalMode({ shift, mu, sigma }: Lognormal): number {
  return shift + exp(mu - sigma * sigma);
}
