import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { runSeedOfId } from "../random/stream";
import type { LossScenario } from "../roi/expected-loss";
import { type LossRun, type LossStance, startLossRun, YEARS_USUAL, yearsFor } from "./simulate-losses";
import { quantity } from "./testdata/facts";

const scenarios: readonly LossScenario[] = [
  {
    name: "mitm",
    ratePerYear: quantity({ kind: "lognormal", p5: 0.05, p95: 1.2 }),
    lossAmount: quantity({ kind: "lognormal", p5: 50_000, p95: 5_000_000 }),
    secondary: { probability: 0.15, lossAmount: quantity({ kind: "lognormal", p5: 50_000, p95: 3_000_000 }) },
  },
  {
    name: "ddos",
    ratePerYear: quantity({ kind: "pert", p5: 0.5, p50: 1, p95: 1.7 }),
    lossAmount: quantity({ kind: "uniform", p5: 5_000, p95: 60_000 }),
  },
];
const stance = (residuals: readonly [number, number], lossReduction: number, costPerYear: number) =>
  ({
    defences: residuals.map((residual) => ({ residual, lossReduction })),
    costPerYear,
  }) satisfies LossStance;
const today = stance([0.4, 0.6], 0.3, 100_000);
const seed = runSeedOfId("01930000-0000-7000-8000-00000000002a");
const run = (over: Partial<Parameters<typeof startLossRun>[0]> = {}): LossRun => {
  const started = startLossRun({ scenarios, today, seed, ...over });
  if (!started.ok) throw new Error(started.error.reason);
  return started.value;
};
let standing: LossRun;
beforeAll(() => {
  standing = run();
});

describe("the simulated losses of a system", () => {
  test("lie within four standard errors of the closed form, under every stance", () => {
    const { money, plan } = standing;
    const planned = plan(stance([0.1, 0.6], 0.5, 180_000));
    for (const { perYear, closedFormPerYear, standardErrorsApart } of [
      money.inherent,
      money.today,
      planned.plan,
    ]) {
      expect(standardErrorsApart).toBeLessThan(4);
      expect(perYear.value).toBeCloseTo(closedFormPerYear, -6);
    }
    expect(money.years).toBe(YEARS_USUAL);
  });

  test("are the same bytes again, whatever was asked in between", () => {
    const first = JSON.stringify(standing.money);
    const planned = JSON.stringify(standing.plan(stance([0.1, 0.1], 0.5, 1)));
    expect(JSON.stringify(run().money)).toBe(first);
    expect(JSON.stringify(standing.plan(stance([0.1, 0.1], 0.5, 1)))).toBe(planned);
    expect(JSON.stringify(run().plan(stance([0.1, 0.1], 0.5, 1)))).toBe(planned);
  });

  test("do not move for a control without effect: not by a bit", () => {
    const same = standing.plan({ ...today, costPerYear: 160_000 });
    expect(same.plan).toEqual(standing.money.today);
    expect(same.returnOfPlan.avoidedPerYear).toEqual({ value: 0, standardError: 0, low: 0, high: 0 });
    expect(same.returnOfPlan).toMatchObject({
      returnRatio: { value: -1, low: -1, high: -1 },
      paysProbability: 0,
    });
  });

  test("never rise with more protection, at any loss of the curve", () => {
    const share = fc.double({ min: 0.02, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        const planned = standing.plan(stance([0.4 * a, 0.6 * b], 0.3, 0));
        expect(planned.plan.perYear.value).toBeLessThanOrEqual(standing.money.today.perYear.value);
        expect(planned.plan.worstInTwenty.value).toBeLessThanOrEqual(
          standing.money.today.worstInTwenty.value,
        );
        expect(planned.returnOfPlan.returnRatio).toBeNull();
      }),
      { numRuns: 20 },
    );
  });

  test("of one scenario stay as they are when another one is added", () => {
    const [mitm] = scenarios;
    if (!mitm) throw new Error("there is a scenario");
    const alone = run({ scenarios: [mitm], today: { ...today, defences: today.defences.slice(0, 1) } });
    const nothing = standing.plan({
      defences: [
        today.defences[0] ?? stance([1, 1], 0, 0).defences[0] ?? { residual: 1, lossReduction: 0 },
        { residual: 0, lossReduction: 1 },
      ],
      costPerYear: 0,
    });
    expect(nothing.plan.perYear.value).toBeCloseTo(alone.money.today.perYear.value, 4);
  });

  test("have a curve that begins at the least loss, below the chance of losing nothing, and falls", () => {
    const { curve } = standing.money.today;
    expect(curve[0]?.lossAmount).toBeGreaterThan(0);
    expect(curve[0]?.probability).toBeLessThan(1);
    for (const [place, point] of curve.entries()) {
      const before = curve[place - 1];
      if (!before) continue;
      expect(point.lossAmount).toBeGreaterThan(before.lossAmount);
      expect(point.probability).toBeLessThan(before.probability);
      expect(before.probability - point.probability).toBeLessThan(0.05);
    }
  });

  test("have the return against none in use, with an interval around it and how often it pays", () => {
    const { returnToday } = standing.money;
    const ratio = returnToday.returnRatio;
    expect(ratio).not.toBeNull();
    expect(ratio?.low ?? 0).toBeLessThan(ratio?.value ?? 0);
    expect(ratio?.high ?? 0).toBeGreaterThan(ratio?.value ?? 0);
    expect(returnToday.paysProbability).toBeGreaterThan(0);
    expect(returnToday.paysProbability).toBeLessThan(1);
  });
});

describe("how many years are simulated", () => {
  const often = (perYear: number): LossScenario => ({
    name: "often",
    ratePerYear: quantity({ kind: "constant", p50: perYear }),
    lossAmount: quantity({ kind: "constant", p50: 1 }),
  });
  test("is the usual number, fewer where there is much to draw, and never few", () => {
    expect(yearsFor([])).toBe(YEARS_USUAL);
    expect(yearsFor([often(5)])).toBe(YEARS_USUAL);
    expect(yearsFor([often(20)])).toBe(5_000);
    expect(yearsFor([often(5_000)])).toBe(1_000);
  });
  test("what is too much even then is refused with a sentence", () => {
    const refused = startLossRun({
      scenarios: [often(20_000)],
      today: { defences: [{ residual: 1, lossReduction: 0 }], costPerYear: 0 },
      seed,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: "too-many-events" } });
  });
  test("a seed is the same for the same id and within its range", () => {
    expect(seed).toBe(42);
    expect(runSeedOfId("not one")).toBe(runSeedOfId("not one"));
  });
});
