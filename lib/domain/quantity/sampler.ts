import { betaCdf } from "../numeric/incomplete-beta";
import { type Distribution, quantile } from "./distribution";
import type { Pert } from "./pert";

/** Turns a uniform random number within (0, 1) into a value of the quantity; never falls in it. */
export type Sampler = (uniform: number) => number;

const PERT_CELLS = 2048;

/**
 * Makes a sampler by inversion: the same uniform number gives comparable values of two quantities, which is what a
 * what-if with the same random numbers needs.
 *
 * Exact for every kind but PERT, whose quantile is slow: there 2,048 cells of equal width hold their exact probability
 * and are taken as uniform inside. Cells of equal width (not of equal probability) keep both tails.
 */
export function samplerOf(distribution: Distribution): Sampler {
  return distribution.kind === "pert"
    ? pertSampler(distribution)
    : (uniform) => quantile(distribution, uniform);
}

function pertSampler({ min, max, alpha, beta }: Pert): Sampler {
  const reached = Float64Array.from({ length: PERT_CELLS + 1 }, (_, cell) =>
    betaCdf(cell / PERT_CELLS, alpha, beta),
  );
  const start = startingCells(reached);
  const width = (max - min) / PERT_CELLS;
  return (uniform) => {
    let cell = start[Math.floor(uniform * PERT_CELLS)] ?? 0;
    while (cell < PERT_CELLS - 1 && (reached[cell + 1] ?? 1) < uniform) cell += 1;
    const low = reached[cell] ?? 0;
    const share = (reached[cell + 1] ?? 1) - low;
    return min + width * (cell + (share > 0 ? Math.min(1, (uniform - low) / share) : 0));
  };
}

/** For each of equally many steps of probability, the cell in which it begins, so that a draw looks at few cells. */
function startingCells(reached: Float64Array): Uint16Array {
  const start = new Uint16Array(PERT_CELLS);
  for (let step = 0, cell = 0; step < PERT_CELLS; step++) {
    while (cell < PERT_CELLS - 1 && (reached[cell + 1] ?? 1) < step / PERT_CELLS) cell += 1;
    start[step] = cell;
  }
  return start;
}
