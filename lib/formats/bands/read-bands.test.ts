import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { levelOf, levelOfSteps, nameOf, stepOf, typicalOf } from "@/lib/domain/threats/bands";
import { BAND_STEPS } from "@/lib/domain/threats/vocabulary";
import { readYamlDocument } from "../yaml/read-document";
import { readBands } from "./read-bands";

const file = readFileSync(fileURLToPath(new URL("../../catalogue/bands.yaml", import.meta.url)), "utf8");
const document = readYamlDocument(file);
const data = document.ok ? document.value.data : null;
const bands = readBands(data);

describe("the product's bands", () => {
  test("begin each step at its threshold, not before", () => {
    for (const scale of [bands.likelihood, bands.impact, bands.level])
      scale.from.forEach((from, index) => {
        expect(stepOf(scale, from)).toBe(index + 2);
        expect(stepOf(scale, from * (1 - 1e-12))).toBe(index + 1);
      });
    expect(stepOf(bands.level, 0)).toBe(1);
  });
  test("lead from a step to its typical number and back", () => {
    for (const scale of [bands.likelihood, bands.impact])
      for (const step of BAND_STEPS) expect(stepOf(scale, typicalOf(scale, step))).toBe(step);
  });
  test("give equal numbers equal levels, and a larger number never a lower one", () => {
    const amount = fc.double({ min: 0, max: 1e8, noNaN: true });
    const rate = fc.double({ min: 0.0001, max: 100, noNaN: true });
    fc.assert(
      fc.property(rate, amount, amount, (ratePerYear, a, b) => {
        expect(levelOf(bands, ratePerYear, Math.max(a, b))).toBeGreaterThanOrEqual(
          levelOf(bands, ratePerYear, Math.min(a, b)),
        );
        expect(levelOf(bands, 1, ratePerYear * a)).toBe(levelOf(bands, ratePerYear, a));
      }),
    );
  });
  test("make a 5 × 5 matrix that rises to the right and upwards, from the lowest level to the highest", () => {
    const rows = BAND_STEPS.map((likelihood) =>
      BAND_STEPS.map((impact) => levelOfSteps(bands, likelihood, impact)),
    );
    expect(rows).toEqual([
      [1, 1, 1, 2, 3],
      [1, 1, 2, 3, 4],
      [1, 2, 3, 3, 4],
      [2, 3, 4, 4, 5],
      [2, 3, 4, 5, 5],
    ]);
    expect(nameOf(bands.level, 5)).toBe("Critical");
  });
  test("are refused when thresholds fall or a typical number lies on another step", () => {
    const broken = (change: object) => () => readBands({ ...(data as object), ...change });
    expect(broken({ level: { ...bands.level, from: [1, 2, 2, 3] } })).toThrow("rise");
    expect(broken({ impact: { ...bands.impact, typical: [1, 2, 3, 4, 5] } })).toThrow("own step");
  });
});
