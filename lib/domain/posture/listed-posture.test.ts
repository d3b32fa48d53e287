import { expect, test } from "vitest";
import type { UtcDate } from "../kernel/ids";
import { assess } from "./assess";
import {
  comparePostures,
  type ListedPosture,
  letsThrough,
  NO_POSTURE,
  POSTURE_SORTS,
} from "./listed-posture";
import { postureSummary } from "./posture-summary";
import { facts } from "./testdata/facts";

const none = facts();
const base = postureSummary(none, assess(none));
const shown = (more: Partial<typeof base>, waiting = 0): ListedPosture => ({
  shown: { summary: { ...base, ...more }, asOf: "2026-11-22" as UtcDate, current: true },
  waiting,
});
const scored = (score: number) =>
  shown({ score: { scored: true, version: 1, score, itemCredit: 0.5, riskCredit: 0.5 } });

test.each([true, false])("what is unknown stands last (descending: %s)", (descending) => {
  for (const column of POSTURE_SORTS.filter((one) => one !== "waiting")) {
    const known = shown({
      ...(scored(50).shown?.summary ?? {}),
      findings: 3,
      gaps: 1,
      worst: { threat: "t", name: "T", residual: 0.5, residualPerYear: 10 },
      tightest: {
        id: "p" as never,
        number: 1,
        name: "p",
        percentile: 0.95,
        ms: 10,
        msLimit: 20,
        state: "kept",
      },
      returnRatio: 0.2,
    });
    const sorted = [NO_POSTURE, known, shown({})].toSorted(comparePostures(column, descending));
    expect(sorted[0]).toBe(known);
  }
});

test("sorts by score either way", () => {
  const [low, high] = [scored(20), scored(80)];
  expect([high, low].toSorted(comparePostures("score", false))).toEqual([low, high]);
  expect([low, high].toSorted(comparePostures("score", true))).toEqual([high, low]);
});

test("a filter lets through what it names, and a system without numbers only as not scored or waiting", () => {
  expect(letsThrough("gaps", shown({ gaps: 1 }))).toBe(true);
  expect(letsThrough("gaps", shown({ gaps: 0 }))).toBe(false);
  expect(letsThrough("over-budget", shown({ pathsBy: { ...base.pathsBy, over: 1 } }))).toBe(true);
  expect(letsThrough("not-scored", scored(1))).toBe(false);
  expect(letsThrough("waiting", { ...NO_POSTURE, waiting: 2 })).toBe(true);
  expect(letsThrough("not-scored", NO_POSTURE)).toBe(true);
  expect(letsThrough("gaps", NO_POSTURE)).toBe(false);
  expect(letsThrough("over-budget", NO_POSTURE)).toBe(false);
});
