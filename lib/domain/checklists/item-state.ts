import { type Exception, exceptionStanding } from "../exceptions/exception";
import type { UtcDate } from "../kernel/ids";
import { addDays, daysBetween } from "../kernel/utc-date";
import type { Applicability } from "./applicability";
import type { ItemStatus, State } from "./vocabulary";

/** Evidence and claims that end within this many days are shown as expiring. */
export const EXPIRING_DAYS = 30;

/** Days on which something holds: from `effectiveOn` on, until 00:00 UTC of `expiresOn`; null never ends. */
export interface ValidSpan {
  readonly effectiveOn: UtcDate;
  readonly expiresOn: UtcDate | null;
}

/** An exception of an item that nobody ended; it lapses by itself. */
export type ItemException = Pick<Exception, "number" | "kind" | "reason" | "expiresOn">;

/** Everything that decides the state of an item. */
export interface ItemFacts {
  /** Validity of proof and claims, from the item's text; null when they never expire. */
  readonly evidenceValidDays: number | null;
  readonly applicability: Applicability;
  readonly status: ItemStatus;
  /** Null when nobody has answered yet. */
  readonly answeredOn: UtcDate | null;
  /** The day on which a named person last said that it is done. */
  readonly attestedOn: UtcDate | null;
  readonly notApplicableReason: string | null;
  readonly due: UtcDate | null;
  readonly evidence: readonly ValidSpan[];
  readonly exception?: ItemException | null;
}

/** The one thing to say beside the state. `days` are whole and positive. */
export type Remark =
  | { readonly kind: "proven-until"; readonly on: UtcDate | null }
  | { readonly kind: "claimed-until"; readonly on: UtcDate | null }
  | { readonly kind: "expires-soon"; readonly on: UtcDate; readonly days: number }
  | { readonly kind: "expired"; readonly on: UtcDate }
  | { readonly kind: "overdue"; readonly days: number }
  | { readonly kind: "not-done" }
  | { readonly kind: "unattested" }
  | { readonly kind: "planned" }
  | { readonly kind: "nobody-answered" }
  | {
      readonly kind: "not-applicable";
      readonly by: "computed" | "person" | "exception";
      readonly reason: string;
    }
  | { readonly kind: "exception"; readonly number: number; readonly on: UtcDate };

/** Shown beside the state; several may hold at once. */
export type Badge =
  | { readonly kind: "expiring"; readonly on: UtcDate; readonly days: number }
  | { readonly kind: "expired"; readonly on: UtcDate }
  | { readonly kind: "overdue"; readonly days: number }
  | { readonly kind: "exception"; readonly number: number; readonly on: UtcDate };

/** What an item is worth on one day. */
export interface ItemStanding {
  readonly state: State;
  /** Null: not counted. */
  readonly credit: 1 | 0.5 | 0 | null;
  readonly remark: Remark;
  readonly badges: readonly Badge[];
}

/** The day on which something that became true on `effectiveOn` stops counting; null when it never does. */
export function expiryOf(effectiveOn: UtcDate, validDays: number | null): UtcDate | null {
  return validDays === null ? null : addDays(effectiveOn, validDays);
}

/**
 * The ruling: what state an item is in on a day, and why.
 *
 * Credit is for proof: done with valid evidence is proven (1), done with a valid dated claim is claimed (0.5), all
 * else earns nothing, and what is not applicable is not counted.
 * Source: design/model.md, "Evidence, states, credit".
 */
export function itemState(facts: ItemFacts, today: UtcDate): ItemStanding {
  const { state, credit } = verdict(facts, today);
  if (state === "not-applicable") return { state, credit, remark: notApplicable(facts, today), badges: [] };
  const fallsOn = nextChange(facts, today);
  const badges = badgesOf(facts, state, fallsOn, today);
  return { state, credit, remark: remarkOf(facts, state, fallsOn, badges), badges };
}

/**
 * The first day after `today` on which the credit of the item falls if nobody does anything.
 *
 * Evidence that becomes effective later counts from its day on, so a gap between two proofs is found, and none is
 * reported where they overlap.
 * @returns null when it never falls.
 */
export function nextChange(facts: ItemFacts, today: UtcDate): UtcDate | null {
  if (facts.status !== "done") return null;
  const claim = claimOf(facts);
  const spans = claim === null ? facts.evidence : [...facts.evidence, claim];
  const turns = spans
    .flatMap(({ effectiveOn, expiresOn }) => (expiresOn === null ? [effectiveOn] : [effectiveOn, expiresOn]))
    .filter((day) => day > today)
    .sort();
  let before = verdict(facts, today).credit;
  for (const day of turns) {
    const after = verdict(facts, day).credit;
    if (before === null || after === null) return null;
    if (after < before) return day;
    before = after;
  }
  return null;
}

/** Whether the due day has passed while the item is still open. */
export function isOverdue(due: UtcDate | null, state: State, today: UtcDate): boolean {
  return due !== null && due < today && isOpen(state);
}

/** Whether there is still something to do: neither proven nor claimed nor out of scope. */
export function isOpen(state: State): boolean {
  return state !== "proven" && state !== "claimed" && state !== "not-applicable";
}

/** Whether proof is still missing: neither proven nor out of scope. */
export function lacksProof(state: State): boolean {
  return state !== "proven" && state !== "not-applicable";
}

function verdict(facts: ItemFacts, today: UtcDate): Pick<ItemStanding, "state" | "credit"> {
  const leftOut = standingOf(facts, today)?.kind === "not-applicable" && facts.status !== "done";
  if (!facts.applicability.applies || facts.status === "not-applicable" || leftOut)
    return { state: "not-applicable", credit: null };
  switch (facts.status) {
    case "in-progress":
      return { state: "planned", credit: 0 };
    case "to-do":
      return { state: facts.answeredOn === null ? "unknown" : "gap", credit: 0 };
    case "done": {
      if (facts.evidence.some((span) => holds(span, today))) return { state: "proven", credit: 1 };
      const claim = claimOf(facts);
      if (claim !== null && holds(claim, today)) return { state: "claimed", credit: 0.5 };
      return { state: "gap", credit: 0 };
    }
  }
}

/** The exception that holds on the day. */
function standingOf({ exception }: ItemFacts, today: UtcDate): ItemException | null {
  if (!exception) return null;
  return exceptionStanding({ ...exception, endedAtMs: null }, today) === "standing" ? exception : null;
}

function holds(span: ValidSpan, today: UtcDate): boolean {
  return span.effectiveOn <= today && (span.expiresOn === null || today < span.expiresOn);
}

function claimOf({ attestedOn, evidenceValidDays }: ItemFacts): ValidSpan | null {
  return attestedOn === null
    ? null
    : { effectiveOn: attestedOn, expiresOn: expiryOf(attestedOn, evidenceValidDays) };
}

/** The day on which proof ended; without any credit left, the day on which the last of proof and claim ended. */
function lastExpiry(facts: ItemFacts, state: State, today: UtcDate): UtcDate | null {
  const claim = claimOf(facts);
  const spans = claim === null || state === "claimed" ? facts.evidence : [...facts.evidence, claim];
  return spans.reduce<UtcDate | null>(
    (last, { expiresOn }) =>
      expiresOn !== null && expiresOn <= today && (last === null || expiresOn > last) ? expiresOn : last,
    null,
  );
}

function badgesOf(facts: ItemFacts, state: State, fallsOn: UtcDate | null, today: UtcDate): readonly Badge[] {
  const badges: Badge[] = [];
  const exception = isOpen(state) ? standingOf(facts, today) : null;
  if (exception) badges.push({ kind: "exception", number: exception.number, on: exception.expiresOn });
  if (fallsOn !== null && !isOpen(state)) {
    const days = daysBetween(today, fallsOn);
    if (days <= EXPIRING_DAYS) badges.push({ kind: "expiring", on: fallsOn, days });
  }
  const expiredOn = facts.status === "done" && state !== "proven" ? lastExpiry(facts, state, today) : null;
  if (expiredOn !== null) badges.push({ kind: "expired", on: expiredOn });
  // Two persons agreed to leave it open until a day: until then it is not late.
  if (!exception && facts.due !== null && isOverdue(facts.due, state, today))
    badges.push({ kind: "overdue", days: daysBetween(facts.due, today) });
  return badges;
}

function remarkOf(facts: ItemFacts, state: State, fallsOn: UtcDate | null, badges: readonly Badge[]): Remark {
  for (const badge of badges) {
    if (badge.kind === "expiring") return { kind: "expires-soon", on: badge.on, days: badge.days };
    if (isOpen(state)) return badge;
  }
  switch (state) {
    case "proven":
      return { kind: "proven-until", on: fallsOn };
    case "claimed":
      return { kind: "claimed-until", on: claimOf(facts)?.expiresOn ?? null };
    case "planned":
      return { kind: "planned" };
    case "unknown":
      return { kind: "nobody-answered" };
    default:
      return facts.status === "done" ? { kind: "unattested" } : { kind: "not-done" };
  }
}

function notApplicable(facts: ItemFacts, today: UtcDate): Remark {
  const exception = standingOf(facts, today);
  if (facts.applicability.applies && facts.status !== "not-applicable" && exception)
    return { kind: "not-applicable", by: "exception", reason: exception.reason };
  return facts.applicability.applies
    ? { kind: "not-applicable", by: "person", reason: facts.notApplicableReason ?? "No reason was given." }
    : { kind: "not-applicable", by: "computed", reason: facts.applicability.reason };
}
