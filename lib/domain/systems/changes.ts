import type { FieldChange } from "@/lib/domain/kernel/field-change";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { SystemFacts } from "./system";

const FIELDS = [
  ["name", "name"],
  ["slug", "address"],
  ["type", "type"],
  ["description", "description"],
  ["ownerId", "owner"],
  ["criticality", "criticality"],
  ["dataClasses", "data classes"],
  ["regulations", "regulations"],
  ["tags", "tags"],
] as const satisfies readonly (readonly [keyof SystemFacts, string])[];

type FactField = (typeof FIELDS)[number][0];

/**
 * The fields in which two states of a system differ, ready to be read.
 *
 * @param nameOf the name of an owner, whose id alone says nothing
 */
export function systemChanges(
  before: SystemFacts,
  after: SystemFacts,
  nameOf: (id: UserId) => string,
): readonly FieldChange[] {
  const word = (facts: SystemFacts, field: FactField): string | null =>
    field === "ownerId" ? nameOf(facts.ownerId) : inWords(facts, field) || null;
  return FIELDS.filter(([field]) => inWords(before, field) !== inWords(after, field)).map(
    ([field, label]) => ({ field: label, before: word(before, field), after: word(after, field) }),
  );
}

/** What comes out when two people change a system at once. */
export type Merge = {
  /** What stands, with every field that this person changed as they wrote it. */
  readonly merged: SystemFacts;
  /** The same, but fields that both changed stay as they stand. */
  readonly standing: SystemFacts;
  readonly conflicts: boolean;
};

/**
 * Joins what somebody wrote with what stands by now. A field that only one of them changed is no conflict.
 *
 * @param seen what the person looked at while writing
 */
export function mergeFacts(seen: SystemFacts, standing: SystemFacts, written: SystemFacts): Merge {
  const differs = (a: SystemFacts, b: SystemFacts, field: FactField) =>
    inWords(a, field) !== inWords(b, field);
  const mine = FIELDS.map(([field]) => field).filter((field) => differs(seen, written, field));
  const contested = mine.filter(
    (field) => differs(seen, standing, field) && differs(standing, written, field),
  );
  const take = (fields: readonly FactField[]): SystemFacts => ({
    ...standing,
    ...Object.fromEntries(fields.map((field) => [field, written[field]])),
  });
  return {
    merged: take(mine),
    standing: take(mine.filter((field) => !contested.includes(field))),
    conflicts: contested.length > 0,
  };
}

function inWords(facts: SystemFacts, field: FactField): string {
  const value = facts[field];
  return typeof value === "string" || typeof value === "number"
    ? String(value)
    : [...value].sort().join(", ");
}
