import { expect, test } from "vitest";
import type { InstantMs, UserId, UtcDate } from "../kernel/ids";
import { exceptionNeed, type WantedException } from "./exception-need";

const today = "2026-11-22" as UtcDate;
const wanted: WantedException = {
  target: "IM-03 Require mTLS on every flow",
  without: "To do",
  kind: "accept",
  reason: "The vendor ships it in March.",
  ownerName: "Ana Reyes",
  expiresOn: "2027-03-01" as UtcDate,
};
const last = (expiresOn: string, endedAtMs: number | null = null) => ({
  number: 3,
  kind: "not-applicable" as const,
  reason: "It has no flows yet.",
  owner: { id: "u1" as UserId, name: "Jonas Weber", handle: "jonas" },
  expiresOn: expiresOn as UtcDate,
  endedAtMs: endedAtMs as InstantMs | null,
});
const before = (...of: Parameters<typeof exceptionNeed>) =>
  Object.fromEntries(exceptionNeed(...of).changes.map((change) => [change.field, change.before]));

test("an exception takes two persons, who sign what, until when, who answers for it and why", () => {
  const need = exceptionNeed(wanted, null, today);
  expect(need).toMatchObject({
    about: "Leave open: IM-03 Require mTLS on every flow",
    asked: "The vendor ships it in March.",
  });
  expect(need.changes.slice(1)).toEqual([
    { field: "Standing", before: "To do", after: "Left open on purpose" },
    { field: "Until", before: null, after: "2027-03-01" },
    { field: "Who answers for it", before: null, after: "Ana Reyes" },
    { field: "Reason", before: null, after: "The vendor ships it in March." },
  ]);
});

test("one that extends a standing exception shows what stood before; one that lapsed is as if it never was", () => {
  expect(before(wanted, last("2026-11-23"), today)).toMatchObject({
    Standing: "To do; X-3: not applicable here",
    Until: "2026-11-23",
    "Who answers for it": "Jonas Weber",
    Reason: "It has no flows yet.",
  });
  for (const over of [last("2026-11-22"), last("2026-12-01", Date.UTC(2026, 10, 20))])
    expect(before(wanted, over, today)).toMatchObject({ Standing: "To do", Until: null, Reason: null });
});
