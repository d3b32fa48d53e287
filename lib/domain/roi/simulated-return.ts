import { assert } from "../kernel/assert";
import { type Estimate, meanEstimate } from "./loss-statistics";

/** What a plan brings in simulated years. */
export interface SimulatedReturn {
  /** Loss avoided per year; the same random numbers with and without, so its error is that of the difference. */
  readonly avoidedPerYear: Estimate;
  /** (avoided − cost) / cost; 1 is 100 %. Null where nothing is spent. */
  readonly returnRatio: Estimate | null;
  /** Share of the years in which it pays: avoids more than it costs. */
  readonly paysProbability: number;
}

/**
 * The simulated return of what stands between two ways of defending the same events.
 *
 * @param before losses by year without it
 * @param after losses by year with it, of the same event log
 * @param addedCostPerYear what it adds to the yearly cost
 */
export function simulatedReturn(
  before: Float64Array,
  after: Float64Array,
  addedCostPerYear: number,
): SimulatedReturn {
  assert(before.length === after.length, "both are the losses of the same years");
  const avoided = before.map((loss, year) => loss - (after[year] ?? 0));
  const avoidedPerYear = meanEstimate(avoided);
  const pays = avoided.reduce((count, amount) => count + (amount > addedCostPerYear ? 1 : 0), 0);
  return {
    avoidedPerYear,
    returnRatio: addedCostPerYear > 0 ? perCost(avoidedPerYear, addedCostPerYear) : null,
    paysProbability: pays / avoided.length,
  };
}

const perCost = ({ value, standardError, low, high }: Estimate, cost: number): Estimate => ({
  value: (value - cost) / cost,
  standardError: standardError / cost,
  low: (low - cost) / cost,
  high: (high - cost) / cost,
});
