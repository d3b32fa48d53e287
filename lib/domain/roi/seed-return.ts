import { assert } from "../kernel/assert";

/** What security costs in a year, as the seed counts it; the one-off part is spread over its life by the caller. */
export interface SecurityCost {
  readonly implementationPerYear: number;
  readonly operationsPerYear: number;
  readonly performancePerYear: number;
}

/** What the seed's formula asks for. */
export interface SeedInputs {
  readonly breachProbabilityPerYear: number;
  readonly breachCostAmount: number;
  readonly costPerYear: number;
  /** Share of the breach that security removes; the seed takes all of it. */
  readonly mitigation?: number;
}

/** An estimate from outside: shown with what it assumes and where it would break even. */
export interface SeedReturn {
  readonly valuePerYear: number;
  /** 1 is 100 %; null where nothing is spent. */
  readonly returnRatio: number | null;
  /** Mitigation at which the return is 0; above 1: never. Null where there is nothing to lose. */
  readonly breakEvenMitigation: number | null;
  /** Breach probability at which the return is 0; above 1: never. Null where nothing would be removed. */
  readonly breakEvenProbabilityPerYear: number | null;
}

/** Cost of security = implementation + operations + performance impact. Source: seed, axiom 8. */
export function costOfSecurity(cost: SecurityCost): number {
  return cost.implementationPerYear + cost.operationsPerYear + cost.performancePerYear;
}

/**
 * The seed's formula: value = breach probability × breach cost (× mitigation), return = (value − cost) / cost.
 *
 * Source: seed, axiom 8; its example, 10 % a year of 10 million for 500 thousand a year, gives 100 %.
 */
export function seedReturn(inputs: SeedInputs): SeedReturn {
  const { breachProbabilityPerYear, breachCostAmount, costPerYear, mitigation = 1 } = inputs;
  assert(breachProbabilityPerYear >= 0 && breachProbabilityPerYear <= 1, "a probability is within 0 and 1");
  const atStake = breachProbabilityPerYear * breachCostAmount;
  const valuePerYear = atStake * mitigation;
  return {
    valuePerYear,
    returnRatio: ratio(valuePerYear - costPerYear, costPerYear),
    breakEvenMitigation: ratio(costPerYear, atStake),
    breakEvenProbabilityPerYear: ratio(costPerYear, breachCostAmount * mitigation),
  };
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);
