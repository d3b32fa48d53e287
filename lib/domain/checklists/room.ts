import type { Refusal } from "../kernel/refusal";
import { err, ok, type Result } from "../kernel/result";

/** A system has at most this many items, all its checklists together. */
export const ITEMS_MAX = 10_000;

/**
 * Refuses what would give a system more items than its lists hold.
 *
 * @param items that it has now
 * @param more that would come; 0 or less always fits
 */
export function roomFor(items: number, more: number): Result<null, Refusal> {
  const number = (count: number) => count.toLocaleString("en");
  return more <= 0 || items + more <= ITEMS_MAX
    ? ok(null)
    : err({
        code: "refused",
        reason: `A system has at most ${number(ITEMS_MAX)} items. This one has ${number(items)} and would get ${number(more)} more; divide it into several systems.`,
      });
}
