import { describe, expect, test } from "vitest";
import { readSeedForm, type SeedFieldName } from "./seed-fields";
import { seedReturn } from "./seed-return";

const form = (texts: Partial<Record<SeedFieldName, string>> = {}) =>
  readSeedForm((name) => texts[name] ?? null);

describe("the three numbers of the seed's formula", () => {
  test("are its example at first: 100 %, breaking even at half the mitigation and half the probability", () => {
    const { inputs, isExample } = form();
    if (!inputs) throw new Error("the example can be read");
    expect(isExample).toBe(true);
    expect(seedReturn(inputs)).toMatchObject({
      returnRatio: 1,
      breakEvenMitigation: 0.5,
      breakEvenProbabilityPerYear: 0.05,
    });
  });

  test.each([
    ["1,200,000", 1_200_000],
    ["1 200 000", 1_200_000],
    ["1.2M", 1_200_000],
    ["500k", 500_000],
    ["2 b", 2_000_000_000],
    ["0", 0],
  ])("%s is an amount", (breach, value) => {
    expect(form({ breach }).inputs?.breachCostAmount).toBeCloseTo(value, 6);
  });

  test.each(["", "much", "-5", "1e400", "1.2.3", "5 x"])(
    "%j is none, and keeps its place with a sentence",
    (breach) => {
      const { inputs, fields } = form({ breach });
      expect(inputs).toBeNull();
      expect(fields[1]).toEqual({
        name: "breach",
        text: breach,
        error: "Give an amount, as in 500 k or 10 M.",
      });
    },
  );

  test.each([
    ["12.5 %", 0.125],
    ["12,5", 0.125],
    ["0", 0],
    ["100", 1],
  ])("%s is a probability", (probability, value) => {
    expect(form({ probability }).inputs?.breachProbabilityPerYear).toBeCloseTo(value, 12);
  });
  test.each(["101", "-1", "often", ""])("%j is none", (probability) => {
    expect(form({ probability }).fields[0]?.error).toBe("Give a percentage from 0 to 100.");
  });
});
