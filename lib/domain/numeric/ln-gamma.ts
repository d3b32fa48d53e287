import { ln } from "./elementary";

const HALF_LN_TWO_PI = 0.9189385332046728;
/** Bernoulli numbers B(2k) / (2k (2k − 1)) of Stirling's series, k from 1. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];
const SERIES_FROM = 10;

/**
 * Logarithm of the gamma function.
 *
 * @param x above 0
 * @returns absolute error about 1e-14 (relative where the value is large)
 * Source: DLMF 5.11.1 (Stirling's series), after shifting `x` to at least 10 by DLMF 5.5.1.
 */
export function lnGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < SERIES_FROM) {
    product *= shifted;
    shifted += 1;
  }
  const inverseSquare = 1 / (shifted * shifted);
  const series = STIRLING.reduceRight((sum, term) => sum * inverseSquare + term, 0) / shifted;
  return (shifted - 0.5) * ln(shifted) - shifted + HALF_LN_TWO_PI + series - ln(product);
}
