import { describe, expect, test } from "vitest";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { assess } from "@/lib/domain/posture/assess";
import type { PathSummary } from "@/lib/domain/posture/path-summary";
import { postureSummary } from "@/lib/domain/posture/posture-summary";
import { facts } from "@/lib/domain/posture/testdata/facts";
import {
  budgetWords,
  nextSteps,
  overviewHref,
  percentileText,
  readOverviewAddress,
  wholeMs,
  whyNotScored,
} from "./present";

const nothing = postureSummary(facts(), assess(facts()));
const path = (more: Partial<PathSummary>): PathSummary => ({
  id: "p" as ElementId,
  number: 1,
  name: "Pay",
  percentile: 0.95,
  ms: 41.2,
  msLimit: 60,
  state: "kept",
  ...more,
});

test("a budget is said in words, and what is unknown is never a number", () => {
  expect(budgetWords(path({}))).toEqual({ text: "19 left", over: false });
  expect(budgetWords(path({ ms: 63.04, state: "over" }))).toEqual({ text: "3 over", over: true });
  expect(budgetWords(path({ ms: 60.01, state: "over" }))).toEqual({ text: "just over", over: true });
  expect(budgetWords(path({ ms: null, state: "unknown" })).text).toBe("unknown");
  expect(budgetWords(path({ msLimit: null, state: "no-budget" })).text).toBe("no budget");
});

test("milliseconds are whole from 10 on, and percentiles keep their digits", () => {
  expect([0.04, 3.42, 9.94, 9.96, 41.4].map(wholeMs)).toEqual(["0", "3.4", "9.9", "10", "41"]);
  expect([0.95, 0.99, 0.999].map(percentileText)).toEqual(["p95", "p99", "p99.9"]);
});

describe("what is missing", () => {
  const first = (more: Partial<typeof nothing>) => nextSteps({ ...nothing, ...more })[0];
  const parts = { components: 3, flows: 2, paths: 1, controlsInUse: 0 };
  test("begins with the architecture", () => {
    expect(first({})).toMatchObject({ what: "No architecture", href: "/architecture" });
  });
  test("then asks what keeps threats from being decided, and for a path", () => {
    expect(first({ parts, questions: 7 })).toMatchObject({ what: "7 threats can’t be decided" });
    expect(first({ parts: { ...parts, paths: 0 }, findings: 2 })).toMatchObject({ what: "No request path" });
  });
  test("names the unknown items of a checklist", () => {
    const score = { scored: false, reason: "mostly-unknown", unknown: 39, counted: 54 } as const;
    expect(first({ parts, findings: 2, score })).toMatchObject({
      what: "39 of 54 items unknown",
      href: "/checklists/all?state=unknown",
    });
    expect(whyNotScored(score)).toBe("39 of 54 items unknown");
  });
});

test("the address of the start page says what is shown, and nonsense in it is left out", () => {
  for (const href of ["/", "/?sort=-score", "/?show=gaps", "/?show=waiting&sort=-residual&list=mine"])
    expect(
      overviewHref(readOverviewAddress(Object.fromEntries(new URL(href, "http://x").searchParams))),
    ).toBe(href);
  expect(overviewHref(readOverviewAddress({ sort: "drop table", show: ["gaps"] }))).toBe("/");
});
