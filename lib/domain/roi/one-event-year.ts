import { assert } from "../kernel/assert";
import { cdf, type Distribution, mean, partialMean, quantile } from "../quantity/distribution";

/** A year in which a loss happens once or not at all, as some other tools model it: everything in closed form. */
export interface OneEventYear {
  readonly probability: number;
  readonly lossAmount: Distribution;
}

/** Expected loss per year. */
export function oneEventMean({ probability, lossAmount }: OneEventYear): number {
  return probability * mean(lossAmount);
}

/** How likely the year loses more than `threshold` (≥ 0). */
export function oneEventExceedance({ probability, lossAmount }: OneEventYear, threshold: number): number {
  return probability * (1 - cdf(lossAmount, threshold));
}

/** The loss that a share of the years stays within; 0 where most of them lose nothing. */
export function oneEventValueAtRisk({ probability, lossAmount }: OneEventYear, share: number): number {
  assert(share >= 0 && share < 1, "a share of the years is below 1");
  return share <= 1 - probability ? 0 : quantile(lossAmount, 1 - (1 - share) / probability);
}

/** Mean loss of the worst years beyond a share. */
export function oneEventShortfall(year: OneEventYear, share: number): number {
  const threshold = oneEventValueAtRisk(year, share);
  const above = threshold === 0 ? mean(year.lossAmount) : partialMean(year.lossAmount, threshold);
  return (year.probability * above) / (1 - share);
}
