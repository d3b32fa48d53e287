import { err, ok, type Result } from "../kernel/result";
import { type Distribution, quantile } from "./distribution";
import { empiricalFromPercentiles } from "./empirical";
import { lognormalFromInterval, lognormalFromPercentiles } from "./lognormal";
import { pertFromPercentiles } from "./pert";
import { type QuantityRefusal, refuse } from "./refusal";

export const QUANTITY_KINDS = ["constant", "pert", "lognormal", "uniform", "empirical"] as const;
export type QuantityKind = (typeof QUANTITY_KINDS)[number];

/**
 * An uncertain amount as people enter and see it: in one case of twenty it is below `p5`, in every second one below
 * `p50`, in one of twenty above `p95`. The unit stands in the name of whatever holds it. A 90 % interval is not a
 * smallest and a largest value.
 * Source: design/model.md, "Money".
 */
export interface Quantity {
  readonly kind: QuantityKind;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

/** A quantity whose middle was left out, where the kind implies it. */
export type QuantityDraft = Omit<Quantity, "p5" | "p50" | "p95"> & {
  readonly p5?: number | undefined;
  readonly p50?: number | undefined;
  readonly p95?: number | undefined;
};

/**
 * The distribution that has these percentiles.
 *
 * - constant: needs `p50`; the others, where stated, are the same.
 * - uniform: needs `p5` and `p95`; `p50`, where stated, is their middle.
 * - lognormal: needs `p5` and `p95`, above 0. The middle of a lognormal is √(p5·p95); where another `p50` is stated (more
 *   than 1 % away), the distribution is shifted so that it passes through all three.
 * - pert: needs all three; the standard PERT (weight 4 of the mode) that passes through them.
 * - empirical: needs all three; straight between them, its ends continued to probability 0 and 1.
 * @returns a refusal where numbers are missing, out of order, or of a shape that the kind can't take
 */
export function distributionOf(quantity: QuantityDraft): Result<Distribution, QuantityRefusal> {
  const { kind, p5, p50, p95 } = quantity;
  const stated = [p5, p50, p95].filter((value) => value !== undefined);
  if (!stated.every(Number.isFinite)) return refuse("not-finite", "Give numbers that are finite.");
  if (stated.some((value, index) => value < (stated[index - 1] ?? value)))
    return refuse("not-ordered", "Give p5, p50 and p95 in rising order.");
  if (kind === "constant") return constantOf(p5, p50, p95);
  if (p5 === undefined || p95 === undefined) return refuse("missing", `A ${kind} quantity needs p5 and p95.`);
  if (kind === "uniform") return uniformOf(p5, p50, p95);
  if (kind === "lognormal")
    return p50 === undefined ? lognormalFromInterval(p5, p95) : lognormalFromPercentiles(p5, p50, p95);
  if (p50 === undefined) return refuse("missing", `A ${kind} quantity needs p50 too.`);
  return kind === "pert" ? pertFromPercentiles(p5, p50, p95) : ok(empiricalFromPercentiles(p5, p50, p95));
}

/** A distribution as people see it: its three percentiles. */
export function quantityOf(distribution: Distribution): Quantity {
  return {
    kind: distribution.kind,
    p5: quantile(distribution, 0.05),
    p50: quantile(distribution, 0.5),
    p95: quantile(distribution, 0.95),
  };
}

type Stated = number | undefined;

function constantOf(p5: Stated, p50: Stated, p95: Stated): Result<Distribution, QuantityRefusal> {
  const value = p50 ?? p5 ?? p95;
  if (value === undefined) return refuse("missing", "A constant quantity needs p50.");
  return (p5 ?? value) === value && (p95 ?? value) === value
    ? ok({ kind: "constant", value })
    : refuse("no-such-shape", "A constant has the same p5, p50 and p95: choose another kind.");
}

function uniformOf(p5: number, p50: Stated, p95: number): Result<Distribution, QuantityRefusal> {
  const middle = (p5 + p95) / 2;
  if (p50 !== undefined && Math.abs(p50 - middle) > 1e-9 * Math.max(Math.abs(p5), Math.abs(p95)))
    return err({
      code: "no-such-shape",
      reason: `The p50 of a uniform quantity is the middle, ${middle}: correct it or leave it out.`,
    });
  const margin = (p95 - p5) / 18;
  return ok({ kind: "uniform", min: p5 - margin, max: p95 + margin });
}
