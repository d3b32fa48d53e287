import { describe, expect, it } from "vitest";
import { formatDay, formatExact, formatRelative, formatSpan } from "./format-time";

const NOW = Date.UTC(2026, 10, 18, 14, 6, 0);
const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describe("formatRelative", () => {
  it.each([
    [0, "just now"],
    [20 * SECOND, "20 s ago"],
    [12 * 60 * SECOND, "12 min ago"],
    [HOUR, "1 h ago"],
    [DAY - 1, "23 h ago"],
    [DAY, "yesterday"],
    [2 * DAY, "2 d ago"],
    [7 * DAY - 1, "6 d ago"],
    [7 * DAY, "11 Nov"],
    [-20 * SECOND, "in 20 s"],
    [-49 * HOUR, "in 49 h"],
    [-6 * DAY, "in 6 d"],
    [-7 * DAY, "25 Nov"],
  ])("says an age of %d ms as %s", (ageMs, words) => {
    expect(plain(formatRelative(NOW - ageMs, NOW))).toBe(words);
  });
});

it("names the year of a day only when it is another one", () => {
  expect(plain(formatDay(Date.UTC(2026, 0, 2), NOW))).toBe("2 Jan");
  expect(plain(formatDay(Date.UTC(2025, 11, 31), NOW))).toBe("31 Dec 2025");
});

it("prints the exact instant in UTC", () => {
  expect(plain(formatExact(Date.UTC(2026, 10, 17, 10, 22, 7)))).toBe("17 Nov 2026, 10:22:07 UTC");
});

it("changes from hours to days after three days", () => {
  expect(plain(formatSpan(3 * DAY - 1))).toBe("71 h");
  expect(plain(formatSpan(3 * DAY))).toBe("3 d");
});
