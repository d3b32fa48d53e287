import { assert } from "../kernel/assert";
import { normalQuantile } from "../numeric/normal";
import { CONFIDENCE } from "./loss-statistics";

/** One point of a loss exceedance curve: how likely a year loses that much or more. */
export interface ExceedancePoint {
  readonly lossAmount: number;
  readonly probability: number;
  /** 95 % interval of the probability. */
  readonly low: number;
  readonly high: number;
}

/** All of the worst years are drawn, so that no tail is thinned away. */
const TAIL_YEARS = 50;
const Z = normalQuantile((1 + CONFIDENCE) / 2);

/**
 * Loss exceedance curve: for losses of the simulated years, the share of years with that loss or more.
 *
 * @param sorted losses in rising order, at least one
 * @param pointsMax how many points are wanted at most besides the 50 worst years; spread evenly over the orders of
 * magnitude of the probability
 * @returns losses rising strictly, probabilities falling strictly from 1; the worst year is the last
 * Source: interval by Wilson 1927.
 */
export function exceedanceCurve(sorted: Float64Array, pointsMax = 200): readonly ExceedancePoint[] {
  const years = sorted.length;
  assert(years > 0 && pointsMax >= 2, "a curve has at least one year and two points");
  const points: ExceedancePoint[] = [];
  for (const index of chosenIndices(years, pointsMax)) {
    const lossAmount = sorted[index] ?? 0;
    const last = points.at(-1);
    if (last !== undefined && last.lossAmount === lossAmount) continue;
    points.push(pointAt(lossAmount, years - firstIndexOf(sorted, lossAmount), years));
  }
  return points;
}

/** How likely a year loses `lossAmount` or more. */
export function exceedanceAt(sorted: Float64Array, lossAmount: number): ExceedancePoint {
  return pointAt(lossAmount, sorted.length - firstIndexOf(sorted, lossAmount), sorted.length);
}

/** Ranks by evenly spaced logarithms of the share of years above, then each of the worst years. */
function chosenIndices(years: number, pointsMax: number): readonly number[] {
  const indices = new Set<number>([0]);
  for (let point = 0; point < pointsMax; point++) {
    const above = years ** (1 - point / (pointsMax - 1));
    indices.add(Math.min(years - 1, Math.round(years - above)));
  }
  for (let index = Math.max(0, years - TAIL_YEARS); index < years; index++) indices.add(index);
  return [...indices].sort((a, b) => a - b);
}

/** Index of the first loss that is at least `lossAmount`. */
function firstIndexOf(sorted: Float64Array, lossAmount: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) >= lossAmount) high = middle;
    else low = middle + 1;
  }
  return low;
}

function pointAt(lossAmount: number, count: number, years: number): ExceedancePoint {
  const probability = count / years;
  const square = (Z * Z) / years;
  const centre = (probability + square / 2) / (1 + square);
  const half =
    (Z * Math.sqrt((probability * (1 - probability)) / years + square / (4 * years))) / (1 + square);
  return {
    lossAmount,
    probability,
    low: Math.max(0, Math.min(probability, centre - half)),
    high: Math.min(1, Math.max(probability, centre + half)),
  };
}
