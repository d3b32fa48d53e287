import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalCdf, normalQuantile, Z95 } from "./normal";

describe("the normal distribution", () => {
  test.each([
    // Values of scipy 1.17 (scipy.special.ndtr, ndtri).
    [-9, 1.1285884059538324e-19],
    [-6, 9.865876450376946e-10],
    [-1, 0.15865525393145707],
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [3.3, 0.9995165758576162],
  ])("has the distribution function of scipy at %d", (z, probability) => {
    expect(Math.abs(normalCdf(z) / probability - 1)).toBeLessThan(1e-14);
  });
  test("has the 95th percentile that intervals are built on", () => {
    expect(Math.abs(normalQuantile(0.95) - Z95)).toBeLessThan(1e-15);
    expect(Math.abs(normalQuantile(0.05) + Z95)).toBeLessThan(1e-15);
    expect(normalQuantile(0.5)).toBe(0);
  });
  test("has a quantile that its distribution function leads back from", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 0.5, noNaN: true }), (probability) => {
        expect(Math.abs(normalCdf(normalQuantile(probability)) / probability - 1)).toBeLessThan(1e-11);
      }),
    );
  });
  test("never falls and stays within 0 and 1", () => {
    const z = fc.double({ min: -45, max: 45, noNaN: true });
    fc.assert(
      fc.property(z, z, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(normalCdf(low)).toBeLessThanOrEqual(normalCdf(high) + 1e-15);
        expect(normalCdf(low)).toBeGreaterThanOrEqual(0);
        expect(normalCdf(high)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
