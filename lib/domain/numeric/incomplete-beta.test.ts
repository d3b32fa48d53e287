import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaCdf, betaQuantile } from "./incomplete-beta";
import { lnGamma } from "./ln-gamma";

describe("the incomplete beta function", () => {
  test.each([
    // Values of scipy 1.17 (scipy.special.betainc).
    [0.3, 2.5, 4.5, 0.40653901668245934],
    [0.01, 1.6, 4.4, 0.005116644322238028],
    [0.9, 0.5, 0.5, 0.7951672353008665],
    [0.5, 300, 200, 3.543480264392529e-6],
  ])("at %d for shapes %d and %d is that of scipy", (x, alpha, beta, expected) => {
    expect(betaCdf(x, alpha, beta)).toBeCloseTo(expected, 12);
  });
  test("of shapes 1 and 1 is the uniform distribution", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (x) => {
        expect(betaCdf(x, 1, 1)).toBeCloseTo(x, 13);
        expect(betaQuantile(x, 1, 1)).toBeCloseTo(x, 13);
      }),
    );
  });
  test("has a quantile that leads back", () => {
    const shape = fc.double({ min: 1, max: 50, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
        shape,
        shape,
        (probability, alpha, beta) => {
          expect(betaCdf(betaQuantile(probability, alpha, beta), alpha, beta)).toBeCloseTo(probability, 12);
        },
      ),
    );
  });
});

describe("the logarithm of the gamma function", () => {
  test("is that of the factorials", () => {
    let lnFactorial = 0;
    for (let n = 1; n < 170; n++) {
      expect(Math.abs(lnGamma(n) - lnFactorial)).toBeLessThan(1e-14 * Math.max(3, lnFactorial));
      lnFactorial += Math.log(n);
    }
  });
  test("at one half is half the logarithm of pi", () => {
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
  });
});
