import type { EvidenceId, UserId, UtcDate } from "../kernel/ids";
import { type ItemChange, type ItemSnapshot, itemDiff } from "./item-diff";
import { ITEM_STATUS_WORD, type ItemStatus } from "./vocabulary";

/** One kept state of an item. */
export type KeptState = {
  readonly version: number;
  readonly atMs: number;
  readonly actorId: UserId | null;
  readonly snapshot: ItemSnapshot;
};

/** One thing that happened to an item. */
export type HistoryLine = {
  readonly key: string;
  readonly atMs: number;
  /** Null for what the installation did by itself. */
  readonly who: string | null;
  /** Goes on after the name: "changed the owner: nobody → Jonas Weber". */
  readonly text: string;
};

/** What the words of a history need to know of the ids in it. */
export type HistoryNames = {
  readonly person: (id: UserId) => string;
  readonly proof: (id: EvidenceId) => string;
  /** A day as screens write it. */
  readonly day: (date: UtcDate) => string;
};

/**
 * The history of an item in words, newest first.
 *
 * @param states newest first; where the first ones are missing, the oldest given one only serves to compare with
 */
export function historyLines(states: readonly KeptState[], names: HistoryNames): readonly HistoryLine[] {
  return states.flatMap((state, place) => {
    const before = states[place + 1];
    if (!before && state.version > 1) return [];
    const who = state.actorId ? names.person(state.actorId) : null;
    const texts = before
      ? changesInWords(itemDiff(before.snapshot, state.snapshot), state.snapshot, names)
      : ["put it on the checklist"];
    return texts.map((text, index) => ({ key: `${state.version}.${index}`, atMs: state.atMs, who, text }));
  });
}

function changesInWords(
  changes: readonly ItemChange[],
  after: ItemSnapshot,
  names: HistoryNames,
): readonly string[] {
  const changed = new Set(changes.map(({ field }) => field));
  return changes.flatMap((change) => inWords(change, after, changed, names));
}

function inWords(
  change: ItemChange,
  after: ItemSnapshot,
  changed: ReadonlySet<string>,
  names: HistoryNames,
): readonly string[] {
  switch (change.field) {
    case "status":
      return [statusInWords(change.before, after)];
    case "ownerId":
      return [`changed the owner: ${person(change.before, names)} → ${person(change.after, names)}`];
    case "due":
      return [`changed the due day: ${day(change.before, names)} → ${day(change.after, names)}`];
    case "notApplicableReason":
      return changed.has("status") ? [] : [`changed the reason: ${change.after ?? "none"}`];
    case "answeredOn":
      return answered(change.after, after, changed);
    case "attestedOn":
      return changed.has("status") || change.after === null ? [] : ["confirmed it again"];
    case "attestedBy":
      return changed.has("status") || changed.has("attestedOn") || change.after === null
        ? []
        : ["confirmed it again"];
    case "phase":
      return [`moved to the ${change.after} phase`];
    case "retired":
      return [change.after ? "left the checklist" : "came back"];
    case "textHash":
      return ["took over the text of a newer version"];
    case "evidenceIds":
      return added(change.before ?? [], change.after, names);
  }
}

function statusInWords(before: ItemStatus | null, after: ItemSnapshot): string {
  const reason = after.notApplicableReason ? ` (${after.notApplicableReason})` : "";
  return `changed the status: ${before ? ITEM_STATUS_WORD[before] : "none"} → ${ITEM_STATUS_WORD[after.status]}${reason}`;
}

/** The first answer can leave the status as it was: "to do" said by a person is more than "to do" by nobody. */
function answered(on: string | null, after: ItemSnapshot, changed: ReadonlySet<string>): readonly string[] {
  if (changed.has("status") || changed.has("attestedOn")) return [];
  return on === null ? ["put it back to unanswered"] : [`answered: ${ITEM_STATUS_WORD[after.status]}`];
}

function added(
  before: readonly EvidenceId[],
  after: readonly EvidenceId[],
  names: HistoryNames,
): readonly string[] {
  const known = new Set(before);
  return after.filter((id) => !known.has(id)).map((id) => `added the proof “${names.proof(id)}”`);
}

const person = (id: UserId | null, names: HistoryNames): string => (id ? names.person(id) : "nobody");
const day = (date: UtcDate | null, names: HistoryNames): string => (date ? names.day(date) : "none");
