import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRunSeed, type RunSeed, randomStream } from "./stream";

const seed = (value: number) => value as RunSeed;
const take = (count: number, runSeed: RunSeed, name: string) => {
  const stream = randomStream(runSeed, name);
  return Array.from({ length: count }, stream.next);
};
const correlation = (a: readonly number[], b: readonly number[]) =>
  (12 * a.reduce((sum, value, index) => sum + (value - 0.5) * ((b[index] ?? 0) - 0.5), 0)) / a.length;

describe("a stream of random numbers", () => {
  test("has these first numbers, in every engine", () => {
    expect(take(6, seed(7), "rate of mitm").map((value) => value * 2 ** 33)).toMatchInlineSnapshot(`
      [
        3368576057,
        5332907393,
        7815885705,
        8141878679,
        1711603407,
        5685354573,
      ]
    `);
    expect(take(2, seed(2 ** 53 - 1), "").map((value) => value * 2 ** 33)).toMatchInlineSnapshot(`
      [
        2962673045,
        3987872945,
      ]
    `);
  });
  test("stays strictly between 0 and 1", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.string(), (value, name) => {
        for (const number of take(50, seed(value), name)) {
          expect(number).toBeGreaterThan(0);
          expect(number).toBeLessThan(1);
        }
      }),
    );
  });
  test("is the same again for the same seed and name, and another for any other", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), fc.string(), fc.string(), (a, b, first, second) => {
        const numbers = take(4, seed(a), first);
        expect(take(4, seed(a), first)).toEqual(numbers);
        if (a !== b) expect(take(4, seed(b), first)).not.toEqual(numbers);
        if (first !== second) expect(take(4, seed(a), second)).not.toEqual(numbers);
      }),
    );
  });
  test.each(["\0", "\0\0", "a", "a\0", "abcdefgh", "abcdefgh\0", "abcdefghi"])(
    "tells the name %j from others",
    (name) => {
      expect(take(2, seed(1), name)).not.toEqual(take(2, seed(1), `${name}\0`));
    },
  );
  test("fills 256 drawers evenly (chi-square within 4 standard deviations)", () => {
    const drawers = new Float64Array(256);
    const count = 256_000;
    for (const value of take(count, seed(1), "drawers")) {
      const drawer = Math.floor(value * 256);
      drawers[drawer] = (drawers[drawer] ?? 0) + 1;
    }
    const chiSquare = drawers.reduce((sum, found) => sum + (found - 1000) ** 2 / 1000, 0);
    expect(Math.abs(chiSquare - 255)).toBeLessThan(4 * Math.sqrt(2 * 255));
  });
  test("is uncorrelated with its neighbours and with itself one step later", () => {
    const count = 100_000;
    const limit = 4 / Math.sqrt(count);
    const numbers = take(count, seed(42), "a");
    for (const [runSeed, name] of [
      [42, "b"],
      [43, "a"],
      [42, "a "],
    ] as const)
      expect(Math.abs(correlation(numbers, take(count, seed(runSeed), name)))).toBeLessThan(limit);
    expect(Math.abs(correlation(numbers.slice(0, -1), numbers.slice(1)))).toBeLessThan(limit);
  });
});

describe("a seed", () => {
  test("is a whole number that a double holds exactly", () => {
    expect([0, 7, 2 ** 53 - 1].map((value) => parseRunSeed(value).ok)).toEqual([true, true, true]);
    expect([-1, 0.5, 2 ** 53, Number.NaN].map((value) => parseRunSeed(value).ok)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
