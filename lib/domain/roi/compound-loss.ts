import { assert } from "../kernel/assert";
import { fft } from "../numeric/fft";
import { cdf, type Distribution, mean, quantile, variance } from "../quantity/distribution";

/** The exact distribution of a year's loss on a grid of amounts. */
export interface CompoundLoss {
  /** Distance of the grid. */
  readonly stepAmount: number;
  /** P(loss ≤ (k + ½)·step), k from 0. */
  readonly reached: Float64Array;
}

const CELLS = 2 ** 18;

/**
 * The loss of a year with Poisson many events of independent losses, without simulation: the curve that a simulation of
 * one scenario must meet.
 *
 * @param ratePerYear events per year, 0 to 100
 * @param lossAmount of one event, not negative
 * Source: Panjer & Willmot 1992, Insurance Risk Models, 8: compound distributions by Fourier transform.
 */
export function compoundLoss(ratePerYear: number, lossAmount: Distribution): CompoundLoss {
  assert(ratePerYear >= 0 && ratePerYear <= 100, "a rate that the grid can hold");
  const [m, v] = [mean(lossAmount), variance(lossAmount)];
  const largest = quantile(lossAmount, 1 - 1e-8);
  const reach = largest + ratePerYear * m + 10 * Math.sqrt(ratePerYear * (m * m + v));
  const stepAmount = (2 * Math.max(reach, Number.MIN_VALUE)) / CELLS;
  const real = new Float64Array(CELLS);
  const imaginary = new Float64Array(CELLS);
  let below = 0;
  for (let k = 0; k < CELLS / 2; k++) {
    const upTo = cdf(lossAmount, (k + 0.5) * stepAmount);
    real[k] = upTo - below;
    below = upTo;
  }
  fft(real, imaginary);
  for (let k = 0; k < CELLS; k++) {
    const size = Math.exp(ratePerYear * ((real[k] ?? 0) - 1));
    const turn = ratePerYear * (imaginary[k] ?? 0);
    real[k] = size * Math.cos(turn);
    imaginary[k] = size * Math.sin(turn);
  }
  // The inverse transform is the forward one with both parts exchanged.
  fft(imaginary, real);
  let sum = 0;
  return {
    stepAmount,
    reached: real.map((value) => {
      sum += value / CELLS;
      return sum;
    }),
  };
}

/** How likely a year loses `amount` (above 0) or more. */
export function compoundExceedance({ stepAmount, reached }: CompoundLoss, amount: number): number {
  const place = amount / stepAmount - 0.5;
  const cell = Math.max(0, Math.floor(place));
  const [low, high] = [reached[cell] ?? 1, reached[cell + 1] ?? 1];
  return 1 - (low + (high - low) * Math.max(0, place - cell));
}

/** The loss that a share of the years stays within; 0 where that many lose nothing. */
export function compoundQuantile({ stepAmount, reached }: CompoundLoss, share: number): number {
  const cell = reached.findIndex((value) => value >= share);
  if (cell <= 0) return 0;
  const [low, high] = [reached[cell - 1] ?? 0, reached[cell] ?? 1];
  return stepAmount * (cell - 0.5 + (share - low) / (high - low));
}
