import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bestSpendingClass1,
  bestSpendingClass2,
  spendingBound,
  vulnerabilityClass1,
  vulnerabilityClass2,
} from "./gordon-loeb";

const inputs = fc.record({
  vulnerability: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  lossAmount: fc.double({ min: 1, max: 1e8, noNaN: true }),
  alpha: fc.double({ min: 1e-7, max: 1e-3, noNaN: true }),
});

describe("the best spending of Gordon and Loeb", () => {
  test("is better than spending a little more or less, in both classes", () => {
    fc.assert(
      fc.property(inputs, (asset) => {
        const { vulnerability, lossAmount, alpha } = asset;
        const cases = [
          [
            bestSpendingClass1({ ...asset, beta: 1 }),
            (spent: number) => vulnerabilityClass1(vulnerability, spent, alpha, 1),
          ],
          [bestSpendingClass2(asset), (spent: number) => vulnerabilityClass2(vulnerability, spent, alpha)],
        ] as const;
        for (const [best, left] of cases) {
          const benefit = (spent: number) => (vulnerability - left(spent)) * lossAmount - spent;
          const slack = 1e-9 * lossAmount;
          for (const spent of [best.spendAmount * 1.01, best.spendAmount * 0.99, best.spendAmount + 1])
            expect(benefit(spent)).toBeLessThanOrEqual(best.netBenefitAmount + slack);
        }
      }),
    );
  });
  test("never passes the expected loss divided by e", () => {
    fc.assert(
      fc.property(inputs, (asset) => {
        const bound = spendingBound(asset.vulnerability * asset.lossAmount) * (1 + 1e-9);
        expect(bestSpendingClass1({ ...asset, beta: 1 }).spendAmount).toBeLessThanOrEqual(bound);
        expect(bestSpendingClass2(asset).spendAmount).toBeLessThanOrEqual(bound);
      }),
    );
  });
  test("is nothing where money does too little", () => {
    const best = bestSpendingClass1({ vulnerability: 0.1, lossAmount: 100, alpha: 1e-6, beta: 1 });
    expect(best).toEqual({ spendAmount: 0, vulnerabilityLeft: 0.1, netBenefitAmount: 0 });
  });
  test("counts the vulnerability once: an expected loss contains it already", () => {
    expect(spendingBound(1_000_000)).toBeCloseTo(367_879.44117144233, 6);
  });
});
