import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expiryOf, itemState } from "../checklists/item-state";
import { STATES, type State } from "../checklists/vocabulary";
import type { UtcDate } from "../kernel/ids";
import { type AppliedControl, CREDIT_MAX, creditOf } from "./credit";
import { residualFactor } from "./residual-factor";
import {
  findingResidual,
  LOSS_REDUCTION_MAX,
  lossReduction,
  preventingLayers,
  RESIDUAL_FLOOR,
  scenarioLossReduction,
  scenarioResidual,
} from "./scenario-residual";
import { CONTROL_FUNCTIONS, LAYERS, STRENGTHS } from "./vocabulary";

const control = (changes: Partial<AppliedControl> = {}): AppliedControl => ({
  layer: "data",
  function: "prevent",
  strength: 3,
  state: "proven",
  inScope: true,
  answersRule: true,
  ...changes,
});
const anyControl: fc.Arbitrary<AppliedControl> = fc.record({
  layer: fc.constantFrom(...LAYERS),
  function: fc.constantFrom(...CONTROL_FUNCTIONS),
  strength: fc.constantFrom(...STRENGTHS),
  state: fc.constantFrom(...STATES),
  inScope: fc.boolean(),
  answersRule: fc.boolean(),
});
const anyControls = fc.array(anyControl, { maxLength: 8 });
const finding = (likelihood: number, ...controls: AppliedControl[]) => ({ likelihood, controls });

describe("credit", () => {
  test("is strength/3 × 0.9 × evidence factor", () => {
    expect(creditOf(control())).toBe(0.9);
    expect(creditOf(control({ strength: 2, state: "claimed" }))).toBeCloseTo(0.3, 12);
  });
  test.each(["planned", "gap", "unknown", "not-applicable"] as const)(
    "is nothing for what is %s",
    (state) => {
      expect(creditOf(control({ state }))).toBe(0);
    },
  );
  test("needs the element in scope, and of prevention an answer to the rule", () => {
    expect(creditOf(control({ inScope: false }))).toBe(0);
    expect(creditOf(control({ answersRule: false }))).toBe(0);
    expect(creditOf(control({ function: "detect", answersRule: false }))).toBe(0.9);
  });
  test("ends at 00:00 UTC of the day on which proof or claim ends", () => {
    const on = "2026-01-10" as UtcDate;
    const standing = (kind: "proof" | "claim", today: string) =>
      itemState(
        {
          evidenceValidDays: 30,
          applicability: { applies: true },
          status: "done",
          answeredOn: on,
          attestedOn: kind === "claim" ? on : null,
          notApplicableReason: null,
          due: null,
          evidence: kind === "proof" ? [{ effectiveOn: on, expiresOn: expiryOf(on, 30) }] : [],
        },
        today as UtcDate,
      ).state;
    expect(creditOf(control({ state: standing("proof", "2026-02-08") }))).toBe(0.9);
    expect(creditOf(control({ state: standing("proof", "2026-02-09") }))).toBe(0);
    expect(creditOf(control({ state: standing("claim", "2026-02-08") }))).toBe(0.45);
    expect(creditOf(control({ state: standing("claim", "2026-02-09") }))).toBe(0);
  });
});

describe("the residual of a finding", () => {
  test("is all of it without controls: an empty list covers nothing", () => {
    expect(findingResidual([])).toBe(1);
  });
  test("counts the largest credit of a layer and multiplies layers", () => {
    expect(
      findingResidual([control(), control({ strength: 2 }), control({ layer: "network", strength: 2 })]),
    ).toBeCloseTo(0.04, 12);
    expect(preventingLayers([control({ strength: 1 }), control({ layer: "network" })])).toEqual({
      network: 0.9,
      application: 0,
      data: expect.closeTo(0.3, 12),
      operations: 0,
    });
  });
  test("never reaches zero", () => {
    expect(findingResidual(LAYERS.map((layer) => control({ layer })))).toBe(RESIDUAL_FLOOR);
  });
  test("is not touched by detection and response", () => {
    expect(findingResidual([control({ function: "detect" }), control({ function: "respond" })])).toBe(1);
  });
  test("never rises when any control is added, wherever it is put", () => {
    fc.assert(
      fc.property(anyControls, anyControl, fc.nat(8), (controls, added, at) => {
        const more = controls.toSpliced(at, 0, added);
        expect(findingResidual(more)).toBeLessThanOrEqual(findingResidual(controls));
        expect(lossReduction(more)).toBeGreaterThanOrEqual(lossReduction(controls));
      }),
    );
  });
  test("is the same to the last bit with a control that has no effect", () => {
    fc.assert(
      fc.property(anyControls, anyControl, fc.nat(8), (controls, added, at) => {
        fc.pre(creditOf(added) === 0);
        const more = controls.toSpliced(at, 0, added);
        expect(findingResidual(more)).toBe(findingResidual(controls));
        expect(lossReduction(more)).toBe(lossReduction(controls));
      }),
    );
  });
  test("does not depend on the order of the controls", () => {
    fc.assert(
      fc.property(anyControls, (controls) => {
        expect(findingResidual(controls.toReversed())).toBe(findingResidual(controls));
      }),
    );
  });
  test("never falls when a state gets worse", () => {
    const rising: readonly State[] = ["proven", "claimed", "gap"];
    fc.assert(
      fc.property(anyControls, fc.nat(7), (controls, at) => {
        const residuals = rising.map((state) =>
          findingResidual(controls.map((one, index) => (index === at ? { ...one, state } : one))),
        );
        expect(residuals).toEqual(residuals.toSorted((a, b) => a - b));
      }),
    );
  });
  test("loses what an expired proof gave: the state has fallen to a gap", () => {
    fc.assert(
      fc.property(anyControls, (controls) => {
        const expired = controls.map((one) => ({ ...one, state: "gap" as const }));
        expect(findingResidual(expired)).toBe(1);
        expect(lossReduction(expired)).toBe(0);
      }),
    );
  });
});

describe("detection and response", () => {
  test("reduce the loss by at most 0.7 in all", () => {
    const detect = control({ function: "detect", layer: "network" });
    const respond = control({ function: "respond", layer: "operations", strength: 1 });
    expect(lossReduction([detect, respond])).toBe(LOSS_REDUCTION_MAX);
    expect(lossReduction([respond, { ...respond, strength: 2, state: "claimed" }])).toBeCloseTo(0.3, 12);
  });
  test("are not asked whether they answer the rule", () => {
    expect(lossReduction([control({ function: "detect", answersRule: false, strength: 1 })])).toBeCloseTo(
      0.3,
      12,
    );
  });
});

describe("a scenario", () => {
  test("weighs its findings by likelihood", () => {
    const findings = [finding(4, control()), finding(1)];
    expect(scenarioResidual(findings)).toBeCloseTo((4 * 0.1 + 1) / 5, 12);
    expect(scenarioLossReduction([finding(3, control({ function: "detect" })), finding(4)])).toBeCloseTo(
      0.3,
      12,
    );
  });
  test("does not grow when the same flow is drawn twice", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), anyControls), { minLength: 1, maxLength: 5 }),
        (drawn) => {
          const findings = drawn.map(([likelihood, controls]) => finding(likelihood, ...controls));
          expect(scenarioResidual([...findings, ...findings])).toBeCloseTo(
            scenarioResidual(findings) ?? Number.NaN,
            12,
          );
        },
      ),
    );
  });
  test("without findings has no residual", () => {
    expect(scenarioResidual([])).toBeNull();
  });
});

describe("the residual factor of other models", () => {
  const effect = fc.double({ min: 0, max: 1, noNaN: true });
  const group = fc.array(effect, { maxLength: 5 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  test("multiplies what is left where effects are independent: two controls never remove more than there is", () => {
    expect(residualFactor([[0.4, 0.6]], 0, 0)).toBeCloseTo(0.24, 12);
  });
  test("counts the largest effect alone where they overlap fully", () => {
    expect(residualFactor([[0.4, 0.6]], 1, 0)).toBeCloseTo(0.4, 12);
  });
  test("stays between floor and 1, and never rises with another effect, at any overlap", () => {
    fc.assert(
      fc.property(
        fc.array(group, { maxLength: 4 }),
        group,
        effect,
        share,
        share,
        (groups, last, added, rho, floor) => {
          const before = residualFactor([...groups, last], rho, floor);
          const after = residualFactor([...groups, [...last, added]], rho, floor);
          expect(after).toBeLessThanOrEqual(before);
          expect(after).toBeGreaterThanOrEqual(floor);
          expect(before).toBeLessThanOrEqual(1);
          expect(residualFactor([...groups, [...last, 0]], rho, floor)).toBe(before);
        },
      ),
    );
  });
  test("refuses effects that are no shares: a bug of the caller", () => {
    expect(() => residualFactor([[1.5]], 1, 0)).toThrow();
    expect(() => residualFactor([[0.5]], 2, 0)).toThrow();
  });
  test("credits no control with more than 0.9", () => {
    fc.assert(
      fc.property(anyControl, (one) => {
        expect(creditOf(one)).toBeLessThanOrEqual(CREDIT_MAX);
      }),
    );
  });
});
