import { CATALOGUE_KINDS, type CatalogueKind, entriesOfKind, type ListedEntry, listEntries } from "./kinds";
import type { Knowledge } from "./knowledge";
import type { ModelCatalogue } from "./model-catalogue";

/** More words than this are not looked at. */
const WORDS_MAX = 6;
const QUERY_MAX = 80;

/** The words of a question, in small letters. */
export function wordsOf(query: string): readonly string[] {
  return query.slice(0, QUERY_MAX).toLowerCase().split(/\s+/).filter(Boolean).slice(0, WORDS_MAX);
}

/**
 * Entries that have all words of a question somewhere: in their name, their text, or in what else they say.
 *
 * @returns those with all words in their names first, else in the order of the catalogue; empty without a word
 */
export function searchEntries(
  knowledge: Knowledge,
  catalogue: ModelCatalogue,
  query: string,
): readonly ListedEntry[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const texts = textsOf(knowledge, catalogue);
  const has = (text: string) => words.every((word) => text.includes(word));
  const found = listEntries(knowledge, catalogue).filter((entry) => has(texts.get(keyOf(entry)) ?? ""));
  const isNamed = ({ name }: ListedEntry) => has(name.toLowerCase());
  return [...found.filter(isNamed), ...found.filter((entry) => !isNamed(entry))];
}

const keyOf = ({ kind, id }: { readonly kind: CatalogueKind; readonly id: string }) => `${kind} ${id}`;

/** What is looked through, by entry: everything that it says, and the ids of public catalogues that it names. */
function textsOf(knowledge: Knowledge, catalogue: ModelCatalogue): ReadonlyMap<string, string> {
  const known = kept.get(knowledge);
  if (known) return known;
  const texts = new Map<string, string>();
  for (const kind of CATALOGUE_KINDS) {
    const entries = kind === "threats" || kind === "mechanisms" ? [] : entriesOfKind(knowledge, kind);
    for (const entry of entries) texts.set(keyOf({ kind, id: entry.id }), wordsIn(entry));
  }
  for (const { id, name, description, howItShows, references } of catalogue.threats)
    texts.set(keyOf({ kind: "threats", id }), wordsIn([id, name, description, howItShows, references]));
  for (const { id, name, description, tools } of catalogue.mechanisms)
    texts.set(keyOf({ kind: "mechanisms", id }), wordsIn([id, name, description, tools]));
  kept.set(knowledge, texts);
  return texts;
}

/** The catalogue does not change while it is in memory. */
const kept = new WeakMap<Knowledge, ReadonlyMap<string, string>>();

function wordsIn(value: unknown): string {
  if (typeof value === "string") return value.toLowerCase();
  if (typeof value !== "object" || value === null) return "";
  return Object.values(value).map(wordsIn).join(" ");
}
