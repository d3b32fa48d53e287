import type { UtcDate } from "../kernel/ids";
import { daysBetween } from "../kernel/utc-date";
import { EXPIRING_DAYS, expiryOf } from "./item-state";

/** How much of its life one proof has used up on a day. */
export type Validity = {
  /** Null: it never expires. */
  readonly expiresOn: UtcDate | null;
  readonly ageDays: number;
  /** Whole days left; 0 and less: expired; null: it never expires. */
  readonly leftDays: number | null;
  readonly standing: "valid" | "expiring" | "expired";
};

/** Where a proof that was true on `effectiveOn` stands today. */
export function validityOf(effectiveOn: UtcDate, validDays: number | null, today: UtcDate): Validity {
  const expiresOn = expiryOf(effectiveOn, validDays);
  const ageDays = Math.max(0, daysBetween(effectiveOn, today));
  if (expiresOn === null) return { expiresOn, ageDays, leftDays: null, standing: "valid" };
  const leftDays = daysBetween(today, expiresOn);
  const standing = leftDays <= 0 ? "expired" : leftDays <= EXPIRING_DAYS ? "expiring" : "valid";
  return { expiresOn, ageDays, leftDays, standing };
}
