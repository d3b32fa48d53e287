import type { SystemKind } from "../checklists/applicability";
import { factsOf, type Item } from "../checklists/item";
import { type ItemStanding, itemState, nextChange } from "../checklists/item-state";
import { formatReadableNumber } from "../checklists/readable-number";
import type { Phase, State } from "../checklists/vocabulary";
import { exceptionStanding } from "../exceptions/exception";
import { counted } from "../kernel/counted";
import type { ItemId, UtcDate } from "../kernel/ids";
import { daysBetween } from "../kernel/utc-date";

/** Proof that a gate rests on holds for at least this many more days. */
export const PROOF_DAYS_MIN = 7;

const OPEN_WORDS: Readonly<Record<State, string>> = {
  proven: "Proven",
  claimed: "Said to be done, but nothing shows it",
  planned: "In progress",
  gap: "Not done",
  unknown: "Nobody has answered",
  "not-applicable": "Not applicable",
};

/** How a must-item stands before its gate. What nobody has answered blocks like what is open. */
export type GateVerdict =
  | { readonly kind: "done"; readonly until: UtcDate | null }
  | { readonly kind: "left-open"; readonly exception: number; readonly until: UtcDate }
  | {
      readonly kind: "left-out";
      readonly reason: string;
      /** The exception that leaves it out; null where the system's kind does. */
      readonly exception: number | null;
      readonly until: UtcDate | null;
    }
  | { readonly kind: "blocks"; readonly why: string };

/** A must-item as its gate sees it. */
export type GateItem = {
  readonly id: ItemId;
  readonly number: string;
  readonly key: string;
  readonly title: string;
  readonly verdict: GateVerdict;
  /** It has proof, is left open or left out on that day, however long that lasts. */
  readonly covered: boolean;
  /** Where it is not covered, the day since when, if that is known. */
  readonly uncoveredSince: UtcDate | null;
};

/**
 * The must-items of a phase on one day.
 *
 * @param items of the system, in working order; tombstones left out
 * Source: design/model.md, "A phase gate binds to that phase's items".
 */
export function gateItems(
  items: readonly Item[],
  system: SystemKind,
  phase: Phase,
  today: UtcDate,
): readonly GateItem[] {
  return items
    .filter((item) => item.phase === phase && item.text.must && !item.retired)
    .map((item) => gateItem(item, system, today));
}

function gateItem(item: Item, system: SystemKind, today: UtcDate): GateItem {
  const facts = factsOf(item, system);
  const standing = itemState(facts, today);
  const fallsOn = standing.state === "proven" ? nextChange(facts, today) : null;
  const verdict = verdictOf(item, standing, fallsOn, today);
  const covered = verdict.kind !== "blocks" || standing.state === "proven";
  return {
    id: item.id,
    number: formatReadableNumber(item),
    key: item.text.key,
    title: item.text.title,
    verdict,
    covered,
    uncoveredSince: covered ? null : sinceOf(item, standing, today),
  };
}

function verdictOf(
  { exception }: Item,
  { state, remark }: ItemStanding,
  fallsOn: UtcDate | null,
  today: UtcDate,
): GateVerdict {
  const standing = exception && exceptionStanding({ ...exception, endedAtMs: null }, today) === "standing";
  if (state === "not-applicable") {
    const reason = remark.kind === "not-applicable" ? remark.reason : "";
    const signed = standing && remark.kind === "not-applicable" && remark.by === "exception";
    const { number = null, expiresOn = null } = signed ? exception : {};
    return { kind: "left-out", reason, exception: number, until: expiresOn };
  }
  const days = fallsOn === null ? null : daysBetween(today, fallsOn);
  if (state === "proven" && (days === null || days >= PROOF_DAYS_MIN))
    return { kind: "done", until: fallsOn };
  if (standing) return { kind: "left-open", exception: exception.number, until: exception.expiresOn };
  if (days !== null)
    return {
      kind: "blocks",
      why: `Its proof ends in ${counted(days, "day")}; a gate needs ${PROOF_DAYS_MIN}`,
    };
  if (exception)
    return {
      kind: "blocks",
      why: `${OPEN_WORDS[state]}; X-${exception.number} lapsed on ${exception.expiresOn}`,
    };
  return {
    kind: "blocks",
    why: remark.kind === "expired" ? `Its proof expired on ${remark.on}` : OPEN_WORDS[state],
  };
}

/** Since when it has had neither proof nor an exception. */
function sinceOf({ exception, answeredOn }: Item, { badges }: ItemStanding, today: UtcDate): UtcDate | null {
  const expired = badges.find((badge) => badge.kind === "expired");
  const lapsed = exception && exception.expiresOn <= today ? exception.expiresOn : null;
  const days = [expired?.kind === "expired" ? expired.on : null, lapsed].filter((day) => day !== null);
  return days.toSorted().at(-1) ?? answeredOn;
}

/** A verdict in words, as people sign it. */
export function verdictWords(verdict: GateVerdict): string {
  switch (verdict.kind) {
    case "done":
      return verdict.until ? `Proven until ${verdict.until}` : "Proven";
    case "left-open":
      return `Left open by X-${verdict.exception} until ${verdict.until}`;
    case "left-out":
      return verdict.exception === null
        ? `Not applicable: ${verdict.reason}`
        : `Not applicable by X-${verdict.exception} until ${verdict.until}: ${verdict.reason}`;
    case "blocks":
      return `Blocks: ${verdict.why}`;
  }
}
