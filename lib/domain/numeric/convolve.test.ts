import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { convolve, convolveByTransform, convolveDirectly } from "./convolve";
import { fft } from "./fft";

const sequence = fc
  .array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 70 })
  .map((values) => Float64Array.from(values));

describe("convolution", () => {
  test("by transform is the sum as it is written", () => {
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        const direct = convolveDirectly(a, b);
        const transformed = convolveByTransform(a, b);
        expect(transformed.length).toBe(a.length + b.length - 1);
        direct.forEach((value, index) => {
          expect(Math.abs((transformed[index] ?? Number.NaN) - value)).toBeLessThan(1e-11);
        });
      }),
    );
  });
  test("of polynomials multiplies them", () => {
    expect([...convolve(Float64Array.of(1, 2, 3), Float64Array.of(0, 1, 0.5))]).toEqual([0, 1, 2.5, 4, 1.5]);
  });
  test("leaves no negative chance behind", () => {
    const a = Float64Array.from({ length: 400 }, (_, k) => (k < 3 ? 1 / 3 : 0));
    expect(convolveByTransform(a, a).every((value) => value >= 0)).toBe(true);
  });
  test("changes neither of its inputs", () => {
    const a = Float64Array.of(1, 2);
    const b = Float64Array.of(3, 4, 5);
    convolveByTransform(a, b);
    convolveDirectly(a, b);
    expect([[...a], [...b]]).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });
});

describe("the transform", () => {
  test("of a single turn stands at its frequency alone", () => {
    const size = 4096;
    const turn = (part: (angle: number) => number) =>
      Float64Array.from({ length: size }, (_, k) => part((2 * Math.PI * 37 * k) / size));
    const real = turn(Math.cos);
    const imaginary = turn(Math.sin);
    fft(real, imaginary);
    expect(real[37]).toBeCloseTo(size, 9);
    expect(Math.max(...real.map((value, k) => (k === 37 ? 0 : Math.abs(value))))).toBeLessThan(1e-10);
    expect(Math.max(...imaginary.map(Math.abs))).toBeLessThan(1e-10);
  });
  test("refuses a size that is no power of two: a bug of the caller", () => {
    expect(() => fft(new Float64Array(3), new Float64Array(3))).toThrow();
  });
});
