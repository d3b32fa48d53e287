import { assert } from "../kernel/assert";
import { convolve } from "../numeric/convolve";
import { piecesOf, type Step } from "./step";

/** Distance of the grid on which times are added up. Source: design/model.md, "Milliseconds". */
export const GRID_MS = 0.05;

/** A distribution of milliseconds on a grid that starts where the distribution does. */
export interface GridDistribution {
  /** Probability of `msFrom + k·GRID_MS`, k from 0; ≥ 0, sum 1. Never changed once made. */
  readonly mass: Float64Array;
  readonly msFrom: number;
  /** Smallest and largest time, exact. */
  readonly msMin: number;
  readonly msMax: number;
}

/** What is read off a distribution of milliseconds. */
export interface LatencySummary {
  readonly msMean: number;
  readonly msP50: number;
  readonly msP95: number;
  readonly msP99: number;
  readonly msMin: number;
  readonly msMax: number;
}

/** Slow ends of sums that all together are less likely than this are left out: they would be most of the grid. */
const NEGLIGIBLE = 1e-15;

/** Nothing on the request path. */
export const NO_TIME: GridDistribution = { mass: Float64Array.of(1), msFrom: 0, msMin: 0, msMax: 0 };

/**
 * Puts a step on the grid: each bit of probability goes to its two neighbours in the proportion that keeps its place, so
 * the mean stays exact and sums do not drift. The grid starts at the step's smallest time, so a constant stays one.
 */
export function onGrid(step: Step): GridDistribution {
  const pieces = piecesOf(step);
  const msMin = pieces.reduce((min, { msFrom }) => Math.min(min, msFrom), Number.POSITIVE_INFINITY);
  const msMax = pieces.reduce((max, { msTo }) => Math.max(max, msTo), 0);
  const mass = new Float64Array(Math.ceil((msMax - msMin) / GRID_MS) + 2);
  for (const { probability, msFrom, msTo } of pieces)
    spread(mass, probability, (msFrom - msMin) / GRID_MS, (msTo - msMin) / GRID_MS);
  return trimmed({ mass, msFrom: msMin, msMin, msMax });
}

/** The sum of two independent times; cell k of one and cell l of the other meet in cell k + l. */
export function inSeries(a: GridDistribution, b: GridDistribution): GridDistribution {
  const mass = convolve(a.mass, b.mass);
  const isFixed = a.mass.length === 1 || b.mass.length === 1;
  return {
    // A fixed time moves the other one and changes nothing else of it.
    mass: isFixed ? mass : withoutSlowEnd(mass),
    msFrom: a.msFrom + b.msFrom,
    msMin: a.msMin + b.msMin,
    msMax: a.msMax + b.msMax,
  };
}

/** The later of two independent times. */
export function inParallel(a: GridDistribution, b: GridDistribution): GridDistribution {
  const { msFrom, left, right } = onCommonGrid(a, b);
  const mass = new Float64Array(left.length);
  let reachedLeft = 0;
  let reachedRight = 0;
  for (let k = 0; k < mass.length; k++) {
    const massLeft = left[k] ?? 0;
    const massRight = right[k] ?? 0;
    mass[k] = massLeft * (reachedRight + massRight) + massRight * reachedLeft;
    reachedLeft += massLeft;
    reachedRight += massRight;
  }
  return trimmed({ mass, msFrom, msMin: Math.max(a.msMin, b.msMin), msMax: Math.max(a.msMax, b.msMax) });
}

/** Two distributions with the same first cell and the same number of cells. */
export function onCommonGrid(a: GridDistribution, b: GridDistribution) {
  const msFrom = Math.min(a.msFrom, b.msFrom);
  const length = Math.max(cellsFrom(msFrom, a), cellsFrom(msFrom, b));
  return { msFrom, left: moved(a, msFrom, length), right: moved(b, msFrom, length) };
}

/** By how many cells, whole and fractional, a distribution lies behind a grid's start. */
export function offsetOnGrid(
  distribution: GridDistribution,
  msFrom: number,
): { readonly whole: number; readonly part: number } {
  const cells = (distribution.msFrom - msFrom) / GRID_MS;
  const whole = Math.floor(cells);
  return { whole, part: cells - whole };
}

/** Mean in milliseconds. */
export function msMeanOf({ mass, msFrom }: GridDistribution): number {
  let sum = 0;
  let total = 0;
  for (let k = 0; k < mass.length; k++) {
    sum += k * (mass[k] ?? 0);
    total += mass[k] ?? 0;
  }
  return msFrom + (GRID_MS * sum) / total;
}

/**
 * The time within which a share of the requests stays; the mass of each cell is taken as spread over its width.
 *
 * @param probability within [0, 1]
 * @returns within [msMin, msMax], never falls in `probability`; for a single fixed time exact, else good to half a cell
 */
export function msAt({ mass, msFrom, msMin, msMax }: GridDistribution, probability: number): number {
  assert(probability >= 0 && probability <= 1, "a percentile is a probability");
  let reached = 0;
  for (let k = 0; k < mass.length; k++) {
    const here = mass[k] ?? 0;
    if (here > 0 && reached + here >= probability) {
      const ms = msFrom + GRID_MS * (k - 0.5 + (probability - reached) / here);
      return Math.min(msMax, Math.max(msMin, ms));
    }
    reached += here;
  }
  return msMax;
}

/** Mean, percentiles and range. */
export function summaryOf(distribution: GridDistribution): LatencySummary {
  return {
    msMean: msMeanOf(distribution),
    msP50: msAt(distribution, 0.5),
    msP95: msAt(distribution, 0.95),
    msP99: msAt(distribution, 0.99),
    msMin: distribution.msMin,
    msMax: distribution.msMax,
  };
}

/** Adds a probability that is uniform between two places of the grid. */
function spread(mass: Float64Array, probability: number, from: number, to: number): void {
  const width = to - from;
  const last = Math.max(Math.floor(from), Math.ceil(to) - 1);
  for (let cell = Math.floor(from); cell <= last; cell++) {
    const start = Math.max(from, cell);
    const end = Math.min(to, cell + 1);
    const share = width > 0 ? probability * ((end - start) / width) : probability;
    const right = (start + end) / 2 - cell;
    mass[cell] = (mass[cell] ?? 0) + share * (1 - right);
    mass[cell + 1] = (mass[cell + 1] ?? 0) + share * right;
  }
}

const cellsFrom = (msFrom: number, distribution: GridDistribution) =>
  offsetOnGrid(distribution, msFrom).whole + distribution.mass.length + 1;

function moved(distribution: GridDistribution, msFrom: number, length: number): Float64Array {
  const { whole, part } = offsetOnGrid(distribution, msFrom);
  const result = new Float64Array(length);
  distribution.mass.forEach((value, k) => {
    result[k + whole] = (result[k + whole] ?? 0) + value * (1 - part);
    if (part > 0) result[k + whole + 1] = (result[k + whole + 1] ?? 0) + value * part;
  });
  return result;
}

/** Without the cells at the slow end that nobody will ever see; the fast end stays where it is. */
function withoutSlowEnd(mass: Float64Array): Float64Array {
  let beyond = 0;
  let length = mass.length;
  while (length > 1 && beyond + (mass[length - 1] ?? 0) < NEGLIGIBLE) {
    length -= 1;
    beyond += mass[length] ?? 0;
  }
  return length === mass.length ? mass : mass.slice(0, length);
}

/** Without the empty cells at both ends. */
function trimmed(distribution: GridDistribution): GridDistribution {
  const { mass, msFrom } = distribution;
  const first = Math.max(
    0,
    mass.findIndex((value) => value > 0),
  );
  const last = Math.max(
    first,
    mass.findLastIndex((value) => value > 0),
  );
  return { ...distribution, mass: mass.slice(first, last + 1), msFrom: msFrom + first * GRID_MS };
}
