import type { Control } from "../architecture/element";
import type { Mechanism } from "../catalogue/mechanism";
import { mean } from "../quantity/distribution";
import { distributionOf, type Quantity } from "../quantity/quantity";
import { costPerYear, DISCOUNT_DEFAULT, LIFE_YEARS_DEFAULT } from "../roi/discounting";

/** Over how many years a one-off cost is spread, and at which rate. */
export interface CostTerms {
  readonly lifeYears: number;
  readonly discount: number;
}
/** Source: design/model.md, "Money" (defaults). */
export const COST_TERMS: CostTerms = { lifeYears: LIFE_YEARS_DEFAULT, discount: DISCOUNT_DEFAULT };

/**
 * Mean cost of a control per year, with its one-off part as an annuity. Where the control gives no figure of its own, the
 * mechanism's starting value counts.
 */
export function costOfControl(
  control: Pick<Control, "oneOffAmount" | "perYearAmount">,
  { cost }: Pick<Mechanism, "cost">,
  terms: CostTerms = COST_TERMS,
): number {
  return costPerYear({
    oneOffAmount: meanOf(control.oneOffAmount ?? cost.oneOffAmount),
    perYear: meanOf(control.perYearAmount ?? cost.perYearAmount),
    ...terms,
  });
}

/** @throws when the quantity was not checked */
function meanOf(quantity: Quantity): number {
  const distribution = distributionOf(quantity);
  if (!distribution.ok) throw new Error(distribution.error.reason);
  return mean(distribution.value);
}
