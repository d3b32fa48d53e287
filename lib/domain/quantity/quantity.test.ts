import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RunSeed, randomStream } from "../random/stream";
import { cdf, type Distribution, mean, partialMean, quantile, variance } from "./distribution";
import { empiricalFromObservations } from "./empirical";
import { lognormalMode } from "./lognormal";
import { pertFromRange } from "./pert";
import { distributionOf, type QuantityDraft, quantityOf } from "./quantity";
import { samplerOf } from "./sampler";

const made = (draft: QuantityDraft): Distribution => {
  const result = distributionOf(draft);
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
};
const codeOf = (draft: QuantityDraft) => {
  const result = distributionOf(draft);
  return result.ok ? "made" : result.error.code;
};

const some: readonly (readonly [string, Distribution])[] = [
  ["constant", made({ kind: "constant", p50: 4 })],
  ["uniform", made({ kind: "uniform", p5: 2, p95: 20 })],
  ["pert", made({ kind: "pert", p5: 2, p50: 5, p95: 9 })],
  ["lognormal", made({ kind: "lognormal", p5: 1, p95: 10 })],
  ["shifted lognormal", made({ kind: "lognormal", p5: 0.2, p50: 1, p95: 6 })],
  ["lognormal with a negative shift", made({ kind: "lognormal", p5: 0.2, p50: 1, p95: 3 })],
  ["empirical", made({ kind: "empirical", p5: 1, p50: 3, p95: 9 })],
  ["observed", empiricalFromObservations([3, 1, 4, 1.5, 5, 9, 2, 6])],
];
const steps = 4_000;

describe("a quantity", () => {
  test.each(some)("of kind %s comes back from its own percentiles", (_, distribution) => {
    const shown = quantityOf(distribution);
    if (distribution.kind === "empirical" && distribution.values.length > 5) return;
    expect(quantityOf(made(shown))).toEqual({
      kind: shown.kind,
      p5: expect.closeTo(shown.p5, 9),
      p50: expect.closeTo(shown.p50, 9),
      p95: expect.closeTo(shown.p95, 9),
    });
  });
  test.each(some)("of kind %s has the mean and variance of its quantile function", (_, distribution) => {
    const values = Array.from({ length: steps }, (_, step) => quantile(distribution, (step + 0.5) / steps));
    const average = values.reduce((sum, value) => sum + value / steps, 0);
    const spread = values.reduce((sum, value) => sum + (value - average) ** 2 / steps, 0);
    expect(Math.abs(average / mean(distribution) - 1)).toBeLessThan(0.002);
    expect(spread).toBeGreaterThanOrEqual(variance(distribution) * 0.95 - 1e-12);
    expect(spread).toBeLessThanOrEqual(variance(distribution) * 1.01 + 1e-12);
  });
  test.each(some)("of kind %s has a distribution function that leads back", (_, distribution) => {
    if (distribution.kind === "constant") return;
    for (const probability of [0.01, 0.2, 0.5, 0.77, 0.999])
      expect(cdf(distribution, quantile(distribution, probability))).toBeCloseTo(probability, 9);
    expect(cdf(distribution, -1)).toBe(0);
  });
  test.each(some)("of kind %s has a tail that adds up to its mean", (_, distribution) => {
    expect(partialMean(distribution, -1)).toBeCloseTo(mean(distribution), 9);
    const middle = quantile(distribution, 0.9);
    let above = 0;
    for (let step = 0; step < steps; step++) {
      const value = quantile(distribution, 0.9 + (0.1 * (step + 0.5)) / steps);
      above += value > middle ? (0.1 * value) / steps : 0;
    }
    expect(partialMean(distribution, middle)).toBeCloseTo(above, 1);
  });
  test.each(some)(
    "of kind %s is sampled with its mean, and never falls in the random number",
    (_, distribution) => {
      const sample = samplerOf(distribution);
      const stream = randomStream(3 as RunSeed, "quantity");
      const count = 20_000;
      let sum = 0;
      for (let draw = 0; draw < count; draw++) sum += sample(stream.next());
      const standardError = Math.sqrt(variance(distribution) / count);
      expect(Math.abs(sum / count - mean(distribution))).toBeLessThanOrEqual(4 * standardError + 1e-12);
      fc.assert(
        fc.property(
          fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
          fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
          (a, b) => {
            expect(sample(Math.min(a, b))).toBeLessThanOrEqual(sample(Math.max(a, b)));
          },
        ),
      );
    },
  );
  test("keeps the tails of a lognormal exactly, and its middle closely", () => {
    const lognormal = made({ kind: "lognormal", p5: 1, p95: 1000 });
    const sample = samplerOf(lognormal);
    for (const probability of [1e-9, 1e-4, 0.003, 0.997, 0.9999, 1 - 1e-9])
      expect(sample(probability)).toBe(quantile(lognormal, probability));
    for (const probability of [0.0041, 0.3, 0.77777, 0.9959])
      expect(Math.abs(sample(probability) / quantile(lognormal, probability) - 1)).toBeLessThan(2e-4);
  });
  test("keeps the tails of a PERT that is sampled from its table", () => {
    const pert = pertFromRange({ min: 0, mode: 1, max: 10 });
    const sample = samplerOf(pert);
    for (const probability of [1e-7, 1e-4, 0.3, 0.9999, 1 - 1e-7])
      expect(sample(probability)).toBeCloseTo(quantile(pert, probability), 2);
  });
});

describe("a lognormal", () => {
  test("from its 90 % interval has a mean far above its middle", () => {
    const loss = made({ kind: "lognormal", p5: 100_000, p95: 2_000_000 });
    expect(mean(loss)).toBeCloseTo(676_997.149080232, 6);
    expect(quantile(loss, 0.5)).toBeCloseTo(447_213.595, 3);
    expect(loss.kind === "lognormal" && lognormalMode(loss)).toBeLessThan(quantile(loss, 0.5));
  });
  test("takes a rounded middle for what it is", () => {
    const exact = made({ kind: "lognormal", p5: 100_000, p95: 2_000_000 });
    expect(made({ kind: "lognormal", p5: 100_000, p50: 447_000, p95: 2_000_000 })).toEqual(exact);
  });
  test("passes through three percentiles that no unshifted one has", () => {
    expect(quantityOf(made({ kind: "lognormal", p5: 4000, p50: 12_000, p95: 35_000 }))).toEqual({
      kind: "lognormal",
      p5: expect.closeTo(4000, 6),
      p50: expect.closeTo(12_000, 6),
      p95: expect.closeTo(35_000, 6),
    });
  });
});

describe("numbers that make no quantity are refused", () => {
  test.each([
    ["not-ordered", { kind: "pert", p5: 3, p50: 2, p95: 5 }],
    ["not-ordered", { kind: "lognormal", p5: 3, p95: 3 }],
    ["not-finite", { kind: "uniform", p5: 1, p95: Number.POSITIVE_INFINITY }],
    ["not-positive", { kind: "lognormal", p5: 0, p95: 3 }],
    ["missing", { kind: "pert", p5: 1, p95: 3 }],
    ["missing", { kind: "constant" }],
    ["no-such-shape", { kind: "constant", p5: 1, p50: 2, p95: 3 }],
    ["no-such-shape", { kind: "uniform", p5: 1, p50: 1.5, p95: 3 }],
    ["no-such-shape", { kind: "pert", p5: 0.01, p50: 0.05, p95: 0.25 }],
    ["no-such-shape", { kind: "lognormal", p5: 1, p50: 8, p95: 10 }],
  ] as const)("as %s: %j", (code, draft) => {
    expect(codeOf(draft)).toBe(code);
  });
});

test("a symmetric PERT stays a PERT", () => {
  const pert = made({ kind: "pert", p5: 1.8925537743777079, p50: 5, p95: 8.107446225622292 });
  expect(pert).toEqual({
    kind: "pert",
    min: expect.closeTo(0, 6),
    max: expect.closeTo(10, 6),
    alpha: expect.closeTo(3, 6),
    beta: expect.closeTo(3, 6),
  });
});
