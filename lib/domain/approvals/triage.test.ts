import { describe, expect, test } from "vitest";
import type { InstantMs } from "../kernel/ids";
import { byRisk, triageOf } from "./triage";

const NOW = Date.UTC(2026, 10, 30) as InstantMs;
const HOUR_MS = 3_600_000;
const inHours = (hours: number) => (NOW + hours * HOUR_MS) as InstantMs;
const level = (command: string, criticality: number | null, hours = 48) =>
  triageOf({ command, criticality, expiresAtMs: inHours(hours), delayS: 0 }, NOW).level;

describe("risk", () => {
  test.each([
    ["controls.retire", 4, "high"],
    ["controls.retire", 3, "medium"],
    ["controls.retire", 1, "low"],
    ["latency.save-path", 4, "medium"],
    ["latency.save-path", 2, "low"],
    ["people.change-role", null, "high"],
    ["approvals.save-policy", 3, "high"],
    ["external.deploy", 2, "medium"],
    ["external.extend-certificate", 1, "low"],
  ])("%s on criticality %s is %s", (command, criticality, expected) => {
    expect(level(command, criticality)).toBe(expected);
  });
  test("a command that nobody has weighed counts as heavy", () => {
    expect(level("brand-new.thing", 3)).toBe("high");
    expect(level("controlsish.thing", 3)).toBe("high");
  });
  test("what runs out within two hours moves up one level, exactly from there", () => {
    expect(level("latency.save-path", 2, 2)).toBe("low");
    expect(level("latency.save-path", 2, 1.99)).toBe("medium");
  });
  test("the words name what, where, how long and whether it can be stopped", () => {
    expect(
      triageOf({ command: "controls.retire", criticality: 4, expiresAtMs: inHours(1), delayS: 3_600 }, NOW)
        .why,
    ).toEqual([
      "Weakens a control",
      "criticality 4 of 4",
      "little time left",
      "can be stopped after the last signature",
    ]);
  });
});

test("the heavier comes first, then what expires sooner", () => {
  const one = (command: string, hours: number) => {
    const expiresAtMs = inHours(hours);
    return {
      command,
      expiresAtMs,
      triage: triageOf({ command, criticality: 3, expiresAtMs, delayS: 0 }, NOW),
    };
  };
  const sorted = [
    one("latency.a", 20),
    one("people.b", 40),
    one("controls.c", 70),
    one("controls.d", 30),
  ].sort(byRisk);
  expect(sorted.map(({ command }) => command)).toEqual(["people.b", "controls.d", "controls.c", "latency.a"]);
});
