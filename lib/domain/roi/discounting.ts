import { assert } from "../kernel/assert";
import { findRoot } from "../numeric/find-root";

/** Defaults until a plan says otherwise. Source: design/model.md, "Money". */
export const LIFE_YEARS_DEFAULT = 5;
export const DISCOUNT_DEFAULT = 0.08;

/** Rates beyond this are none. */
const RATE_MAX = 1e12;

/** What something costs: once, and every year of its life. */
export interface CostPlan {
  readonly oneOffAmount: number;
  readonly perYear: number;
  readonly lifeYears: number;
  /** Yearly discount rate; 0.08 is 8 %. */
  readonly discount: number;
}

/**
 * Cost per year with the one-off part spread over its life as an annuity: K·r/(1 − (1 + r)^−n) + O.
 *
 * @param plan life above 0 years, discount above −1
 * Source: design/risk.md, "One model", 4.
 */
export function costPerYear({ oneOffAmount, perYear, lifeYears, discount }: CostPlan): number {
  assert(lifeYears > 0 && discount > -1, "a cost is spread over some years");
  const share = discount === 0 ? 1 / lifeYears : discount / -Math.expm1(-lifeYears * Math.log1p(discount));
  return oneOffAmount * share + perYear;
}

/**
 * Net present value of a row of yearly amounts; the first is now and not discounted.
 *
 * @param amounts of years 0, 1, 2 …; spending is negative
 * @param discount per period, above −1
 */
export function netPresentValue(amounts: readonly number[], discount: number): number {
  assert(discount > -1, "a discount rate is above -1");
  return amounts.reduceRight((value, amount) => value / (1 + discount) + amount, 0);
}

/**
 * The discount rate at which a row of amounts is worth nothing.
 *
 * @returns above −1; null where the row does not change its sign exactly once (then there is no rate, or more than one), or
 * where the rate is out of reach: −100 % or above 10^12
 */
export function internalRateOfReturn(amounts: readonly number[]): number | null {
  const signs = amounts.filter((amount) => amount !== 0).map(Math.sign);
  const changes = signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length;
  if (changes !== 1) return null;
  // Seen as spending first, whichever comes first: then the value falls as the rate rises.
  const value = (rate: number) => -(signs[0] ?? 1) * netPresentValue(amounts, rate);
  let [low, high] = [0, 0];
  while (high < RATE_MAX && value(high) > 0) high = 2 * high + 1;
  while (low > -1 + Number.EPSILON && value(low) < 0) low = (low - 1) / 2;
  return value(high) > 0 || value(low) < 0 ? null : findRoot(value, low, high);
}

/**
 * Years until the undiscounted sum reaches 0, with amounts taken as spread evenly over their year.
 *
 * @returns 0 where nothing is spent first; null where the sum never reaches 0
 */
export function paybackYears(amounts: readonly number[]): number | null {
  let sum = 0;
  for (const [year, amount] of amounts.entries()) {
    if (sum + amount >= 0) return year === 0 ? 0 : year - 1 + (amount === 0 ? 0 : -sum / amount);
    sum += amount;
  }
  return null;
}
