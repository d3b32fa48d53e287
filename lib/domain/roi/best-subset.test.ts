import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestSubset, SUBSET_CONTROLS_MAX, type SubsetChoice } from "./best-subset";

const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const choices: fc.Arbitrary<SubsetChoice> = fc.record({
  controls: fc.array(
    fc.record({ costAmount: fc.nat(100), ms: fc.nat(20), effects: fc.tuple(share, share, share) }),
    { maxLength: 8 },
  ),
  lossPerYear: fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000)),
  costAmountMax: fc.nat(300),
  msMax: fc.nat(60),
});

/** Every set, as it is written. */
function leastLeft({ controls, lossPerYear, costAmountMax, msMax }: SubsetChoice): number {
  let least = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 2 ** controls.length; set++) {
    const chosen = controls.filter((_, index) => set & (1 << index));
    const total = (of: "costAmount" | "ms") => chosen.reduce((sum, control) => sum + control[of], 0);
    if (total("costAmount") > costAmountMax || total("ms") > msMax) continue;
    const left = lossPerYear.reduce(
      (sum, loss, threat) =>
        sum + chosen.reduce((rest, { effects }) => rest * (1 - (effects[threat] ?? 0)), loss),
      0,
    );
    least = Math.min(least, left);
  }
  return least;
}

describe("the best set of controls", () => {
  test("leaves no more than another set that can be paid for", () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const best = bestSubset(choice);
        if (!best.ok) throw new Error(best.error.reason);
        expect(best.value.lossPerYearLeft).toBeCloseTo(leastLeft(choice), 6);
        expect(best.value.costAmount).toBeLessThanOrEqual(choice.costAmountMax);
        expect(best.value.ms).toBeLessThanOrEqual(choice.msMax);
      }),
    );
  });
  test("of more controls than can be tried is refused", () => {
    const controls = Array.from({ length: SUBSET_CONTROLS_MAX + 1 }, () => ({
      costAmount: 1,
      ms: 0,
      effects: [0.5],
    }));
    expect(bestSubset({ controls, lossPerYear: [1], costAmountMax: 5, msMax: 0 })).toMatchObject({
      ok: false,
    });
  });
});
