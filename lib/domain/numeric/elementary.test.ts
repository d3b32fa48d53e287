import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp, ln } from "./elementary";

const units = (a: number, b: number) => (a === b ? 0 : Math.abs(a - b) / (Math.abs(b) * Number.EPSILON));

describe("our own logarithm and exponential", () => {
  test("agree with the engine's to a unit in the last place", () => {
    fc.assert(
      fc.property(fc.double({ min: 5e-324, max: 1.7e308, noNaN: true }), (x) => {
        expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(
          2 * Number.EPSILON * Math.max(1e-16, Math.abs(Math.log(x))),
        );
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.double({ min: -700, max: 709, noNaN: true }), (x) => {
        expect(units(exp(x), Math.exp(x))).toBeLessThanOrEqual(2);
      }),
      { numRuns: 3000 },
    );
  });
  test("know the ends of the numbers", () => {
    expect([ln(0), ln(1), ln(Number.POSITIVE_INFINITY)]).toEqual([
      Number.NEGATIVE_INFINITY,
      0,
      Number.POSITIVE_INFINITY,
    ]);
    expect(ln(-1)).toBeNaN();
    expect([exp(0), exp(-746), exp(710)]).toEqual([1, 0, Number.POSITIVE_INFINITY]);
    expect(exp(709.78)).toBeLessThan(Number.MAX_VALUE);
    expect(exp(-740)).toBeGreaterThan(0);
    expect(exp(Number.NaN)).toBeNaN();
  });
  test("have these bits, in every engine", () => {
    const bits = (value: number) => {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, value);
      return view.getBigUint64(0).toString(16);
    };
    expect([ln(10), ln(0.1), exp(1), exp(-3.7)].map(bits)).toMatchInlineSnapshot(`
      [
        "40026bb1bbb55516",
        "c0026bb1bbb55515",
        "4005bf0a8b14576a",
        "3f99511fc6871044",
      ]
    `);
  });
});
