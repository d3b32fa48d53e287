import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MIXTURE_DEPTH_MAX, parseStep, type Step, stepMsAt, stepMsMean } from "./step";

const cache = (hitProbability: number): Step => ({
  kind: "mixture",
  hitProbability,
  hit: { kind: "constant", ms: 0 },
  miss: { kind: "constant", ms: 30 },
});

describe("a step from percentiles", () => {
  const step: Step = { kind: "quantiles", msP50: 3, msP95: 7, msP99: 12 };
  test("passes through them, from half the p50 to as far beyond the p99 as that is from the p95", () => {
    expect([0, 0.5, 0.95, 0.99, 1].map((probability) => stepMsAt(step, probability))).toEqual([
      1.5, 3, 7, 12, 17,
    ]);
    expect(stepMsAt(step, 0.25)).toBeCloseTo(2.25, 12);
    expect(stepMsAt(step, 0.97)).toBeCloseTo(9.5, 12);
  });
  test("has the mean of its straight lines", () => {
    expect(stepMsMean(step)).toBeCloseTo(0.5 * 2.25 + 0.45 * 5 + 0.04 * 9.5 + 0.01 * 14.5, 12);
  });
});

describe("a mixture of hits and misses", () => {
  test("with 90 % hits has a tenth of the mean, and the same p95 and p99", () => {
    expect(stepMsMean(cache(0.9))).toBeCloseTo(3, 12);
    expect([0.5, 0.89, 0.95, 0.99].map((probability) => stepMsAt(cache(0.9), probability))).toEqual([
      0, 0, 30, 30,
    ]);
  });
  test("gains nothing at a percentile above its hit rate, and all of it below", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (hitRate, probability) => {
        fc.pre(Math.abs(hitRate - probability) > 1e-9);
        expect(stepMsAt(cache(hitRate), probability)).toBe(hitRate < probability ? 30 : 0);
      }),
    );
  });
});

describe("a step as entered", () => {
  const deep = (depth: number): Step =>
    depth === 0
      ? cache(0.5)
      : { kind: "mixture", hitProbability: 0.5, hit: { kind: "constant", ms: 1 }, miss: deep(depth - 1) };
  test.each<[string, Step]>([
    ["out-of-range", { kind: "constant", ms: -1 }],
    ["out-of-range", { kind: "uniform", msMin: 0, msMax: 60_001 }],
    ["out-of-range", { kind: "quantiles", msP50: 1, msP95: Number.NaN, msP99: 3 }],
    ["not-ordered", { kind: "uniform", msMin: 5, msMax: 4 }],
    ["not-ordered", { kind: "quantiles", msP50: 1, msP95: 3, msP99: 2 }],
    ["no-probability", cache(1.01)],
    ["too-deep", deep(MIXTURE_DEPTH_MAX)],
  ])("is refused: %s", (code, step) => {
    expect(parseStep(step)).toMatchObject({ ok: false, error: { code } });
  });
  test("is taken as it is otherwise", () => {
    expect(parseStep(cache(0.5))).toEqual({ ok: true, value: cache(0.5) });
  });
});
