import { expect, test } from "vitest";
import { itemState } from "../checklists/item-state";
import type { InstantMs, UtcDate } from "../kernel/ids";
import { addDays } from "../kernel/utc-date";
import { checkExpiry, exceptionStanding } from "./exception";

const day = (text: string) => text as UtcDate;
const today = day("2026-03-01");

test("an exception holds until 00:00 UTC of its day, or until somebody ends it", () => {
  const exception = { expiresOn: day("2026-03-02"), endedAtMs: null };
  expect(exceptionStanding(exception, today)).toBe("standing");
  expect(exceptionStanding(exception, day("2026-03-02"))).toBe("lapsed");
  const endedAtMs = Date.parse("2026-03-01T08:00:00Z") as InstantMs;
  expect(exceptionStanding({ ...exception, endedAtMs }, today)).toBe("ended");
  expect(exceptionStanding({ ...exception, endedAtMs }, day("2026-02-28"))).toBe("standing");
});

test("it lasts from a day to a year", () => {
  expect(checkExpiry(today, today)).not.toBeNull();
  expect(checkExpiry(addDays(today, 1), today)).toBeNull();
  expect(checkExpiry(addDays(today, 365), today)).toBeNull();
  expect(checkExpiry(addDays(today, 366), today)).not.toBeNull();
});

const facts = {
  evidenceValidDays: 90,
  applicability: { applies: true } as const,
  status: "to-do" as const,
  answeredOn: null,
  attestedOn: null,
  notApplicableReason: null,
  due: day("2026-01-01"),
  evidence: [],
};
const until = (kind: "accept" | "not-applicable") => ({
  ...facts,
  exception: { number: 3, kind, reason: "Replaced in May.", expiresOn: day("2026-03-10") },
});

test("an item that is left open stays what it is, earns nothing, and is not late until the day", () => {
  expect(itemState(until("accept"), today)).toMatchObject({
    state: "unknown",
    credit: 0,
    remark: { kind: "exception", number: 3, on: "2026-03-10" },
    badges: [{ kind: "exception" }],
  });
  expect(itemState(until("accept"), day("2026-03-10")).badges).toEqual([{ kind: "overdue", days: 68 }]);
});

test("an item that is left out does not count, until the day", () => {
  expect(itemState(until("not-applicable"), today)).toEqual({
    state: "not-applicable",
    credit: null,
    remark: { kind: "not-applicable", by: "exception", reason: "Replaced in May." },
    badges: [],
  });
  expect(itemState(until("not-applicable"), day("2026-03-10")).state).toBe("unknown");
});
