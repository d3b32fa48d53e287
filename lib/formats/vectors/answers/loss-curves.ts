import { z } from "zod";
import type { Distribution } from "@/lib/domain/quantity/distribution";
import { lognormalFromInterval } from "@/lib/domain/quantity/lognormal";
import {
  type CompoundLoss,
  compoundExceedance,
  compoundLoss,
  compoundQuantile,
} from "@/lib/domain/roi/compound-loss";
import { lossPerYearMean, UNDEFENDED } from "@/lib/domain/roi/expected-loss";
import {
  oneEventExceedance,
  oneEventMean,
  oneEventShortfall,
  oneEventValueAtRisk,
} from "@/lib/domain/roi/one-event-year";
import { probabilityOfRate } from "@/lib/domain/roi/probability";
import { quantileRanks } from "@/lib/domain/roi/quantile-ranks";
import { type Answerer, forInputs, probabilityIn, type Question } from "../answer";
import { interval, number, share } from "./numbers";

const lognormal = ([p5, p95]: readonly [number, number]): Distribution | null => {
  const made = lognormalFromInterval(p5, p95);
  return made.ok ? made.value : null;
};

/** An amount in a name as exceed_100k, exceed_2m or exceed_5000. */
function amountIn(path: string): number | null {
  const [, digits, unit] = /^exceed_(\d+)([km]?)$/.exec(path) ?? [];
  if (digits === undefined) return null;
  return Number(digits) * (unit === "k" ? 1e3 : unit === "m" ? 1e6 : 1);
}

/** A year with one event or none. */
export const oneEvent: Answerer = forInputs(
  z.strictObject({ p: share, ci90: interval }),
  ({ p: probability, ci90 }, { asked }) => {
    const lossAmount = lognormal(ci90);
    if (lossAmount === null) return null;
    const year = { probability, lossAmount };
    const placed = asked.flatMap((path) => {
      const amount = amountIn(path);
      if (amount !== null) return [[path, oneEventExceedance(year, amount)] as const];
      const tail = /^(var|es)(\d{2,3})$/.exec(path);
      if (!tail?.[2]) return [];
      const worst = Number(tail[2]) / 10 ** tail[2].length;
      return [
        [
          path,
          tail[1] === "var" ? oneEventValueAtRisk(year, worst) : oneEventShortfall(year, worst),
        ] as const,
      ];
    });
    return { values: { ale: oneEventMean(year), prob_zero: 1 - probability, ...Object.fromEntries(placed) } };
  },
);

/** A year with Poisson many events, exactly. */
export const compoundYear: Answerer = forInputs(
  z.strictObject({ rate: number.min(0).max(100), ci90: interval }),
  ({ rate, ci90 }, question) => {
    const lossAmount = lognormal(ci90);
    if (lossAmount === null) return null;
    const scenario = { name: "vector", ratePerYear: { kind: "constant", value: rate }, lossAmount } as const;
    return {
      values: {
        mean: lossPerYearMean(scenario, UNDEFENDED),
        prob_zero: 1 - probabilityOfRate(rate),
        ...curveAsked(compoundLoss(rate, lossAmount), question),
      },
      quoted: ["grid"],
    };
  },
);

function curveAsked(curve: CompoundLoss, { asked }: Question) {
  const placed = asked.flatMap((path) => {
    const [, kind, name] = /^(quantiles|exceed)[.](.+)$/.exec(path) ?? [];
    if (kind === undefined || name === undefined) return [];
    if (kind === "exceed") return [[path, compoundExceedance(curve, Number(name))] as const];
    const probability = probabilityIn(name);
    return probability === null ? [] : [[path, compoundQuantile(curve, probability)] as const];
  });
  return Object.fromEntries(placed);
}

/** Between which sorted values a quantile lies, with 95 % confidence. */
export const ranksOfQuantile: Answerer = forInputs(
  z.strictObject({ n: z.int().min(1).max(1e9), p: share.gt(0).lt(1) }),
  ({ n, p }) => {
    const { low, high } = quantileRanks(n, p, 0.95);
    return { values: { "ranks_1based[0]": low, "ranks_1based[1]": high } };
  },
);
