import { describe, expect, it } from "vitest";
import { creditParts } from "./credit-parts";
import type { ItemStanding } from "./item-state";
import { tallyOf } from "./progress";
import type { State } from "./vocabulary";

const CREDIT: Readonly<Record<State, ItemStanding["credit"]>> = {
  proven: 1,
  claimed: 0.5,
  planned: 0,
  gap: 0,
  unknown: 0,
  "not-applicable": null,
};
const item = (must: boolean, state: State) => ({
  must,
  standing: {
    state,
    credit: CREDIT[state],
    remark: { kind: "not-done" },
    badges: [],
  } satisfies ItemStanding,
});

describe("creditParts", () => {
  it("adds up to the mean credit, must-items weighing three times as much", () => {
    const items = [
      item(true, "proven"),
      item(true, "claimed"),
      item(true, "gap"),
      item(false, "proven"),
      item(false, "unknown"),
      item(true, "not-applicable"),
    ];
    const parts = creditParts(items);
    expect(parts.map(({ counted, earned, most }) => [counted, earned, most])).toEqual([
      [3, 4.5, 9],
      [2, 1, 2],
    ]);
    expect(tallyOf(items).creditMean).toBeCloseTo(5.5 / 11, 12);
  });

  it("earns nothing of nothing", () => {
    expect(creditParts([]).map(({ earned, most }) => [earned, most])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});
