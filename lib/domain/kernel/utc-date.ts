import type { InstantMs, UtcDate } from "./ids";

const DAY_MS = 86_400_000;

/** The UTC day that an instant falls on. */
export function utcDateOf(instantMs: InstantMs): UtcDate {
  return new Date(instantMs).toISOString().slice(0, 10) as UtcDate;
}

/** Reads YYYY-MM-DD; null for anything that is not a real day of the years 1970 to 2199. */
export function parseUtcDate(text: string): UtcDate | null {
  if (!/^(19[7-9]\d|20\d\d|21\d\d)-\d\d-\d\d$/.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? null : (text as UtcDate);
}

/** 00:00 UTC of the day. */
export function startOfDayMs(date: UtcDate): InstantMs {
  return Date.parse(`${date}T00:00:00Z`) as InstantMs;
}

/** The last millisecond of the day. */
export function endOfDayMs(date: UtcDate): InstantMs {
  return (startOfDayMs(date) + DAY_MS - 1) as InstantMs;
}

/** The day `days` (any sign, whole) after `date`. */
export function addDays(date: UtcDate, days: number): UtcDate {
  return utcDateOf((startOfDayMs(date) + days * DAY_MS) as InstantMs);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: UtcDate, to: UtcDate): number {
  return Math.round((startOfDayMs(to) - startOfDayMs(from)) / DAY_MS);
}
