export const BURDEN_WORD = {
  1: "nearly none",
  2: "a few days a year",
  3: "a person now and then",
  4: "a person for much of the year",
  5: "a team",
} as const;

/** Milliseconds of a single step, which are often far below one: two figures. */
export function smallMs(ms: number): string {
  return ms >= 10 ? String(Math.round(ms * 10) / 10) : String(Number(ms.toPrecision(2)));
}

/** The text with a capital first letter. */
export function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** How long something may last: "5 min", "1 h"; 0 and null have words of their own. */
export function durationWords(seconds: number | null): string {
  if (seconds === null) return "Until a person decides, which is recorded";
  if (seconds === 0) return "Refuse at once";
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${Math.round(seconds / 60)} min`;
}
