import type { Sha256Hex } from "../kernel/ids";
import type { ItemText } from "./item-text";

/** SHA-256 of the UTF-8 bytes of a text; handed in, since the domain has no cryptography of its own. */
export type Digest = (text: string) => Sha256Hex;

const plain = (text: string) => text.normalize("NFC").replace(/\s+/gu, " ").trim();
const sorted = (list: readonly string[]) => list.map(plain).sort();

/**
 * One string for everything an item says.
 *
 * Field names stand in order, lists that are sets are sorted, text is NFC with single spaces: two texts
 * that say the same have the same string, however a file wrapped or ordered them.
 */
export function canonicalContent(text: ItemText): string {
  const refs = Object.entries(text.refs)
    .filter(([, ids]) => ids.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([standard, ids]) => [standard, sorted(ids)]);
  return `countersign/item/1\n${JSON.stringify([
    ["appliesTo", text.appliesTo === "all" ? "all" : sorted(text.appliesTo)],
    ["dataClasses", sorted(text.dataClasses)],
    ["evidenceValidDays", text.evidenceValidDays],
    ["goals", sorted(text.goals)],
    ["group", plain(text.group)],
    ["how", plain(text.how)],
    ["key", text.key],
    ["mechanisms", sorted(text.mechanisms)],
    ["must", text.must],
    ["phase", text.phase],
    ["proofAccepts", plain(text.proofAccepts)],
    ["proves", sorted(text.proves)],
    ["refs", refs],
    ["seed", text.seed],
    ["tags", sorted(text.tags)],
    ["threats", sorted(text.threats)],
    ["title", plain(text.title)],
    ["why", plain(text.why)],
  ])}`;
}

/**
 * One string for what a person answered: key, title, what to do and what counts as proof.
 *
 * Left out on purpose: the reason (why), weight (must), validity, applicability, group and references. A change
 * of these is computed anew for every item and does not make an earlier answer untrue.
 */
export function canonicalQuestion(text: ItemText): string {
  return `countersign/question/1\n${JSON.stringify([
    ["how", plain(text.how)],
    ["key", text.key],
    ["proofAccepts", plain(text.proofAccepts)],
    ["title", plain(text.title)],
  ])}`;
}

/** Identity of the whole text of an item. */
export function contentHash(text: ItemText, digest: Digest): Sha256Hex {
  return digest(canonicalContent(text));
}

/** Identity of the question of an item: an answer stays valid for as long as this stays the same. */
export function questionHash(text: ItemText, digest: Digest): Sha256Hex {
  return digest(canonicalQuestion(text));
}
