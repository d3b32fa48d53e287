import { describe, expect, test } from "vitest";
import { budgetStanding, isLooser, looseningsOf, type PathBudget } from "./budget";
import { onGrid } from "./grid-distribution";

const budget = (changes: Partial<PathBudget> = {}): PathBudget => ({
  pathId: "checkout",
  hopIds: ["gateway", "api"],
  percentile: 0.95,
  msLimit: 60,
  ...changes,
});

describe("a path against its budget", () => {
  const path = onGrid({ kind: "uniform", msMin: 0, msMax: 100 });
  test("says what is spent and left", () => {
    expect(budgetStanding(path, { percentile: 0.5, msLimit: 60 })).toEqual({
      msSpent: expect.closeTo(50, 3),
      msLeft: expect.closeTo(10, 3),
      msOver: 0,
      kept: true,
    });
  });
  test("says by how much it is over", () => {
    expect(budgetStanding(path, budget())).toEqual({
      msSpent: expect.closeTo(95, 3),
      msLeft: 0,
      msOver: expect.closeTo(35, 3),
      kept: false,
    });
  });
  test("is kept exactly at the limit", () => {
    const still = onGrid({ kind: "constant", ms: 60 });
    expect(budgetStanding(still, budget())).toEqual({ msSpent: 60, msLeft: 0, msOver: 0, kept: true });
  });
});

describe("a budget is loosened", () => {
  test.each([
    ["limit-raised", { msLimit: 60.01 }],
    ["percentile-lowered", { percentile: 0.9 }],
    ["hop-dropped", { hopIds: ["gateway"] }],
    ["hop-dropped", { hopIds: ["gateway", "worker"] }],
    ["path-dropped", { pathId: "refund" }],
  ])("by %s: %j", (kind, change) => {
    const after = [budget(change)];
    expect(looseningsOf([budget()], after)).toMatchObject([{ kind }]);
    expect(isLooser([budget()], after)).toBe(true);
  });
  test("whatever is tightened beside it", () => {
    expect(isLooser([budget()], [budget({ msLimit: 1, percentile: 0.9 })])).toBe(true);
  });
});

test.each([
  ["the same", [budget()]],
  ["a lower limit", [budget({ msLimit: 59 })]],
  ["a higher percentile", [budget({ percentile: 0.99 })]],
  ["one more hop", [budget({ hopIds: ["gateway", "api", "vault"] })]],
  ["one more path", [budget(), budget({ pathId: "refund" })]],
])("is not loosened by %s", (_, after) => {
  expect(looseningsOf([budget()], after)).toEqual([]);
});
