import { convolve } from "../numeric/convolve";
import { GRID_MS, type GridDistribution, msAt, offsetOnGrid, onCommonGrid } from "./grid-distribution";
import type { EvaluatedPath, StepId } from "./request-path";

/** "Near" a percentile: the requests within half of this share on either side of it. */
export const NEAR_SHARE = 0.01;

/** Sums below this are rounding, not time. */
const MS_NOTHING = 1e-9;

/** What one step takes of a request near a percentile. */
export interface StepShare {
  readonly id: StepId;
  readonly ms: number;
}

/**
 * How the time of requests near a percentile is made up: for each step its mean time in those requests, where it lies on
 * the critical path; in a parallel part the branch that finishes last has all the time (at a tie each has half). The
 * shares add up to the percentile.
 *
 * Computed exactly on the grid: the weight of each total is handed down the tree, in series by correlation with the other
 * part, in parallel by the chance that the other part had finished.
 * @param probability within [0, 1]
 * @returns one share per step, in the order of the path, none negative
 * Source: design/model.md, "Milliseconds".
 */
export function sharesNear(path: EvaluatedPath, probability: number): readonly StepShare[] {
  const { distribution } = path;
  const shares: StepShare[] = [];
  handDown(path, nearWeights(distribution, probability), shares);
  const sum = shares.reduce((total, { ms }) => total + ms, 0);
  const scale = sum > MS_NOTHING ? msAt(distribution, probability) / sum : 0;
  return shares.map(({ id, ms }) => ({ id, ms: ms * scale }));
}

function handDown(path: EvaluatedPath, weights: Float64Array, shares: StepShare[]): void {
  switch (path.kind) {
    case "empty":
      return;
    case "step": {
      const { mass, msFrom } = path.distribution;
      const ms = mass.reduce((sum, value, k) => sum + (weights[k] ?? 0) * value * (msFrom + k * GRID_MS), 0);
      shares.push({ id: path.id, ms: Math.max(0, ms) });
      return;
    }
    case "series":
      handDown(path.left, correlate(weights, path.right.distribution, path.left.distribution), shares);
      handDown(path.right, correlate(weights, path.left.distribution, path.right.distribution), shares);
      return;
    case "parallel": {
      const { left, right } = path;
      const common = onCommonGrid(left.distribution, right.distribution);
      const onCommon = placed(weights, path.distribution, common.msFrom, common.left.length);
      handDown(left, takenBack(weighted(onCommon, common.right), left.distribution, common.msFrom), shares);
      handDown(right, takenBack(weighted(onCommon, common.left), right.distribution, common.msFrom), shares);
    }
  }
}

/** Weights of the totals, so that their weighted probabilities sum to 1 and lie around the percentile. */
function nearWeights({ mass }: GridDistribution, probability: number): Float64Array {
  const from = Math.max(0, Math.min(1 - NEAR_SHARE, probability - NEAR_SHARE / 2));
  const weights = new Float64Array(mass.length);
  let reached = 0;
  mass.forEach((value, k) => {
    const inside = Math.min(reached + value, from + NEAR_SHARE) - Math.max(reached, from);
    if (inside > 0 && value > 0) weights[k] = inside / value / NEAR_SHARE;
    reached += value;
  });
  return weights;
}

/** Weight of each time of `own`: of the totals it leads to with `other`. */
function correlate(weights: Float64Array, other: GridDistribution, own: GridDistribution): Float64Array {
  const first = weights.findIndex((value) => value > 0);
  const last = weights.findLastIndex((value) => value > 0);
  const result = new Float64Array(own.mass.length);
  if (first < 0) return result;
  const sums = convolve(weights.subarray(first, last + 1), other.mass.toReversed());
  const shift = first - (other.mass.length - 1);
  for (let k = 0; k < result.length; k++) result[k] = sums[k - shift] ?? 0;
  return result;
}

/** Weights of a joined distribution, on the grid that its two parts share. */
function placed(
  weights: Float64Array,
  joined: GridDistribution,
  msFrom: number,
  length: number,
): Float64Array {
  const whole = Math.round((joined.msFrom - msFrom) / GRID_MS);
  const result = new Float64Array(length);
  result.set(weights.subarray(0, Math.max(0, length - whole)), whole);
  return result;
}

/** Times the chance that the other branch had finished, half of it at a tie. */
function weighted(weights: Float64Array, other: Float64Array): Float64Array {
  let reached = 0;
  return weights.map((weight, k) => {
    const here = other[k] ?? 0;
    const finished = reached + here / 2;
    reached += here;
    return weight * finished;
  });
}

/** From the common grid back to a branch's own. */
function takenBack(weights: Float64Array, branch: GridDistribution, msFrom: number): Float64Array {
  const { whole, part } = offsetOnGrid(branch, msFrom);
  return branch.mass.map(
    (_, k) => (1 - part) * (weights[k + whole] ?? 0) + part * (weights[k + whole + 1] ?? 0),
  );
}
