import type { FieldChange } from "../kernel/field-change";
import type { UserId } from "../kernel/ids";

/** Why a second person is needed and what exactly they agree to, in words for both of them. */
export type ApprovalNeed = {
  /** What happens, as a title: "Leave IM-03 open until 1 Mar 2027". */
  readonly about: string;
  /** Why one person is not enough. */
  readonly reason: string;
  /** The requester's own words. */
  readonly asked: string;
  /** The exact difference, current to new. A line that is equal on both sides says what stays. */
  readonly changes: readonly FieldChange[];
  /** People besides the requester whose approval doesn't count, because the content is theirs or about them. */
  readonly authors?: readonly UserId[];
};

/**
 * What became different between asking and running.
 *
 * @param asked the difference that people signed
 * @param now the difference as it would be at this moment; null where no second person is needed any more
 * @returns null while both are the same, else a sentence
 */
export function driftBetween(
  asked: readonly FieldChange[],
  now: readonly FieldChange[] | null,
): string | null {
  if (now === null) return "What was asked for stands already.";
  const newer = new Map(now.map((change) => [change.field, change]));
  const moved = asked.flatMap(({ field, before, after }) => {
    const change = newer.get(field);
    newer.delete(field);
    if (change && change.before === before && change.after === after) return [];
    if (!change) return [`${field} is not part of it any more`];
    return change.before !== before
      ? [`${field} was ${words(before)}, now ${words(change.before)}`]
      : [`${field} would become ${words(change.after)} instead of ${words(after)}`];
  });
  const added = [...newer.values()].map(({ field }) => `${field} came in addition`);
  const all = [...moved, ...added];
  return all.length === 0 ? null : `${all.join("; ")}.`;
}

const words = (text: string | null): string => (text === null ? "nothing" : `“${text}”`);
