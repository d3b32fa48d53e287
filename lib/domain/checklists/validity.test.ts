import { expect, test } from "vitest";
import type { UtcDate } from "../kernel/ids";
import { validityOf } from "./validity";

const day = (text: string) => text as UtcDate;

test("counts the days that are left, and those used up", () => {
  expect(validityOf(day("2026-10-01"), 90, day("2026-10-31"))).toEqual({
    expiresOn: "2026-12-30",
    ageDays: 30,
    leftDays: 60,
    standing: "valid",
  });
});

test.each([
  ["2026-11-29", "valid", 31],
  ["2026-11-30", "expiring", 30],
  ["2026-12-29", "expiring", 1],
  ["2026-12-30", "expired", 0],
  ["2027-01-04", "expired", -5],
])("on %s it is %s with %i days left", (today, standing, leftDays) => {
  expect(validityOf(day("2026-10-01"), 90, day(today))).toMatchObject({ standing, leftDays });
});

test("without an end it stays valid", () => {
  expect(validityOf(day("1999-01-01"), null, day("2026-11-21"))).toMatchObject({
    expiresOn: null,
    leftDays: null,
    standing: "valid",
  });
});
