import { z } from "zod";
import { bestSubset } from "@/lib/domain/roi/best-subset";
import {
  probabilityOfAll,
  probabilityOfAtLeastOne,
  probabilityOfRate,
  rateOfProbability,
} from "@/lib/domain/roi/probability";
import { effectOverYear, reliabilityByDay, reliabilityOf } from "@/lib/domain/roi/reliability";
import { residualFactor } from "@/lib/domain/threats/residual-factor";
import { type Answerer, forInputs } from "../answer";
import { amount, amounts, number, share, shares } from "./numbers";

const residualOf = (effects: readonly number[]) => residualFactor([effects], 0, 0);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Independent controls on one expected loss. */
export const controlsOnLoss: Answerer = forInputs(
  z.strictObject({ ale: amount, effectiveness: shares }),
  ({ ale, effectiveness }) => {
    const residual = ale * residualOf(effectiveness);
    return { values: { residual, reduction: ale - residual }, avoided: { must_not_be_residual: residual } };
  },
);

/** Controls credited to their own threat alone. */
export const controlsByThreat: Answerer = forInputs(
  z.strictObject({
    threats: z
      .array(z.strictObject({ name: z.string().optional(), ale: amount, effectiveness: shares }))
      .max(1_000),
  }),
  ({ threats }) => {
    const residual = sum(threats.map(({ ale, effectiveness }) => ale * residualOf(effectiveness)));
    return { values: { residual }, avoided: { must_not_be: residual } };
  },
);

/** The mean of strengths is a trap: a weak control beside a strong one must not raise the risk. */
export const neverAveraged: Answerer = forInputs(
  z.strictObject({ control_strengths: shares.min(1) }),
  ({ control_strengths: strengths }) => {
    const risingWith = (rho: number) =>
      strengths.every((_, index) => {
        const fewer = residualFactor([strengths.toSpliced(index, 1)], rho, 0);
        return residualFactor([strengths], rho, 0) <= fewer;
      });
    return {
      values: {},
      laws: { "no control raises what is left": [0, 0.5, 1].every(risingWith) },
      quoted: ["evaluator_value", "rule"],
    };
  },
);

/** A control that fails some days of the year. */
export const unreliableControl: Answerer = forInputs(
  z.strictObject({
    coverage: share,
    variance_frequency_per_year: number.min(0).max(365),
    variance_duration_days: amount,
    intended_efficacy: share,
    variant_efficacy: share,
  }),
  (inputs) => {
    const { variance_frequency_per_year: failures, variance_duration_days: days } = inputs;
    const reliability = reliabilityByDay(failures, days);
    const control = {
      coverage: inputs.coverage,
      intended: inputs.intended_efficacy,
      degraded: inputs.variant_efficacy,
    };
    return {
      values: {
        reliability,
        operational_efficacy: effectOverYear(control, reliability),
        steady_state_alternative: reliabilityOf(failures, days),
      },
    };
  },
);

/** Probability and rate of one threat. */
export const probabilityAndRate: Answerer = forInputs(
  z.strictObject({ p: share.lt(1) }),
  ({ p }, { asked }) => ({
    values: {
      lambda_: rateOfProbability(p),
      lambda: rateOfProbability(p),
      ...Object.fromEntries(
        asked.filter((path) => /^p_from_rate/.test(path)).map((path) => [path, probabilityOfRate(p)]),
      ),
    },
  }),
);

/** At least once in some years. */
export const overYears: Answerer = forInputs(
  z.strictObject({ p: share, years: amount.max(10_000) }),
  ({ p, years }) => ({
    values: { at_least_one: probabilityOfAtLeastOne(p, years), none: 1 - probabilityOfAtLeastOne(p, years) },
  }),
);

/** Several independent threats in one year; dependence has no agreed meaning here and is not answered. */
export const jointly: Answerer = forInputs(
  z.strictObject({ p: shares.min(1), rho: z.literal(0) }),
  ({ p }) => ({
    values: {
      both: probabilityOfAll(p),
      all: probabilityOfAll(p),
      any: 1 - probabilityOfAll(p.map((one) => 1 - one)),
      none: probabilityOfAll(p.map((one) => 1 - one)),
    },
  }),
);

/** The best affordable set of few controls, proven. */
export const bestPortfolio: Answerer = forInputs(
  z.strictObject({
    cost: amounts,
    latency_ms: amounts,
    effectiveness: z.array(shares).min(1).max(1_000),
    ale: amounts,
    budget: amount,
    latency_budget_ms: amount,
  }),
  (inputs, { asked }) => {
    const controls = inputs.cost.map((costAmount, index) => ({
      costAmount,
      ms: inputs.latency_ms[index] ?? 0,
      effects: inputs.effectiveness[index] ?? [],
    }));
    const best = (msMax: number) =>
      bestSubset({ controls, lossPerYear: inputs.ale, costAmountMax: inputs.budget, msMax });
    const limits = new Map([["", inputs.latency_budget_ms]]);
    for (const path of asked) {
      const named = /^(no_latency_limit|latency_(\d+(?:_\d+)?)ms)[.]/.exec(path);
      if (named?.[1])
        limits.set(`${named[1]}.`, named[2] ? Number(named[2].replace("_", ".")) : Number.MAX_VALUE);
    }
    const values: Record<string, number> = { baseline: sum(inputs.ale) };
    for (const [prefix, msMax] of limits) {
      const result = best(msMax);
      if (!result.ok) return null;
      values[`${prefix}residual`] = result.value.lossPerYearLeft;
      values[`${prefix}cost`] = result.value.costAmount;
      values[`${prefix}latency_ms`] = result.value.ms;
      for (const [index, chosen] of result.value.chosen.entries())
        values[`${prefix}selected[${index}]`] = chosen;
    }
    return { values, quoted: ["greedy"] };
  },
);
