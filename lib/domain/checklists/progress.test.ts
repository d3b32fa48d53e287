import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { UtcDate } from "../kernel/ids";
import { type ItemStanding, itemState } from "./item-state";
import { type CountedItem, progressOf, tallyOf } from "./progress";
import { PHASES, STATES, type State } from "./vocabulary";

const CREDITS = { proven: 1, claimed: 0.5, planned: 0, gap: 0, unknown: 0, "not-applicable": null } as const;
const standing = (state: State, badges: ItemStanding["badges"] = []): ItemStanding => ({
  state,
  credit: CREDITS[state],
  remark: { kind: "not-done" },
  badges,
});
const item = (state: State, must = false, phase: CountedItem["phase"] = "design"): CountedItem => ({
  phase,
  must,
  standing: standing(state),
});

describe("progress", () => {
  test("of nothing has no share and no mean", () => {
    expect(progressOf([]).overall).toEqual({
      total: 0,
      byState: { proven: 0, claimed: 0, planned: 0, gap: 0, unknown: 0, "not-applicable": 0 },
      mustOpen: 0,
      provenShare: null,
      creditMean: null,
      overdue: 0,
      expiring: 0,
    });
  });
  test("lets must-items weigh three times and leaves out what is not applicable", () => {
    const tally = tallyOf([item("proven", true), item("claimed"), item("gap"), item("not-applicable", true)]);
    expect(tally.creditMean).toBeCloseTo((3 * 1 + 0.5 + 0) / 5, 12);
    expect(tally.provenShare).toBeCloseTo(1 / 3, 12);
  });
  test("has a must-item open until it is proven: a claim does not open the gate", () => {
    const musts = STATES.map((state) => item(state, true));
    expect(tallyOf(musts).mustOpen).toBe(4);
    expect(tallyOf(STATES.map((state) => item(state))).mustOpen).toBe(0);
  });
  test("counts what is overdue and what expires", () => {
    const tally = tallyOf([
      { must: false, standing: standing("gap", [{ kind: "overdue", days: 2 }]) },
      {
        must: false,
        standing: standing("proven", [{ kind: "expiring", on: "2026-01-02" as UtcDate, days: 1 }]),
      },
      { must: false, standing: standing("gap", [{ kind: "expired", on: "2026-01-01" as UtcDate }]) },
    ]);
    expect(tally).toMatchObject({ overdue: 1, expiring: 1 });
  });
  test("of the phases adds up to the whole", () => {
    const some = fc.array(
      fc.record({
        phase: fc.constantFrom(...PHASES),
        must: fc.boolean(),
        standing: fc.constantFrom(...STATES).map((state) => standing(state)),
      }),
    );
    fc.assert(
      fc.property(some, (items) => {
        const { overall, byPhase } = progressOf(items);
        const sum = (count: (state: State) => number) => STATES.reduce((all, state) => all + count(state), 0);
        expect(sum((state) => overall.byState[state])).toBe(items.length);
        for (const state of STATES)
          expect(PHASES.reduce((all, phase) => all + byPhase[phase].byState[state], 0)).toBe(
            overall.byState[state],
          );
      }),
    );
  });
  test("of 10,000 items, states included, takes one pass and well under a second", () => {
    const today = "2026-03-10" as UtcDate;
    const facts = {
      evidenceValidDays: 90,
      applicability: { applies: true },
      status: "done",
      answeredOn: today,
      attestedOn: "2026-02-01" as UtcDate,
      notApplicableReason: null,
      due: today,
      evidence: [
        { effectiveOn: "2026-01-01" as UtcDate, expiresOn: "2026-04-01" as UtcDate },
        { effectiveOn: "2026-02-01" as UtcDate, expiresOn: "2026-05-02" as UtcDate },
      ],
    } as const;
    function* items() {
      for (let index = 0; index < 10_000; index += 1)
        yield { phase: "design" as const, must: index % 3 === 0, standing: itemState(facts, today) };
    }
    expect(progressOf(items()).overall.byState.proven).toBe(10_000);
  });
});
