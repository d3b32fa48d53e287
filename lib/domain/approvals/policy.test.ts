import { expect, test } from "vitest";
import { driftBetween } from "./need";
import { DEFAULT_POLICY, parsePolicy } from "./policy";
import { quorumOf } from "./quorum";
import { formatRequestNumber, parseRequestNumber } from "./request";

test("the default is one other person, with a reason, within 72 hours, at once", () => {
  expect(parsePolicy(DEFAULT_POLICY)).toEqual({ ok: true, value: DEFAULT_POLICY });
  expect(DEFAULT_POLICY).toMatchObject({ delayS: 0, expiresAfterS: 259_200, reasonNeeded: true });
});

const ANYONE = { kind: "anyone" } as const;

test.each([
  ["no groups", { ...DEFAULT_POLICY, groups: [] }],
  ["a group of nobody", { ...DEFAULT_POLICY, groups: [{ who: ANYONE, count: 0 }] }],
  ["a negative group", { ...DEFAULT_POLICY, groups: [{ who: ANYONE, count: -1 }] }],
  ["half a person", { ...DEFAULT_POLICY, groups: [{ who: ANYONE, count: 1.5 }] }],
  ["an unknown kind of people", { ...DEFAULT_POLICY, groups: [{ who: { kind: "robots" }, count: 1 }] }],
  [
    "roles that decide nothing",
    { ...DEFAULT_POLICY, groups: [{ who: { kind: "roles", roles: ["viewer"] }, count: 1 }] },
  ],
  ["a group without people", { ...DEFAULT_POLICY, groups: [{ who: { kind: "people", ids: [] }, count: 1 }] }],
  ["six groups", { ...DEFAULT_POLICY, groups: Array(6).fill({ who: ANYONE, count: 1 }) }],
  [
    "21 signatures",
    {
      ...DEFAULT_POLICY,
      groups: [
        { who: ANYONE, count: 20 },
        { who: ANYONE, count: 1 },
      ],
    },
  ],
  ["a second factor that is neither yes nor no", { ...DEFAULT_POLICY, stepUpNeeded: "yes" }],
  ["an expiry before the delay is over", { ...DEFAULT_POLICY, delayS: 100, expiresAfterS: 100 }],
  ["a negative delay", { ...DEFAULT_POLICY, delayS: -1 }],
  ["no word about reasons", { ...DEFAULT_POLICY, reasonNeeded: undefined }],
  ["nothing", null],
])("a policy with %s is none", (_what, policy) => {
  expect(parsePolicy(policy).ok).toBe(false);
});

test("a policy without groups is never met", () => {
  const policy = { ...DEFAULT_POLICY, groups: [] };
  const request = { requesterId: "ann" as never, authorIds: [], policy, current: policy, votes: [] };
  expect(quorumOf(request).met).toBe(false);
});

test("what became different between asking and running is named", () => {
  const asked = [{ field: "Standing", before: "To do", after: "Left open" }];
  expect(driftBetween(asked, asked)).toBeNull();
  expect(driftBetween(asked, [{ field: "Standing", before: "Done", after: "Left open" }])).toBe(
    "Standing was “To do”, now “Done”.",
  );
  expect(driftBetween(asked, [])).toBe("Standing is not part of it any more.");
  expect(driftBetween([], asked)).toBe("Standing came in addition.");
  expect(driftBetween(asked, null)).toBe("What was asked for stands already.");
});

test("numbers are read with or without their prefix", () => {
  expect(formatRequestNumber(1184)).toBe("AR-1184");
  expect([parseRequestNumber("AR-1184"), parseRequestNumber("1184")]).toEqual([1184, 1184]);
  expect(["", "0", "AR-", "1e3", "12x", "-4", "9999999999"].map(parseRequestNumber)).toEqual(
    Array(7).fill(null),
  );
});
