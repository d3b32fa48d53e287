import { assert } from "../kernel/assert";
import { exp, ln } from "./elementary";
import { lnGamma } from "./ln-gamma";

const TERMS_MAX = 500;
const TINY = 1e-300;

/**
 * Regularised incomplete beta function: the chance that a Beta(alpha, beta) value is at most `x`.
 *
 * @param x within [0, 1]
 * @param alpha above 0
 * @param beta above 0
 * @returns within [0, 1], never falling in `x`; relative error about 1e-13
 * Source: DLMF 8.17.22 (continued fraction), evaluated by the method of Lentz.
 */
export function betaCdf(x: number, alpha: number, beta: number): number {
  assert(alpha > 0 && beta > 0, "shapes of a beta distribution are above 0");
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = exp(
    lnGamma(alpha + beta) - lnGamma(alpha) - lnGamma(beta) + alpha * ln(x) + beta * ln(1 - x),
  );
  return x < (alpha + 1) / (alpha + beta + 2)
    ? (front * continuedFraction(x, alpha, beta)) / alpha
    : 1 - (front * continuedFraction(1 - x, beta, alpha)) / beta;
}

/**
 * Quantile of the Beta(alpha, beta) distribution.
 *
 * @param probability within [0, 1]
 * @returns within [0, 1]; relative error about 1e-13
 */
export function betaQuantile(probability: number, alpha: number, beta: number): number {
  if (probability <= 0) return 0;
  if (probability >= 1) return 1;
  let low = 0;
  let high = 1;
  let x = alpha / (alpha + beta);
  const lnFront = lnGamma(alpha + beta) - lnGamma(alpha) - lnGamma(beta);
  for (let round = 0; round < 200; round++) {
    const miss = betaCdf(x, alpha, beta) - probability;
    if (miss > 0) high = x;
    else low = x;
    const density = exp(lnFront + (alpha - 1) * ln(x) + (beta - 1) * ln(1 - x));
    const newton = x - miss / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-16 * x || high - low <= 1e-16 * high) return next;
    x = next;
  }
  return x;
}

function continuedFraction(x: number, alpha: number, beta: number): number {
  const kept = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / kept(1 - ((alpha + beta) * x) / (alpha + 1));
  let fraction = d;
  for (let m = 1; m <= TERMS_MAX; m++) {
    const even = (m * (beta - m) * x) / ((alpha + 2 * m - 1) * (alpha + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    fraction *= d * c;
    const odd = (-(alpha + m) * (alpha + beta + m) * x) / ((alpha + 2 * m) * (alpha + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return fraction;
}
