import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GRID_MS, type GridDistribution, msAt, summaryOf } from "./grid-distribution";
import {
  type EvaluatedPath,
  evaluatePath,
  msRunningAt,
  PATH_STEPS_MAX,
  type PathTree,
  type StepId,
} from "./request-path";
import { SEED_PATH } from "./seed-preset";
import { type Step, stepMsAt, stepMsMean } from "./step";

/** Whole microseconds. */
const ms = (max: number) => fc.integer({ min: 0, max: max * 1000 }).map((us) => us / 1000);
/** A probability in thousandths. */
const anyShare = fc.integer({ min: 0, max: 1000 }).map((share) => share / 1000);

const simple: fc.Arbitrary<Step> = fc.oneof(
  ms(20).map((value): Step => ({ kind: "constant", ms: value })),
  fc
    .tuple(ms(20), ms(20))
    .map(([a, b]): Step => ({ kind: "uniform", msMin: Math.min(a, b), msMax: Math.max(a, b) })),
  fc
    .tuple(ms(10), ms(10), ms(10))
    .map(([a, b, c]): Step => ({ kind: "quantiles", msP50: a, msP95: a + b, msP99: a + b + c })),
);

/** Any checked step of up to 40 ms, for property tests. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  simple,
  fc
    .tuple(anyShare, simple, simple)
    .map(([hitProbability, hit, miss]): Step => ({ kind: "mixture", hitProbability, hit, miss })),
);

/** Any small request path, its steps numbered. */
const anyPath: fc.Arbitrary<PathTree> = fc
  .letrec<{ tree: PathTree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      anyStep.map((step): PathTree => ({ kind: "step", id: "" as StepId, step })),
      fc
        .tuple(fc.constantFrom("series", "parallel"), fc.array(tie("tree"), { maxLength: 3 }))
        .map(([kind, parts]): PathTree => ({ kind, parts })),
    ),
  }))
  .tree.map((tree) => numbered(tree, { next: 1 }));

function numbered(tree: PathTree, count: { next: number }): PathTree {
  if (tree.kind !== "step") return { ...tree, parts: tree.parts.map((part) => numbered(part, count)) };
  const id = `step-${count.next}` as StepId;
  count.next += 1;
  return { ...tree, id };
}

const leaf = (step: Step, id = "step"): PathTree => ({ kind: "step", id: id as StepId, step });
const series = (...parts: PathTree[]): PathTree => ({ kind: "series", parts });
const parallel = (...parts: PathTree[]): PathTree => ({ kind: "parallel", parts });
const constant = (ms: number): Step => ({ kind: "constant", ms });
const uniform = (msMin: number, msMax: number): Step => ({ kind: "uniform", msMin, msMax });
const evaluated = (tree: PathTree): EvaluatedPath => {
  const result = evaluatePath(tree);
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
};
const timesOf = (tree: PathTree): GridDistribution => evaluated(tree).distribution;
const percentile = fc.constantFrom(0.5, 0.9, 0.95, 0.99);

describe("any step", () => {
  test("has a percentile that never falls", () => {
    fc.assert(
      fc.property(anyStep, anyShare, anyShare, (step, a, b) => {
        expect(stepMsAt(step, Math.min(a, b))).toBeLessThanOrEqual(stepMsAt(step, Math.max(a, b)) + 1e-9);
      }),
    );
  });
  test("has the mean of its percentiles", () => {
    fc.assert(
      fc.property(anyStep, (step) => {
        const count = 400;
        let sum = 0;
        for (let draw = 0; draw < count; draw++) sum += stepMsAt(step, (draw + 0.5) / count) / count;
        expect(Math.abs(sum - stepMsMean(step))).toBeLessThan(0.02 * stepMsAt(step, 1) + 1e-9);
      }),
      { numRuns: 30 },
    );
  });
});

describe("the seed's preset", () => {
  const summary = summaryOf(timesOf(SEED_PATH));
  test("adds up to 26–55 ms, not to the 30–60 that the seed prints", () => {
    expect([summary.msMin, summary.msMax]).toEqual([26, 55]);
  });
  test("has a mean of 40.5 ms and a p95 far below the sum of its parts' p95", () => {
    expect(summary.msMean).toBeCloseTo(40.5, 9);
    expect(summary.msP50).toBeCloseTo(40.5, 2);
    expect(summary.msP95).toBeCloseTo(50.055, 2);
    expect(39 + 9.75 + 4.8 - summary.msP95).toBeGreaterThan(3);
  });
});

describe("percentiles are never added", () => {
  test("the p95 of a sum of uniform steps is below the sum of their p95", () => {
    const width = fc.double({ min: 1, max: 30, noNaN: true });
    fc.assert(
      fc.property(fc.array(width, { minLength: 2, maxLength: 5 }), (widths) => {
        const p95 = msAt(timesOf(series(...widths.map((to) => leaf(uniform(0, to))))), 0.95);
        expect(p95).toBeLessThan(widths.reduce((sum, to) => sum + 0.95 * to, 0));
      }),
      { numRuns: 40 },
    );
  });
  test("the p95 of a sum of rare misses is above the sum of their p95, which is nothing", () => {
    const rare: Step = { kind: "mixture", hitProbability: 0.96, hit: constant(0), miss: constant(30) };
    expect(stepMsAt(rare, 0.95)).toBe(0);
    expect(msAt(timesOf(series(leaf(rare), leaf(rare))), 0.95)).toBeCloseTo(30, 1);
  });
});

describe("a request path", () => {
  test("of one step has that step's percentiles, to half a cell", () => {
    fc.assert(
      fc.property(anyStep, percentile, (step, probability) => {
        const onGrid = msAt(timesOf(leaf(step)), probability);
        const [below, above] = [stepMsAt(step, probability - 1e-9), stepMsAt(step, probability + 1e-9)];
        expect(onGrid).toBeGreaterThanOrEqual(below - 1.5 * GRID_MS);
        expect(onGrid).toBeLessThanOrEqual(above + 1.5 * GRID_MS);
      }),
    );
  });
  test("in series has the sum of the means and of the ranges", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 6 }), (steps) => {
        const summary = summaryOf(timesOf(series(...steps.map((step) => leaf(step)))));
        const sum = (of: (step: Step) => number) => steps.reduce((total, step) => total + of(step), 0);
        expect(summary.msMean).toBeCloseTo(sum(stepMsMean), 6);
        expect(summary.msMin).toBeCloseTo(
          sum((step) => stepMsAt(step, 0)),
          6,
        );
        expect(summary.msMax).toBeCloseTo(
          sum((step) => stepMsAt(step, 1)),
          6,
        );
      }),
    );
  });
  test("in parallel is as slow as its slowest branch", () => {
    const summary = summaryOf(
      timesOf(parallel(leaf(uniform(0, 10)), leaf(uniform(0, 10)), leaf(constant(2)))),
    );
    expect(summary.msMin).toBe(2);
    // P(max ≤ x) = (x/10)² from 2 on.
    expect(summary.msP50).toBeCloseTo(10 * Math.sqrt(0.5), 2);
    expect(summary.msP95).toBeCloseTo(10 * Math.sqrt(0.95), 2);
  });
  test("without steps takes no time", () => {
    for (const tree of [series(), parallel(), series(parallel(), series())])
      expect(summaryOf(timesOf(tree))).toEqual({
        msMean: 0,
        msP50: 0,
        msP95: 0,
        msP99: 0,
        msMin: 0,
        msMax: 0,
      });
  });
  test("is never faster at any percentile with one more step, in series or beside", () => {
    fc.assert(
      fc.property(anyPath, anyStep, anyShare, (tree, step, probability) => {
        const before = msAt(timesOf(tree), probability);
        expect(msAt(timesOf(series(tree, leaf(step))), probability)).toBeGreaterThanOrEqual(before - 1e-9);
        expect(msAt(timesOf(parallel(tree, leaf(step))), probability)).toBeGreaterThanOrEqual(
          before - GRID_MS,
        );
      }),
    );
  });
  test("is the same with one more step that takes no time", () => {
    fc.assert(
      fc.property(anyPath, (tree) => {
        expect(summaryOf(timesOf(series(tree, leaf(constant(0)))))).toEqual(summaryOf(timesOf(series(tree))));
      }),
    );
  });
  test("holds all probability, none of it negative", () => {
    fc.assert(
      fc.property(anyPath, (tree) => {
        const { mass } = timesOf(tree);
        expect(mass.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
        expect(mass.every((value) => value >= 0)).toBe(true);
      }),
    );
  });
  test("agrees with drawing requests one by one", () => {
    const handshake: Step = {
      kind: "mixture",
      hitProbability: 0.7,
      hit: constant(0.3),
      miss: uniform(20, 30),
    };
    const tree = series(
      leaf(handshake),
      parallel(leaf(uniform(1, 9)), series(leaf(uniform(0, 4)), leaf(constant(3)))),
    );
    const count = 20_000;
    let state = 1;
    const next = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const draws = Array.from({ length: count }, () => {
      const beside = Math.max(stepMsAt(uniform(1, 9), next()), stepMsAt(uniform(0, 4), next()) + 3);
      return stepMsAt(handshake, next()) + beside;
    }).sort((a, b) => a - b);
    const summary = summaryOf(timesOf(tree));
    expect(draws.reduce((sum, ms) => sum + ms, 0) / count).toBeCloseTo(summary.msMean, 0);
    expect(Math.abs((draws[count * 0.95] ?? 0) - summary.msP95)).toBeLessThan(0.25);
  });
  test("runs up to its percentile without ever falling", () => {
    const running = msRunningAt(SEED_PATH, 0.95);
    expect(running).toEqual({
      ok: true,
      value: [expect.closeTo(39, 6), expect.closeTo(50 - Math.sqrt(10), 2), expect.closeTo(50.06, 2)],
    });
  });
  test("that is too large is refused, not computed", () => {
    const code = (tree: PathTree) => {
      const result = evaluatePath(tree);
      return result.ok ? "ok" : result.error.code;
    };
    const nest = (depth: number): PathTree => (depth === 0 ? leaf(constant(1)) : series(nest(depth - 1)));
    expect(code(series(...Array.from({ length: PATH_STEPS_MAX + 1 }, () => leaf(constant(1)))))).toBe(
      "too-many-steps",
    );
    expect(code(nest(5_000))).toBe("too-deep");
    expect(code(series(leaf(uniform(0, 40_000)), leaf(uniform(0, 40_000))))).toBe("too-wide");
    expect(code(series(...Array.from({ length: PATH_STEPS_MAX }, () => leaf(uniform(0, 80)))))).toBe(
      "too-wide",
    );
  });
});

describe("a hit rate", () => {
  const cached = (hitProbability: number): Step => ({
    kind: "mixture",
    hitProbability,
    hit: constant(0),
    miss: constant(30),
  });
  test("below the percentile leaves it where it was", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.94, noNaN: true }), (hitRate) => {
        expect(Math.abs(msAt(timesOf(leaf(cached(hitRate))), 0.95) - 30)).toBeLessThanOrEqual(GRID_MS / 2);
      }),
    );
  });
  test("above it takes all of it away", () => {
    expect(msAt(timesOf(leaf(cached(0.96))), 0.95)).toBeLessThanOrEqual(GRID_MS / 2);
  });
});
