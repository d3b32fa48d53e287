const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
const NBSP = "\u00a0";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

const two = (value: number): string => String(value).padStart(2, "0");

/** "2 Nov", with the year when it is not `nowMs`'s. UTC. */
export function formatDay(instantMs: number, nowMs: number): string {
  const day = new Date(instantMs);
  const text = `${day.getUTCDate()}${NBSP}${MONTHS[day.getUTCMonth()] ?? ""}`;
  return day.getUTCFullYear() === new Date(nowMs).getUTCFullYear()
    ? text
    : `${text}${NBSP}${day.getUTCFullYear()}`;
}

/** "17 Nov 2026, 10:22:07 UTC": the exact instant, for a title or a receipt. */
export function formatExact(instantMs: number): string {
  const at = new Date(instantMs);
  const day = `${at.getUTCDate()}${NBSP}${MONTHS[at.getUTCMonth()] ?? ""}${NBSP}${at.getUTCFullYear()}`;
  return `${day}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}${NBSP}UTC`;
}

/** "20 s", "12 min", "49 h", "15 d": the largest unit that still tells; hours up to three days. */
export function formatSpan(spanMs: number): string {
  const span = Math.abs(spanMs);
  if (span < MINUTE_MS) return `${Math.floor(span / SECOND_MS)}${NBSP}s`;
  if (span < HOUR_MS) return `${Math.floor(span / MINUTE_MS)}${NBSP}min`;
  if (span < 3 * DAY_MS) return `${Math.floor(span / HOUR_MS)}${NBSP}h`;
  return `${Math.floor(span / DAY_MS)}${NBSP}d`;
}

/** Relative inside a week on either side, the day beyond it. */
export function formatRelative(instantMs: number, nowMs: number): string {
  const ageMs = nowMs - instantMs;
  if (Math.abs(ageMs) >= WEEK_MS) return formatDay(instantMs, nowMs);
  if (ageMs < 0) return -ageMs < 5 * SECOND_MS ? "now" : `in${NBSP}${formatSpan(ageMs)}`;
  if (ageMs < 5 * SECOND_MS) return "just now";
  if (ageMs < DAY_MS) return `${formatSpan(ageMs)}${NBSP}ago`;
  if (ageMs < 2 * DAY_MS) return "yesterday";
  return `${Math.floor(ageMs / DAY_MS)}${NBSP}d${NBSP}ago`;
}
