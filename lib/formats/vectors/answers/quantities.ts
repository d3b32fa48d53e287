import { z } from "zod";
import { Z95 } from "@/lib/domain/numeric/normal";
import { type Distribution, mean, quantile, variance } from "@/lib/domain/quantity/distribution";
import { lognormalFromInterval, lognormalMode } from "@/lib/domain/quantity/lognormal";
import { type Pert, pertFromRange, pertOfFixedDeviation } from "@/lib/domain/quantity/pert";
import { lossPerYearMean, UNDEFENDED } from "@/lib/domain/roi/expected-loss";
import { type Answerer, forInputs, probabilityIn, type Question } from "../answer";
import { amount, interval, number, range } from "./numbers";

/** Percentiles that are asked for, below a prefix of their paths. */
export function percentilesAsked(distribution: Distribution, { asked }: Question, prefix = "") {
  const placed = asked.flatMap((path) => {
    const probability = path.startsWith(prefix) ? probabilityIn(path.slice(prefix.length)) : null;
    return probability === null ? [] : [[path, quantile(distribution, probability)] as const];
  });
  return Object.fromEntries(placed);
}

/** Everything about a lognormal from its 90 % interval. */
export const lognormalShape: Answerer = forInputs(
  z.strictObject({ p05: number.positive(), p95: number.positive() }),
  ({ p05, p95 }, question) => {
    const made = lognormalFromInterval(p05, p95);
    if (!made.ok) return null;
    const { value: distribution } = made;
    return {
      values: {
        mu: distribution.mu,
        sigma: distribution.sigma,
        mean: mean(distribution),
        median: quantile(distribution, 0.5),
        mode: lognormalMode(distribution),
        sd: Math.sqrt(variance(distribution)),
        ...percentilesAsked(distribution, question),
      },
    };
  },
);

/** The constant that intervals are built on. */
export const intervalConstant: Answerer = forInputs(z.strictObject({}), () => ({
  values: { z95: Z95, two_z95: 2 * Z95 },
}));

const pertInputs = z
  .strictObject({ min: number, mode: number, max: number, gamma: number.positive().default(4) })
  .refine(({ min, mode, max }) => min <= mode && mode <= max && min < max);

const pertValues = (pert: Pert, question: Question, prefix = "") => ({
  [`${prefix}alpha`]: pert.alpha,
  [`${prefix}beta`]: pert.beta,
  [`${prefix}mean`]: mean(pert),
  [`${prefix}variance`]: variance(pert),
  [`${prefix}variance_closed_form`]: variance(pert),
  [`${prefix}sd`]: Math.sqrt(variance(pert)),
  ...percentilesAsked(pert, question, prefix),
});

/** The standard PERT, and the convention of other tools beside it. */
export const pertShape: Answerer = forInputs(pertInputs, (inputs, question) => ({
  values: {
    ...pertValues(pertFromRange(inputs, inputs.gamma), question),
    ...pertValues(pertFromRange(inputs, inputs.gamma), question, "standard."),
    ...pertValues(pertOfFixedDeviation(inputs, inputs.gamma), question, "pyfair."),
  },
}));

const lossCase = z.strictObject({ frequency: amount, ci90: interval });

/** Expected loss per year of a rate and a lognormal loss. */
export const lognormalLoss: Answerer = forInputs(
  z.union([lossCase, z.strictObject({ cases: z.array(lossCase).max(1_000) })]),
  (inputs) => {
    const lossOf = ({ frequency, ci90: [p5, p95] }: z.output<typeof lossCase>) =>
      yearlyLoss({ kind: "constant", value: frequency }, p5, p95);
    if (!("cases" in inputs)) return { values: { annualized_loss: lossOf(inputs) } };
    return {
      values: Object.fromEntries(
        inputs.cases.map((one, index) => [`annualized_loss[${index}]`, lossOf(one)]),
      ),
    };
  },
);

/** A rate that is a modified PERT: its mean counts, not its mode. */
export const pertRate: Answerer = forInputs(
  z.strictObject({ pert: range, gamma: number.positive().default(4), ci90: interval }),
  ({ pert: [min, mode, max], gamma, ci90: [p5, p95] }) => {
    const computed = yearlyLoss(pertFromRange({ min, mode, max }, gamma), p5, p95);
    return { values: { must_be: computed }, avoided: { must_not_be: computed } };
  },
);

function yearlyLoss(ratePerYear: Distribution, p5: number, p95: number): number {
  const lossAmount = lognormalFromInterval(p5, p95);
  return lossAmount.ok
    ? lossPerYearMean({ name: "vector", ratePerYear, lossAmount: lossAmount.value }, UNDEFENDED)
    : Number.NaN;
}
