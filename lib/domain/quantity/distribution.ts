import { betaCdf, betaQuantile } from "../numeric/incomplete-beta";
import {
  type Empirical,
  empiricalCdf,
  empiricalMean,
  empiricalPartialMean,
  empiricalQuantile,
  empiricalVariance,
} from "./empirical";
import {
  type Lognormal,
  lognormalCdf,
  lognormalMean,
  lognormalPartialMean,
  lognormalQuantile,
  lognormalVariance,
} from "./lognormal";
import type { Pert } from "./pert";

/** A quantity with the parameters of its shape, ready to be computed with. `pert` and `lognormal` are made by their files. */
export type Distribution =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "uniform"; readonly min: number; readonly max: number }
  | Pert
  | Lognormal
  | Empirical;

/** The mean, in closed form. */
export function mean(distribution: Distribution): number {
  switch (distribution.kind) {
    case "constant":
      return distribution.value;
    case "uniform":
      return (distribution.min + distribution.max) / 2;
    case "pert": {
      const { min, max, alpha, beta } = distribution;
      return min + ((max - min) * alpha) / (alpha + beta);
    }
    case "lognormal":
      return lognormalMean(distribution);
    case "empirical":
      return empiricalMean(distribution);
  }
}

/** The variance, in closed form; ≥ 0, in the unit's square. */
export function variance(distribution: Distribution): number {
  switch (distribution.kind) {
    case "constant":
      return 0;
    case "uniform":
      return (distribution.max - distribution.min) ** 2 / 12;
    case "pert": {
      const { min, max, alpha, beta } = distribution;
      const total = alpha + beta;
      return ((max - min) ** 2 * alpha * beta) / (total * total * (total + 1));
    }
    case "lognormal":
      return lognormalVariance(distribution);
    case "empirical":
      return empiricalVariance(distribution);
  }
}

/**
 * The value that the quantity stays below with a probability.
 *
 * @param probability within [0, 1]; a lognormal has no value at 1 (+∞)
 * @returns never falls in `probability`
 */
export function quantile(distribution: Distribution, probability: number): number {
  switch (distribution.kind) {
    case "constant":
      return distribution.value;
    case "uniform":
      return distribution.min + (distribution.max - distribution.min) * probability;
    case "pert": {
      const { min, max, alpha, beta } = distribution;
      return min + (max - min) * betaQuantile(probability, alpha, beta);
    }
    case "lognormal":
      return lognormalQuantile(distribution, probability);
    case "empirical":
      return empiricalQuantile(distribution, probability);
  }
}

/** The probability that the quantity is at most `value`. */
export function cdf(distribution: Distribution, value: number): number {
  switch (distribution.kind) {
    case "constant":
      return value >= distribution.value ? 1 : 0;
    case "uniform":
      return between(distribution.min, distribution.max, value);
    case "pert": {
      const { min, max, alpha, beta } = distribution;
      return max > min ? betaCdf((value - min) / (max - min), alpha, beta) : between(min, max, value);
    }
    case "lognormal":
      return lognormalCdf(distribution, value);
    case "empirical":
      return empiricalCdf(distribution, value);
  }
}

/**
 * What values above a threshold contribute to the mean: E[X; X > threshold]. Divided by the chance of being above, it
 * is the mean of the tail.
 */
export function partialMean(distribution: Distribution, threshold: number): number {
  switch (distribution.kind) {
    case "constant":
      return distribution.value > threshold ? distribution.value : 0;
    case "uniform": {
      const { min, max } = distribution;
      const from = Math.max(min, Math.min(max, threshold));
      return max > min ? (max * max - from * from) / (2 * (max - min)) : threshold < min ? min : 0;
    }
    case "pert": {
      const { min, max, alpha, beta } = distribution;
      const x = max > min ? (threshold - min) / (max - min) : threshold < min ? 0 : 1;
      const scaled = (alpha / (alpha + beta)) * (1 - betaCdf(x, alpha + 1, beta));
      return min * (1 - betaCdf(x, alpha, beta)) + (max - min) * scaled;
    }
    case "lognormal":
      return lognormalPartialMean(distribution, threshold);
    case "empirical":
      return empiricalPartialMean(distribution, threshold);
  }
}

function between(min: number, max: number, value: number): number {
  if (value >= max) return 1;
  return value <= min ? 0 : (value - min) / (max - min);
}
