import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ItemStanding } from "../checklists/item-state";
import { type CountedItem, tallyOf } from "../checklists/progress";
import { STATES, type State } from "../checklists/vocabulary";
import { type ScoredScenario, type SystemScore, scoreOfOrganisation, scoreOfSystem } from "./score";

const CREDITS = { proven: 1, claimed: 0.5, planned: 0, gap: 0, unknown: 0, "not-applicable": null } as const;
const item = (state: State, must = false): Omit<CountedItem, "phase"> => {
  const standing: ItemStanding = { state, credit: CREDITS[state], remark: { kind: "not-done" }, badges: [] };
  return { must, standing };
};
const scenario = (inherentPerYear: number, residual: number): ScoredScenario => ({
  inherentPerYear,
  defence: { residual },
});
const scoreOf = (score: SystemScore) => (score.scored ? score.score : score.reason);
const some = [scenario(100, 0.5)];

describe("the score of a system", () => {
  test("is 60 % item credit and 40 % risk credit, weighted by what could be lost", () => {
    const items = tallyOf([
      item("proven", true),
      item("claimed", true),
      item("gap", true),
      item("proven"),
      item("not-applicable"),
      item("unknown"),
    ]);
    expect(scoreOfSystem(items, [scenario(100_000, 0.04), scenario(300_000, 0.36)])).toEqual({
      scored: true,
      version: 1,
      itemCredit: expect.closeTo(0.5, 12),
      riskCredit: expect.closeTo(0.72, 12),
      score: expect.closeTo(58.8, 9),
    });
  });
  test("is withheld above half unknown, not at half", () => {
    const half = [item("proven"), item("unknown"), item("not-applicable")];
    expect(scoreOf(scoreOfSystem(tallyOf(half), some))).toBeCloseTo(50, 9);
    expect(scoreOfSystem(tallyOf([...half, item("unknown")]), some)).toEqual({
      scored: false,
      reason: "mostly-unknown",
      unknown: 2,
      counted: 3,
    });
  });
  test("is withheld where nothing counts or nothing has been looked for", () => {
    expect(scoreOf(scoreOfSystem(tallyOf([item("not-applicable")]), some))).toBe("no-items");
    expect(scoreOf(scoreOfSystem(tallyOf([item("proven")]), []))).toBe("no-scenarios");
  });
  test("lies within 0 and 100, and never falls when an item is proven or a residual falls", () => {
    const items = fc.array(fc.record({ state: fc.constantFrom(...STATES), must: fc.boolean() }), {
      minLength: 1,
    });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const scenarios = fc.array(fc.tuple(fc.nat(1_000_000), share), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(items, scenarios, share, (list, drawn, factor) => {
        const tally = (better: boolean) =>
          tallyOf(
            list.map(({ state, must }, index) =>
              item(better && index === 0 && state !== "not-applicable" ? "proven" : state, must),
            ),
          );
        const risks = drawn.map(([loss, residual]) => scenario(loss, residual));
        const [before, after] = [scoreOfSystem(tally(false), risks), scoreOfSystem(tally(true), risks)];
        const lower = scoreOfSystem(
          tally(false),
          risks.map((one) => scenario(one.inherentPerYear, one.defence.residual * factor)),
        );
        if (!before.scored || !after.scored || !lower.scored) return;
        expect(before.score).toBeGreaterThanOrEqual(0);
        expect(before.score).toBeLessThanOrEqual(100 + 1e-9);
        expect(after.score).toBeGreaterThanOrEqual(before.score - 1e-9);
        expect(lower.score).toBeGreaterThanOrEqual(before.score - 1e-9);
      }),
    );
  });
  test("refuses weights that do not make 1: a bug of the caller", () => {
    expect(() => scoreOfSystem(tallyOf([item("proven")]), some, { items: 0.6, risk: 0.6 })).toThrow();
  });
});

describe("the score of the organisation", () => {
  const scored = (score: number): SystemScore => ({
    scored: true,
    version: 1,
    score,
    itemCredit: 1,
    riskCredit: 1,
  });
  const unscored: SystemScore = { scored: false, reason: "mostly-unknown", unknown: 39, counted: 54 };
  test("weighs systems by criticality and names those that are not scored", () => {
    expect(
      scoreOfOrganisation([
        { name: "Checkout", criticality: 4, score: scored(80) },
        { name: "Ledger", criticality: 1, score: scored(40) },
        { name: "Webhook Relay", criticality: 2, score: unscored },
      ]),
    ).toEqual({ score: 72, scoredCount: 2, notScored: ["Webhook Relay"] });
  });
  test("of nothing scored has no number", () => {
    expect(
      scoreOfOrganisation([{ name: "Webhook Relay", criticality: 1, score: unscored }]).score,
    ).toBeNull();
    expect(scoreOfOrganisation([]).score).toBeNull();
  });
});
