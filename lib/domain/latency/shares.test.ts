import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costOfSteps } from "./control-cost";
import { GRID_MS, msAt } from "./grid-distribution";
import { type EvaluatedPath, evaluatePath, type PathTree, type StepId } from "./request-path";
import { SEED_PATH } from "./seed-preset";
import { sharesNear } from "./shares";
import type { Step } from "./step";

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

/** Any small path of uniform steps and caches, in whole microseconds. */
const us = fc.nat(20_000).map((value) => value / 1000);
const anyPath: fc.Arbitrary<PathTree> = fc.letrec<{ tree: PathTree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(us, us).map(([from, width]) => leaf(uniform(from, from + width))),
    fc
      .tuple(fc.nat(10), us)
      .map(([tenths, ms]) =>
        leaf({ kind: "mixture", hitProbability: tenths / 10, hit: constant(0), miss: uniform(ms, 2 * ms) }),
      ),
    fc.array(tie("tree"), { maxLength: 3 }).map((parts) => series(...parts)),
    fc.array(tie("tree"), { maxLength: 3 }).map((parts) => parallel(...parts)),
  ),
})).tree;

describe("the shares of the steps", () => {
  test("add up to the percentile, and none is negative", () => {
    fc.assert(
      fc.property(anyPath, fc.constantFrom(0.5, 0.9, 0.95, 0.99), (tree, probability) => {
        const path = evaluated(tree);
        const shares = sharesNear(path, probability);
        const total = msAt(path.distribution, probability);
        const sum = shares.reduce((all, { ms }) => all + ms, 0);
        if (sum > 0) expect(sum).toBeCloseTo(total, 6);
        else expect(total).toBeLessThanOrEqual(GRID_MS);
        expect(shares.every(({ ms }) => ms >= 0)).toBe(true);
      }),
    );
  });
  test("are the steps themselves where nothing varies, and nothing off the critical path", () => {
    const tree = series(leaf(constant(3), "a"), parallel(leaf(constant(5), "b"), leaf(constant(4), "c")));
    const shares = sharesNear(evaluated(tree), 0.95);
    expect(shares.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    [3, 5, 0].forEach((ms, index) => {
      expect(shares[index]?.ms).toBeCloseTo(ms, 1);
    });
  });
  test("are halved between branches that finish together", () => {
    const tree = series(leaf(constant(4)), parallel(leaf(constant(6)), leaf(constant(6))));
    const shares = sharesNear(evaluated(tree), 0.5).map(({ ms }) => ms);
    expect(shares).toEqual([expect.closeTo(4, 9), expect.closeTo(3, 9), expect.closeTo(3, 9)]);
  });
  test("of two alike steps are alike, in series and side by side", () => {
    for (const join of [series, parallel]) {
      const [a, b] = sharesNear(evaluated(join(leaf(uniform(2, 8)), leaf(uniform(2, 8)))), 0.95);
      expect(a?.ms).toBeCloseTo(b?.ms ?? Number.NaN, 6);
    }
  });
  test("near a percentile are more of the widest step than its mean tells", () => {
    const [handshake] = sharesNear(evaluated(SEED_PATH), 0.95);
    expect(handshake?.ms).toBeCloseTo(38.3, 1);
  });
});

describe("what a control costs", () => {
  test("is the difference when all its steps are switched off", () => {
    const cost = costOfSteps(SEED_PATH, (id) => id === "tls-handshake");
    expect(cost).toMatchObject({ ok: true, value: { msMean: expect.closeTo(30, 6) } });
    expect(costOfSteps(SEED_PATH, () => true)).toMatchObject({
      ok: true,
      value: { msMean: expect.closeTo(40.5, 6) },
    });
  });
  test("is nothing for a step that is off the critical path", () => {
    const tree = parallel(leaf(constant(5), "slow"), leaf(constant(1), "fast"));
    const nothing = { msMean: 0, msP50: 0, msP95: 0, msP99: 0 };
    expect(costOfSteps(tree, (id) => id === "fast")).toEqual({ ok: true, value: nothing });
  });
});
