import { z } from "zod";
import { internalRateOfReturn, netPresentValue, paybackYears } from "@/lib/domain/roi/discounting";
import { singleLoss } from "@/lib/domain/roi/expected-loss";
import { rosi } from "@/lib/domain/roi/returns";
import { costOfSecurity, seedReturn } from "@/lib/domain/roi/seed-return";
import { tornado } from "@/lib/domain/roi/sensitivity";
import { type Answerer, forInputs } from "../answer";
import { amount, fraction, number, share } from "./numbers";

const percent = (ratio: number | null) => (ratio === null ? null : 100 * ratio);

/** The seed's formula, with its cost whole or in parts. */
export const seedFormula: Answerer = forInputs(
  z.strictObject({
    breach_probability_per_year: share,
    breach_cost: amount,
    cost_of_security_per_year: amount.optional(),
    implementation: amount.optional(),
    operations: amount.optional(),
    performance_impact: amount.optional(),
    mitigation: share.optional(),
    mitigation_ratio: share.optional(),
  }),
  (inputs) => {
    const cost =
      inputs.cost_of_security_per_year ??
      costOfSecurity({
        implementationPerYear: inputs.implementation ?? 0,
        operationsPerYear: inputs.operations ?? 0,
        performancePerYear: inputs.performance_impact ?? 0,
      });
    const result = seedReturn({
      breachProbabilityPerYear: inputs.breach_probability_per_year,
      breachCostAmount: inputs.breach_cost,
      costPerYear: cost,
      mitigation: inputs.mitigation ?? inputs.mitigation_ratio ?? 1,
    });
    return {
      values: {
        value: result.valuePerYear,
        cost_of_security: cost,
        roi: result.returnRatio,
        roi_percent: percent(result.returnRatio),
        break_even_mitigation: result.breakEvenMitigation,
        break_even_probability: result.breakEvenProbabilityPerYear,
      },
    };
  },
);

/** Return on security investment from yearly rate and single loss. */
export const enisaRosi: Answerer = forInputs(
  z.strictObject({
    aro: fraction.optional(),
    sle: amount.optional(),
    ale: amount.optional(),
    mitigation_ratio: share,
    solution_cost: amount,
    currency: z.string().optional(),
  }),
  ({ aro, sle, ale, mitigation_ratio: mitigation, solution_cost: cost }) => {
    const before = ale ?? (aro !== undefined && sle !== undefined ? aro * sle : null);
    if (before === null) return null;
    const ratio = rosi(before, mitigation, cost);
    return {
      values: {
        ale: before,
        ale_after: before * (1 - mitigation),
        rosi: ratio,
        rosi_percent: percent(ratio),
      },
    };
  },
);

/** Single and annual loss expectancy; the exact rate is kept, a published rounding is answered beside it. */
export const annualLoss: Answerer = forInputs(
  z.strictObject({
    asset_value: amount.optional(),
    exposure_factor: share.optional(),
    sle: amount.optional(),
    aro: fraction.optional(),
    aro_exact: fraction.optional(),
    aro_published: fraction.optional(),
  }),
  ({
    asset_value: asset,
    exposure_factor: exposed,
    sle: given,
    aro,
    aro_exact: exact,
    aro_published: rounded,
  }) => {
    const sle = given ?? (asset !== undefined && exposed !== undefined ? singleLoss(asset, exposed) : null);
    if (sle === null) return null;
    const rate = aro ?? exact;
    const yearly = (perYear: number | undefined) => (perYear === undefined ? undefined : sle * perYear);
    return {
      values: {
        sle,
        ale: yearly(rate),
        ale_exact: yearly(rate),
        ale_with_published_rounding: yearly(rounded),
      },
    };
  },
);

/** An investment with equal yearly amounts. */
export const presentValue: Answerer = forInputs(
  z.strictObject({
    capex: amount,
    opex_per_year: amount,
    ale_reduction_per_year: amount,
    years: z.int().min(1).max(200),
    discount_rate: number.gt(-1),
  }),
  ({ capex, opex_per_year: opex, ale_reduction_per_year: benefit, years, discount_rate: discount }) => {
    const row = (first: number, yearly: number) => [first, ...Array.from({ length: years }, () => yearly)];
    const amounts = row(-capex, benefit - opex);
    const costs = capex + years * opex;
    return {
      values: {
        npv: netPresentValue(amounts, discount),
        irr: internalRateOfReturn(amounts),
        payback_years: paybackYears(amounts),
        benefit_cost_ratio:
          netPresentValue(row(0, benefit), discount) / netPresentValue(row(capex, opex), discount),
        undiscounted_rosi: rosi(years * benefit, 1, costs),
      },
    };
  },
);

/** Monthly savings under a yearly rate, by both conventions of the month. */
export const monthlyPresentValue: Answerer = forInputs(
  z.strictObject({
    investment: amount,
    rate: number.gt(-1),
    months: z.int().min(1).max(2_400),
    savings_per_month: amount,
  }),
  ({ investment, rate, months, savings_per_month: savings }) => {
    const amounts = [-investment, ...Array.from({ length: months }, () => savings)];
    return {
      values: {
        correct_nominal_monthly: netPresentValue(amounts, rate / 12),
        correct_effective_monthly: netPresentValue(amounts, (1 + rate) ** (1 / 12) - 1),
      },
      quoted: ["published", "why"],
    };
  },
);

/** Tornado of the seed's return with mitigation; other formulas than this one are not read. */
export const seedTornado: Answerer = forInputs(
  z.strictObject({
    base: z.strictObject({ p: share, C: amount, m: share, c: number.positive() }),
    swing: share,
    f: z.literal("p*C*m/c-1"),
  }),
  ({ base, swing }) => {
    const result = ({ p, C, m, c }: typeof base) =>
      seedReturn({ breachProbabilityPerYear: p, breachCostAmount: C, costPerYear: c, mitigation: m })
        .returnRatio ?? 0;
    const ends = (value: number) => [value * (1 - swing), value * (1 + swing)] as const;
    const swings = tornado(
      base,
      { p: ends(base.p), C: ends(base.C), m: ends(base.m), c: ends(base.c) },
      result,
    );
    const placed = swings.flatMap(({ input, atLow, atHigh }) => [
      [`low_high.${input}[0]`, atLow],
      [`low_high.${input}[1]`, atHigh],
    ]);
    return { values: { base: result(base), ...Object.fromEntries(placed), largest_swing: swings[0]?.input } };
  },
);
