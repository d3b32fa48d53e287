import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distributionOf } from "../quantity/quantity";
import { type RunSeed, randomStream } from "../random/stream";
import { compoundExceedance, compoundLoss, compoundQuantile } from "./compound-loss";
import { drawEvents, yearlyLosses } from "./events";
import { exceedanceAt, exceedanceCurve } from "./exceedance";
import { UNDEFENDED } from "./expected-loss";
import {
  expectedShortfall,
  meanEstimate,
  sortedLosses,
  standardErrorsFrom,
  valueAtRisk,
} from "./loss-statistics";
import { oneEventExceedance, oneEventMean, oneEventShortfall, oneEventValueAtRisk } from "./one-event-year";
import { quantileRanks } from "./quantile-ranks";

const losses = fc
  .array(fc.oneof(fc.nat(50), fc.nat(1_000_000)), { minLength: 1, maxLength: 400 })
  .map((values) => Float64Array.from(values));
const lognormal = distributionOf({ kind: "lognormal", p5: 100_000, p95: 1_000_000 });
if (!lognormal.ok) throw new Error(lognormal.error.reason);
const lossAmount = lognormal.value;
const years = 100_000;
const log = drawEvents(
  [{ name: "alice", ratePerYear: { kind: "constant", value: 0.3 }, lossAmount }],
  11 as RunSeed,
  years,
);
if (!log.ok) throw new Error(log.error.reason);
const simulated = sortedLosses(yearlyLosses(log.value, [UNDEFENDED]));
const exact = compoundLoss(0.3, lossAmount);

describe("a loss exceedance curve", () => {
  test("falls strictly from 1 while losses rise, ends at the worst year, and leaves its input alone", () => {
    fc.assert(
      fc.property(losses, fc.integer({ min: 2, max: 30 }), (values, pointsMax) => {
        const sorted = sortedLosses(values);
        const copy = sorted.slice();
        const curve = exceedanceCurve(sorted, pointsMax);
        expect(sorted).toEqual(copy);
        expect(curve[0]?.probability).toBe(1);
        expect(curve.at(-1)?.lossAmount).toBe(sorted.at(-1));
        for (let index = 1; index < curve.length; index++) {
          expect(curve[index]!.lossAmount).toBeGreaterThan(curve[index - 1]!.lossAmount);
          expect(curve[index]!.probability).toBeLessThan(curve[index - 1]!.probability);
        }
      }),
    );
  });
  test("gives each point the share of years with that loss or more, and an interval around it", () => {
    fc.assert(
      fc.property(losses, (values) => {
        for (const { lossAmount: loss, probability, low, high } of exceedanceCurve(sortedLosses(values))) {
          expect(probability).toBe(values.filter((value) => value >= loss).length / values.length);
          expect(low).toBeLessThanOrEqual(probability);
          expect(high).toBeGreaterThanOrEqual(probability);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
  test("keeps every one of the fifty worst years, however few points are wanted", () => {
    const sorted = Float64Array.from({ length: 10_000 }, (_, year) => year);
    const drawn = new Set(exceedanceCurve(sorted, 5).map((point) => point.lossAmount));
    expect([...sorted.slice(-50)].every((loss) => drawn.has(loss))).toBe(true);
    expect(drawn.size).toBeLessThan(60);
  });
  test("of simulated years holds the exact curve within its interval, nearly always", () => {
    const amounts = [50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000];
    for (const amount of amounts) {
      const { low, high, probability } = exceedanceAt(simulated, amount);
      const width = high - low;
      const truth = compoundExceedance(exact, amount);
      expect(truth).toBeGreaterThan(probability - 1.1 * width);
      expect(truth).toBeLessThan(probability + 1.1 * width);
    }
  });
});

describe("value at risk and expected shortfall", () => {
  test("of 1 to 100 are known by heart", () => {
    const sorted = Float64Array.from({ length: 100 }, (_, index) => index + 1);
    expect(valueAtRisk(sorted, 0.95).value).toBe(95);
    expect(expectedShortfall(sorted, 0.95).value).toBeCloseTo((96 + 97 + 98 + 99 + 100) / 5, 12);
    expect(expectedShortfall(sorted, 0.975).value).toBeCloseTo((0.5 * 98 + 99 + 100) / 2.5, 12);
  });
  test("never fall in the probability, and the shortfall is never below the value", () => {
    const probability = fc.integer({ min: 1, max: 999 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(losses, probability, probability, (values, a, b) => {
        const sorted = sortedLosses(values);
        const [lower, upper] = [Math.min(a, b), Math.max(a, b)];
        expect(valueAtRisk(sorted, lower).value).toBeLessThanOrEqual(valueAtRisk(sorted, upper).value);
        const tail = expectedShortfall(sorted, upper);
        expect(tail.value).toBeGreaterThanOrEqual(valueAtRisk(sorted, upper).value - 1e-6);
        expect(tail.high).toBeGreaterThanOrEqual(tail.low);
      }),
    );
  });
  test("are not additive over threats: sum the years first", () => {
    const a = Float64Array.of(0, 0, 0, 10);
    const b = Float64Array.of(0, 0, 10, 0);
    const at = (values: Float64Array) => valueAtRisk(sortedLosses(values), 0.75).value;
    expect(at(a) + at(b)).toBe(0);
    expect(at(a.map((loss, year) => loss + (b[year] ?? 0)))).toBe(10);
  });
  test("have the standard error that repeated runs show", () => {
    const runs = Array.from({ length: 300 }, (_, run) => {
      const stream = randomStream(run as RunSeed, "shortfall");
      const exponential = Float64Array.from({ length: 1_000 }, () => -Math.log(stream.next()));
      return expectedShortfall(sortedLosses(exponential), 0.9);
    });
    const values = Float64Array.from(runs, ({ value }) => value);
    const spread = meanEstimate(values).standardError * Math.sqrt(runs.length);
    const stated = meanEstimate(Float64Array.from(runs, ({ standardError }) => standardError)).value;
    // Of an exponential with mean 1 the shortfall at 90 % is 1 + ln 10.
    expect(Math.abs(meanEstimate(values).value - 1 - Math.log(10))).toBeLessThan(0.05);
    expect(Math.abs(stated / spread - 1)).toBeLessThan(0.15);
  });
  test("of simulated years hold the exact ones", () => {
    for (const probability of [0.9, 0.95, 0.99, 0.999]) {
      const { low, high } = valueAtRisk(simulated, probability);
      const truth = compoundQuantile(exact, probability);
      expect(truth).toBeGreaterThan(low - (high - low));
      expect(truth).toBeLessThan(high + (high - low));
    }
  });
  test("stand between ranks that order statistics give", () => {
    expect(quantileRanks(1000, 0.5, 0.95)).toEqual({ low: 469, high: 532 });
    expect(quantileRanks(1, 0.5, 0.95)).toEqual({ low: 1, high: 1 });
    expect(quantileRanks(100_000, 0.999, 0.95).high).toBeLessThanOrEqual(100_000);
  });
});

describe("a year with one event or none", () => {
  const year = { probability: 0.4, lossAmount };
  test("loses nothing below its chance", () => {
    expect(oneEventValueAtRisk(year, 0.6)).toBe(0);
    expect(oneEventValueAtRisk(year, 0.601)).toBeGreaterThan(0);
  });
  test("has a shortfall that becomes its mean when all years count", () => {
    expect(oneEventShortfall(year, 0)).toBeCloseTo(oneEventMean(year), 6);
    expect(oneEventExceedance(year, 0)).toBeCloseTo(0.4, 12);
    const worst = oneEventValueAtRisk(year, 0.95);
    expect(oneEventExceedance(year, worst)).toBeCloseTo(0.05, 9);
  });
});

describe("a mean of simulated years", () => {
  test("is given with its error", () => {
    expect(meanEstimate(Float64Array.of(1, 2, 3, 4))).toEqual({
      value: 2.5,
      standardError: expect.closeTo(Math.sqrt(5 / 3 / 4), 12),
      low: expect.closeTo(2.5 - 1.959964 * 0.6454972, 5),
      high: expect.closeTo(2.5 + 1.959964 * 0.6454972, 5),
    });
  });
  test("that does not vary agrees with itself alone", () => {
    const still = meanEstimate(Float64Array.of(2, 2, 2));
    expect(standardErrorsFrom(still, 2)).toBe(0);
    expect(standardErrorsFrom(still, 3)).toBe(Number.POSITIVE_INFINITY);
  });
});
