import type { FieldChange } from "../kernel/field-change";
import type { UserId } from "../kernel/ids";

/** What counts against a line of a request: each thing with how much it weighs. Nothing: all is well there. */
export type Burden = Readonly<Record<string, number>>;

/** A line of what people sign. */
export type SignedChange = FieldChange & {
  /**
   * Left out: the line has to read the same when it takes effect. With it the words may differ, but the burden may not
   * grow: nothing new in it, and nothing heavier. More proof is no reason to ask again; less is.
   */
  readonly burden?: Burden;
};

/** Why a second person is needed and what exactly they agree to, in words for both of them. */
export type ApprovalNeed = {
  /** What happens, as a title: "Leave IM-03 open until 1 Mar 2027". */
  readonly about: string;
  /** Why one person is not enough. */
  readonly reason: string;
  /** The requester's own words. */
  readonly asked: string;
  /** The exact difference, current to new. A line that is equal on both sides says what stays. */
  readonly changes: readonly SignedChange[];
  /** People besides the requester whose approval doesn't count, because the content is theirs or about them. */
  readonly authors?: readonly UserId[];
};

/**
 * What became different between asking and running.
 *
 * @param asked the difference that people signed
 * @param now the difference as it would be at this moment; null where no second person is needed any more
 * @returns null while both are the same, or what differs is for the better where that is allowed; else a sentence
 */
export function driftBetween(
  asked: readonly SignedChange[],
  now: readonly SignedChange[] | null,
): string | null {
  if (now === null) return "What was asked for stands already.";
  const newer = new Map(now.map((change) => [change.field, change]));
  const moved = asked.flatMap((line) => {
    const change = newer.get(line.field);
    newer.delete(line.field);
    return driftOf(line, change) ?? [];
  });
  const added = [...newer.values()]
    .filter(({ burden }) => burden === undefined || isHeavier({}, burden))
    .map(({ field }) => `${field} came in addition`);
  const all = [...moved, ...added];
  return all.length === 0 ? null : `${all.join("; ")}.`;
}

/** Whether something weighs on a line that did not before, or weighs more. */
export function isHeavier(before: Burden, after: Burden): boolean {
  return Object.entries(after).some(
    ([key, weight]) => weight > (Object.hasOwn(before, key) ? (before[key] ?? 0) : 0),
  );
}

function driftOf(asked: SignedChange, now: SignedChange | undefined): string | null {
  const { field, before, after, burden } = asked;
  if (!now) return `${field} is not part of it any more`;
  if (burden !== undefined && now.burden !== undefined)
    return isHeavier(burden, now.burden) ? wordsOfDrift(asked, now) : null;
  return now.before === before && now.after === after ? null : wordsOfDrift(asked, now);
}

function wordsOfDrift(asked: SignedChange, now: SignedChange): string {
  const { field, before, after } = asked;
  if (now.before !== before) return `${field} was ${words(before)}, now ${words(now.before)}`;
  if (now.after !== after) return `${field} would become ${words(now.after)} instead of ${words(after)}`;
  return `${field} got worse`;
}

const words = (text: string | null): string => (text === null ? "nothing" : `“${text}”`);
