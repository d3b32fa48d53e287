import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costPerYear, internalRateOfReturn, netPresentValue, paybackYears } from "./discounting";
import {
  probabilityOfAll,
  probabilityOfAtLeastOne,
  probabilityOfRate,
  rateOfProbability,
} from "./probability";
import { effectOverYear, reliabilityByDay, reliabilityOf } from "./reliability";
import { returnOfPlan, returnToday, rosi } from "./returns";
import { costOfSecurity, seedReturn } from "./seed-return";
import { tornado } from "./sensitivity";

describe("the seed's formula", () => {
  test("gives 100 % in its example, and shows where it breaks even", () => {
    expect(
      seedReturn({ breachProbabilityPerYear: 0.1, breachCostAmount: 10_000_000, costPerYear: 500_000 }),
    ).toEqual({
      valuePerYear: 1_000_000,
      returnRatio: 1,
      breakEvenMitigation: 0.5,
      breakEvenProbabilityPerYear: 0.05,
    });
  });
  test("assumes that the breach is removed entirely, unless told otherwise", () => {
    const half = {
      breachProbabilityPerYear: 0.1,
      breachCostAmount: 10_000_000,
      costPerYear: 500_000,
      mitigation: 0.5,
    };
    expect(seedReturn(half).returnRatio).toBeCloseTo(0, 12);
  });
  test("has no return on nothing", () => {
    const free = seedReturn({ breachProbabilityPerYear: 0, breachCostAmount: 0, costPerYear: 0 });
    expect(free).toEqual({
      valuePerYear: 0,
      returnRatio: null,
      breakEvenMitigation: null,
      breakEvenProbabilityPerYear: null,
    });
  });
  test("adds up what security costs", () => {
    expect(
      costOfSecurity({
        implementationPerYear: 200_000,
        operationsPerYear: 180_000,
        performancePerYear: 120_000,
      }),
    ).toBe(500_000);
  });
});

describe("a return", () => {
  test("on today's security compares with no security", () => {
    expect(returnToday(300, 100, 50)).toBe(3);
    expect(returnToday(300, 100, 0)).toBeNull();
  });
  test("on a plan looks at what it adds", () => {
    expect(returnOfPlan({ lossPerYear: 100, costPerYear: 50 }, { lossPerYear: 40, costPerYear: 80 })).toBe(1);
  });
  test("on a plan that adds no cost has no number", () => {
    const today = { lossPerYear: 100, costPerYear: 50 };
    expect(returnOfPlan(today, { lossPerYear: 40, costPerYear: 50 })).toBeNull();
    expect(returnOfPlan(today, { lossPerYear: 40, costPerYear: 20 })).toBeNull();
  });
  test("of the anti-virus example of ENISA is 140 %", () => {
    expect(rosi(75_000, 0.8, 25_000)).toBeCloseTo(1.4, 12);
  });
});

describe("money over years", () => {
  test("spreads what is paid once over its life as an annuity", () => {
    const plan = { oneOffAmount: 60_000, perYear: 40_000, lifeYears: 5, discount: 0.08 };
    expect(costPerYear(plan)).toBeCloseTo(55_027.38727401019, 6);
    expect(costPerYear({ ...plan, discount: 0 })).toBe(52_000);
    // The annuity pays back exactly what was spent.
    const annuity = costPerYear({ ...plan, perYear: 0 });
    expect(netPresentValue([-60_000, ...Array(5).fill(annuity)], 0.08)).toBeCloseTo(0, 6);
  });
  test("does not discount the present", () => {
    expect(netPresentValue([-100, 110], 0.1)).toBeCloseTo(0, 12);
    expect(netPresentValue([], 0.1)).toBe(0);
  });
  test("has an internal rate only where the row turns its sign once", () => {
    expect(internalRateOfReturn([-100, 110])).toBeCloseTo(0.1, 12);
    expect(internalRateOfReturn([-100, 50])).toBeCloseTo(-0.5, 12);
    expect(internalRateOfReturn([-100, 100])).toBe(0);
    expect(internalRateOfReturn([100, -110])).toBeCloseTo(0.1, 12);
    expect(internalRateOfReturn([0, -1, 0, 1e-9])).toBeCloseTo(Math.sqrt(1e-9) - 1, 9);
    expect(internalRateOfReturn([-1, 1e9])).toBeCloseTo(1e9 - 1, 0);
    expect(internalRateOfReturn([-1, 1e-20])).toBeNull();
    expect(internalRateOfReturn([-1e-20, 1])).toBeNull();
    expect(internalRateOfReturn([-100, -1])).toBeNull();
    expect(internalRateOfReturn([-100, 300, -210])).toBeNull();
  });
  test("is worth nothing at its internal rate", () => {
    const gains = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), gains, (spent, amounts) => {
        const row = [-spent, ...amounts];
        const rate = internalRateOfReturn(row);
        if (rate !== null && rate > -0.9)
          expect(Math.abs(netPresentValue(row, rate)) / spent).toBeLessThan(1e-6);
      }),
    );
  });
  test("is paid back within the year in which the sum turns", () => {
    expect(paybackYears([-300, 300, 300])).toBe(1);
    expect(paybackYears([-300, 200, 200])).toBe(1.5);
    expect(paybackYears([0, 10])).toBe(0);
    expect(paybackYears([-300, 100])).toBeNull();
  });
});

describe("probability and rate", () => {
  test("are not the same: 10 % a year is a rate of 0.1054", () => {
    expect(rateOfProbability(0.1)).toBeCloseTo(0.10536051565782628, 15);
    expect(probabilityOfRate(0.1)).toBeCloseTo(0.09516258196404048, 15);
  });
  test("lead back to each other, however rare", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.999, noNaN: true }), (probability) => {
        expect(Math.abs(probabilityOfRate(rateOfProbability(probability)) / probability - 1)).toBeLessThan(
          1e-12,
        );
      }),
    );
  });
  test("grow over years and tries", () => {
    expect(probabilityOfAtLeastOne(0.1, 5)).toBeCloseTo(0.40951, 12);
    expect([
      probabilityOfAtLeastOne(1, 3),
      probabilityOfAtLeastOne(1, 0),
      probabilityOfAtLeastOne(0, 9),
    ]).toEqual([1, 0, 0]);
    expect(probabilityOfAll([0.1, 0.1])).toBeCloseTo(0.01, 15);
  });
});

describe("a control that fails some days", () => {
  test("works the rest of the year", () => {
    expect(reliabilityOf(4, 5)).toBeCloseTo(1 - 20 / 365, 12);
    expect(reliabilityOf(100, 100)).toBe(0);
    expect(reliabilityByDay(4, 5)).toBeCloseTo(0.9463933658254129, 12);
    expect(effectOverYear({ coverage: 0.5, intended: 0.8, degraded: 0.2 }, 0.5)).toBeCloseTo(0.25, 12);
  });
});

test("a tornado puts the largest swing first", () => {
  const swings = tornado({ a: 1, b: 10 }, { a: [0, 2], b: [9, 11] }, ({ a, b }) => 3 * a - b);
  expect(swings).toEqual([
    { input: "a", atLow: -10, atHigh: -4, size: 6 },
    { input: "b", atLow: -6, atHigh: -8, size: 2 },
  ]);
});
