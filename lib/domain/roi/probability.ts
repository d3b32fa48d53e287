import { assert } from "../kernel/assert";

/**
 * The yearly rate of a Poisson process in which at least one event happens within a year with this probability.
 * 10 % a year is a rate of 0.1054, not 0.10.
 *
 * @param probabilityPerYear within [0, 1)
 * @returns events per year: −ln(1 − p)
 */
export function rateOfProbability(probabilityPerYear: number): number {
  assert(probabilityPerYear >= 0 && probabilityPerYear < 1, "a probability of a rate is below 1");
  return -Math.log1p(-probabilityPerYear);
}

/**
 * The probability of at least one event within a year.
 *
 * @param ratePerYear events per year, ≥ 0
 * @returns 1 − e^(−rate), within [0, 1)
 */
export function probabilityOfRate(ratePerYear: number): number {
  assert(ratePerYear >= 0, "a rate is not negative");
  return -Math.expm1(-ratePerYear);
}

/** The probability of at least one success in independent tries: 1 − (1 − p)^n. */
export function probabilityOfAtLeastOne(probability: number, tries: number): number {
  assert(probability >= 0 && probability <= 1 && tries >= 0, "tries and their probability are not negative");
  return probability === 1 ? (tries > 0 ? 1 : 0) : -Math.expm1(tries * Math.log1p(-probability));
}

/** The probability that all of some independent events happen. */
export function probabilityOfAll(probabilities: readonly number[]): number {
  return probabilities.reduce((product, probability) => product * probability, 1);
}
