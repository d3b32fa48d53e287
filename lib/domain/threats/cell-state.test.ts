import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { STATES, type State } from "../checklists/vocabulary";
import { cellState, type ElementFacts, elementState, WEAKEST_FIRST } from "./cell-state";
import { controlState } from "./control-state";

const facts = (changes: Partial<ElementFacts> = {}): ElementFacts => ({
  strength: 2,
  function: "prevent",
  answersRule: true,
  control: "proven",
  ...changes,
});

describe("an element of a cell", () => {
  test.each([
    ["proven", "control", {}],
    ["claimed", "control", { control: "claimed" }],
    ["gap", "no-control", { control: null }],
    ["unknown", "not-rated", { strength: null }],
    ["not-applicable", "no-effect", { strength: 0 }],
    ["not-applicable", "answers-another-rule", { answersRule: false }],
    ["gap", "no-control", { function: "detect", answersRule: false, control: null }],
  ] as const)("is %s by %s", (state, reason, changes) => {
    expect(elementState(facts(changes))).toEqual({ state, reason });
  });
});

describe("a cell", () => {
  test("shows the weakest of its elements and how many are proven", () => {
    expect(cellState(["proven", "claimed", "proven"])).toEqual({ state: "claimed", proven: 2, total: 3 });
    expect(cellState(["proven", "unknown", "gap", "not-applicable"])).toEqual({
      state: "gap",
      proven: 1,
      total: 3,
    });
    expect(cellState(["proven", "proven"])).toEqual({ state: "proven", proven: 2, total: 2 });
  });
  test("is not applicable only when no element is left, and unknown when there was none", () => {
    expect(cellState(["not-applicable", "not-applicable"])).toEqual({
      state: "not-applicable",
      proven: 0,
      total: 0,
    });
    expect(cellState([])).toEqual({ state: "unknown", proven: 0, total: 0 });
  });
  test("never looks better with one more element", () => {
    const rank = (state: State) =>
      state === "not-applicable" ? WEAKEST_FIRST.length : WEAKEST_FIRST.indexOf(state);
    const states = fc.array(fc.constantFrom(...STATES), { minLength: 1 });
    fc.assert(
      fc.property(states, fc.constantFrom(...STATES), (elements, added) => {
        expect(rank(cellState([...elements, added]).state)).toBeLessThanOrEqual(
          rank(cellState(elements).state),
        );
      }),
    );
  });
});

describe("a control on an element", () => {
  const inUse = (...proofItems: State[]) =>
    controlState({ standing: "in-use", proofItems, requirementsMet: true });
  test("is proven when all its applicable proof items are", () => {
    expect(inUse("proven", "proven", "not-applicable")).toBe("proven");
    expect(inUse("proven", "claimed")).toBe("claimed");
    expect(inUse("proven", "gap")).toBe("gap");
    expect(inUse("claimed", "unknown")).toBe("unknown");
  });
  test("that no item can prove is unknown", () => {
    expect([inUse(), inUse("not-applicable")]).toEqual(["unknown", "unknown"]);
  });
  test("is planned until it is in use, and a gap as soon as it is retired, whatever is proven", () => {
    const proven = { proofItems: ["proven"] as const, requirementsMet: true };
    expect(controlState({ standing: "planned", ...proven })).toBe("planned");
    expect(controlState({ standing: "retired", ...proven })).toBe("gap");
  });
  test("is claimed at most while something that it needs is missing", () => {
    const alone = { standing: "in-use", requirementsMet: false } as const;
    expect(controlState({ ...alone, proofItems: ["proven"] })).toBe("claimed");
    expect(controlState({ ...alone, proofItems: ["gap"] })).toBe("gap");
  });
});
