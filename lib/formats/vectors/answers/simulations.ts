import { z } from "zod";
import { type Distribution, mean, variance } from "@/lib/domain/quantity/distribution";
import { lognormalFromInterval } from "@/lib/domain/quantity/lognormal";
import { type Pert, pertFromRange, pertOfFixedDeviation } from "@/lib/domain/quantity/pert";
import { samplerOf } from "@/lib/domain/quantity/sampler";
import { parseRunSeed, type RunSeed, randomStream } from "@/lib/domain/random/stream";
import { drawEvents, type ScenarioEvents, yearlyLosses } from "@/lib/domain/roi/events";
import { type LossScenario, UNDEFENDED } from "@/lib/domain/roi/expected-loss";
import { meanEstimate, sortedLosses, valueAtRisk } from "@/lib/domain/roi/loss-statistics";
import type { Tolerance } from "../../expectation/expectation";
import { type Answer, type Answerer, forInputs, probabilityIn, type Question } from "../answer";
import { range } from "./numbers";

const TRIALS = 400_000;
const SEED = seedOf(20_261_121);
const STANDARD_ERRORS = 4;

/**
 * Frequency × magnitude from one draw each, as tools of the FAIR family multiply it: tef × v × (pl + sf × sm). It has the
 * right mean and understates the tail, so the product does not simulate like this; it can answer what such a tool gives.
 * Vectors of pyfair mean its own PERT.
 */
export const multipliedFactors: Answerer = forInputs(
  z.strictObject({ tef: range, v: range, pl: range, sf: range, sm: range }),
  (inputs, question) => {
    const shapeOf = /pyfair/i.test(question.origin) ? pertOfFixedDeviation : pertFromRange;
    const shape = ([min, mode, max]: readonly [number, number, number]) => shapeOf({ min, mode, max });
    return answerOfProduct([inputs.tef, inputs.v, inputs.pl, inputs.sf, inputs.sm].map(shape), question);
  },
);

function answerOfProduct(factors: readonly Pert[], { asked, referenceErrors }: Question): Answer {
  const sorted = sortedLosses(productsOf(factors));
  const values: Record<string, number> = {
    mean: productMoment(factors, mean),
    sd: Math.sqrt(productMoment(factors, secondMoment) - productMoment(factors, mean) ** 2),
    mean_mc: meanEstimate(sorted).value,
    prob_zero: sorted.filter((loss) => loss === 0).length / TRIALS,
  };
  const tolerances: Record<string, Tolerance> = {
    sd: { abs: 0, rel: 0.001 },
    mean_mc: { abs: STANDARD_ERRORS * Math.SQRT2 * meanEstimate(sorted).standardError, rel: 0 },
  };
  for (const path of asked) {
    const probability = path.startsWith("quantiles.") ? probabilityIn(path.slice("quantiles.".length)) : null;
    if (probability === null) continue;
    const { value, low, high } = valueAtRisk(sorted, probability);
    const own = (high - low) / (2 * 1.96);
    const reference = referenceErrors[path.replace(/^quantiles/, "quantile_se")] ?? 0;
    values[path] = value;
    tolerances[path] = { abs: STANDARD_ERRORS * Math.hypot(own, reference), rel: 0 };
  }
  return { values, tolerances, quoted: ["n_total", "quantile_se"] };
}

function productsOf(factors: readonly Pert[]): Float64Array {
  const draws = factors.map((factor, index) => {
    const sample = samplerOf(factor);
    const stream = randomStream(SEED, `factor ${index}`);
    return () => sample(stream.next());
  });
  const next = (index: number) => draws[index]?.() ?? Number.NaN;
  const losses = new Float64Array(TRIALS);
  for (let trial = 0; trial < TRIALS; trial++)
    losses[trial] = next(0) * next(1) * (next(2) + next(3) * next(4));
  return losses;
}

const secondMoment = (distribution: Distribution) => variance(distribution) + mean(distribution) ** 2;

/** E[(tef·v·(pl + sf·sm))^k] for independent factors, with `moment` giving each factor's k-th moment, k 1 or 2. */
function productMoment(factors: readonly Pert[], moment: (of: Distribution) => number): number {
  const at = (index: number, of: (distribution: Distribution) => number) => {
    const factor = factors[index];
    return factor === undefined ? Number.NaN : of(factor);
  };
  const cross = moment === secondMoment ? 2 * at(2, mean) * at(3, mean) * at(4, mean) : 0;
  return at(0, moment) * at(1, moment) * (at(2, moment) + cross + at(3, moment) * at(4, moment));
}

/** Two scenarios of one run are independent, and the same seed gives the same bytes. */
export const independentStreams: Answerer = forInputs(
  z.strictObject({ two_scenarios_same_shape: z.literal(true), n: z.int().min(100).max(1_000_000) }),
  ({ n }) => {
    const lossAmount = lognormalFromInterval(100_000, 1_000_000);
    if (!lossAmount.ok) return null;
    const scenario = (name: string): LossScenario => ({
      name,
      ratePerYear: { kind: "constant", value: 0.5 },
      lossAmount: lossAmount.value,
    });
    const logOf = (...names: string[]) => {
      const log = drawEvents(names.map(scenario), SEED, n);
      return log.ok ? log.value : null;
    };
    const [alone, together, again] = [logOf("a"), logOf("a", "b"), logOf("a", "b")];
    if (alone === null || together === null || again === null) return null;
    const lossesOf = (only: string) =>
      yearlyLosses(
        together,
        together.scenarios.map(({ name }) => ({ ...UNDEFENDED, residual: name === only ? 1 : 0 })),
      );
    return {
      values: {},
      laws: {
        "two scenarios of one run are uncorrelated":
          Math.abs(correlation(lossesOf("a"), lossesOf("b"))) < 4 / Math.sqrt(n),
        "the same seed gives the same bytes": sameEvents(together.scenarios, again.scenarios),
        "another scenario changes nothing here": sameEvents(alone.scenarios, together.scenarios.slice(0, 1)),
      },
      quoted: ["rule"],
    };
  },
);

function sameEvents(a: readonly ScenarioEvents[], b: readonly ScenarioEvents[]): boolean {
  const columns = ({ year, threshold, lossAmount, secondaryAmount }: ScenarioEvents) =>
    [year, threshold, lossAmount, secondaryAmount] as const;
  const [left, right] = [a.flatMap(columns), b.flatMap(columns)];
  return (
    left.length === right.length &&
    left.every((column, index) => {
      const other = right[index];
      return (
        column.length === other?.length && column.every((value, event) => Object.is(value, other[event]))
      );
    })
  );
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [centreA, centreB] = [meanEstimate(a).value, meanEstimate(b).value];
  let [together, squareA, squareB] = [0, 0, 0];
  for (let year = 0; year < a.length; year++) {
    const [x, y] = [(a[year] ?? 0) - centreA, (b[year] ?? 0) - centreB];
    together += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  return together / Math.sqrt(squareA * squareB);
}

function seedOf(value: number): RunSeed {
  const seed = parseRunSeed(value);
  if (!seed.ok) throw new Error(seed.error.reason);
  return seed.value;
}
