import { assert } from "../kernel/assert";
import type { ItemText } from "./item-text";
import { contentHash, type Digest, questionHash } from "./item-text-canonical";
import type { ItemStatus } from "./vocabulary";

/** One field that reads differently in the new version, in words for a preview. */
export interface FieldDifference {
  readonly field: keyof ItemText;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** An item that stands in both versions. `old` is the caller's own row, handed back. */
export interface CarriedItem<Old> {
  readonly old: Old;
  readonly text: ItemText;
  /** Empty when the text did not change at all. */
  readonly differences: readonly FieldDifference[];
}

/** What happens to each item when a system moves to a new version of its template. */
export interface TemplateUpgrade<Old> {
  /** The question is the same: the answer stays, the text is brought up to date. */
  readonly kept: readonly CarriedItem<Old>[];
  /**
   * The question changed, or an item that was left out became one that blocks its gate, which a second person would
   * have to sign: the item goes back to "nobody has answered", the earlier answer stays in its history.
   */
  readonly reopened: readonly CarriedItem<Old>[];
  readonly added: readonly ItemText[];
  /** Gone from the template: a tombstone that keeps its history. */
  readonly retired: readonly Old[];
}

/**
 * Compares the items of a system with a new version of their template.
 *
 * Every key of either side lands in exactly one of the four lists, in the order of the new version (retired ones in
 * the order of the old).
 * @param old items in use, tombstones left out; @param next texts of the new version.
 * @throws when a key stands twice on one side.
 */
export function upgradeTemplate<Old extends { readonly text: ItemText; readonly status: ItemStatus }>(
  old: readonly Old[],
  next: readonly ItemText[],
  digest: Digest,
): TemplateUpgrade<Old> {
  const before = new Map(old.map((item) => [item.text.key, item]));
  const keys = new Set(next.map(({ key }) => key));
  assert(before.size === old.length && keys.size === next.length, "a template has each key once");
  const kept: CarriedItem<Old>[] = [];
  const reopened: CarriedItem<Old>[] = [];
  const added: ItemText[] = [];
  for (const text of next) {
    const item = before.get(text.key);
    if (item === undefined) {
      added.push(text);
      continue;
    }
    const sameQuestion = questionHash(item.text, digest) === questionHash(text, digest);
    const sameContent = sameQuestion && contentHash(item.text, digest) === contentHash(text, digest);
    const carried = { old: item, text, differences: sameContent ? [] : textDifferences(item.text, text) };
    const unsigned = item.status === "not-applicable" && text.must && !item.text.must;
    (sameQuestion && !unsigned ? kept : reopened).push(carried);
  }
  return { kept, reopened, added, retired: old.filter((item) => !keys.has(item.text.key)) };
}

const LABELS: readonly (readonly [Exclude<keyof ItemText, "key">, string])[] = [
  ["title", "Title"],
  ["how", "What to do"],
  ["proofAccepts", "What counts as proof"],
  ["why", "Why"],
  ["phase", "Phase"],
  ["group", "Group"],
  ["must", "Blocks the gate"],
  ["evidenceValidDays", "Evidence holds for"],
  ["appliesTo", "Applies to"],
  ["dataClasses", "Data classes"],
  ["goals", "Goals"],
  ["threats", "Threats"],
  ["mechanisms", "Mechanisms"],
  ["proves", "Proves"],
  ["refs", "References"],
  ["tags", "Tags"],
  ["seed", "Baseline item"],
];

/** The fields in which two texts of one item read differently; what was answered comes first. */
export function textDifferences(before: ItemText, after: ItemText): readonly FieldDifference[] {
  return LABELS.flatMap(([field, label]) => {
    const was = inWords(before, field);
    const is = inWords(after, field);
    return was === is ? [] : [{ field, label, before: was, after: is }];
  });
}

function inWords(text: ItemText, field: Exclude<keyof ItemText, "key">): string {
  switch (field) {
    case "must":
    case "seed":
      return text[field] ? "yes" : "no";
    case "evidenceValidDays":
      return text.evidenceValidDays === null ? "ever" : `${text.evidenceValidDays} days`;
    case "appliesTo":
      return text.appliesTo === "all" ? "all systems" : listed(text.appliesTo);
    case "refs":
      return listed(
        Object.entries(text.refs).flatMap(([standard, ids]) => ids.map((id) => `${standard} ${id}`)),
      );
    case "dataClasses":
      return text.dataClasses.length === 0 ? "any" : listed(text.dataClasses);
    case "goals":
    case "threats":
    case "mechanisms":
    case "proves":
    case "tags":
      return listed(text[field]);
    default:
      return text[field].normalize("NFC").replace(/\s+/gu, " ").trim();
  }
}

function listed(ids: readonly string[]): string {
  return ids.length === 0 ? "none" : [...ids].sort().join(", ");
}
