import type { ElementId, ExceptionId, InstantMs, ItemId, SystemId, UtcDate } from "../kernel/ids";
import { addDays, daysBetween, utcDateOf } from "../kernel/utc-date";
import type { PersonRef } from "../people/person";

export const EXCEPTION_KINDS = ["accept", "not-applicable"] as const;
/** `accept`: it stays open on purpose. `not-applicable`: it doesn't count here, although it would by the rules. */
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** What is left open: an item of a checklist, or a finding (`rule@elementId`). */
export type ExceptionTarget =
  | { readonly kind: "item"; readonly itemId: ItemId }
  | { readonly kind: "finding"; readonly ruleId: string; readonly elementId: ElementId };

/** An item or a finding left open on purpose, until a day, signed by two persons. */
export type Exception = {
  readonly id: ExceptionId;
  readonly systemId: SystemId;
  /** Counts from 1 within the system. */
  readonly number: number;
  readonly target: ExceptionTarget;
  readonly kind: ExceptionKind;
  readonly reason: string;
  readonly owner: PersonRef;
  /** It holds until 00:00 UTC of this day. */
  readonly expiresOn: UtcDate;
  /** Of the request that granted it; null where it was granted during the bootstrap. */
  readonly requestNumber: number | null;
  readonly grantedAtMs: InstantMs;
  readonly endedAtMs: InstantMs | null;
  readonly version: number;
};

export type ExceptionStanding = "standing" | "lapsed" | "ended";

/** An exception holds for at least a day and at most a year. */
export const EXCEPTION_DAYS_MAX = 365;

/** What an exception is worth on a day: it lapses by itself. */
export function exceptionStanding(
  exception: Pick<Exception, "expiresOn" | "endedAtMs">,
  today: UtcDate,
): ExceptionStanding {
  if (exception.endedAtMs !== null && utcDateOf(exception.endedAtMs) <= today) return "ended";
  return today < exception.expiresOn ? "standing" : "lapsed";
}

/** Why an exception can't end on that day; null where it can. */
export function checkExpiry(expiresOn: UtcDate, today: UtcDate): string | null {
  const days = daysBetween(today, expiresOn);
  if (days >= 1 && days <= EXCEPTION_DAYS_MAX) return null;
  return `Choose a day from ${addDays(today, 1)} to ${addDays(today, EXCEPTION_DAYS_MAX)}; it can be asked for again before it ends.`;
}

/** The key under which a target is kept: the item's id, or `rule@elementId`. */
export function targetKeyOf(target: ExceptionTarget): string {
  return target.kind === "item" ? target.itemId : `${target.ruleId}@${target.elementId}`;
}

/** How an exception is called: X-3. */
export function formatExceptionNumber(number: number): string {
  return `X-${number}`;
}

export const EXCEPTION_KIND_WORDS: Readonly<Record<ExceptionKind, string>> = {
  accept: "Left open on purpose",
  "not-applicable": "Not applicable here",
};
