import { toHex, utf8 } from "./bytes";
import { canonicalJson } from "./canonical-json";
import type { Digest } from "./merkle";

/** What of an entry is hashed into the tree, as its canonical JSON says it. */
export type LeafFacts = {
  readonly v: 1;
  readonly id: string;
  /** Microseconds since the Unix epoch, as a whole number in text. */
  readonly atUs: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly subject: string;
  readonly subjectId: string | null;
  readonly systemId: string | null;
  /** Commitment to the erasable detail: SHA-256 over salt and text, in hex. */
  readonly detail: string;
};

/** The erasable part of an entry as it is stored. */
export type StoredDetail = { readonly salt: string; readonly text: string };

/** What the leaf holds of a detail: enough to prove it, not enough to guess it. */
export function commitmentOf(digest: Digest, { salt, text }: StoredDetail): string {
  return toHex(digest(utf8(salt + text)));
}

const TEXTS = ["id", "atUs", "action", "outcome", "subject", "detail"] as const;
const TEXTS_OR_NULL = ["actorId", "subjectId", "systemId"] as const;

/** The fields of a leaf, in the order of their canonical text. */
const NAMES = [...TEXTS, ...TEXTS_OR_NULL, "v"].sort();
/** What stands in no canonical text: half of a character. */
const HALF = /\\ud[89a-f]/;

/** The canonical text of flat facts (RFC 8785), as far as a leaf needs it: quicker than for any value. */
const spelled = (facts: Record<string, unknown>): string =>
  `{${NAMES.map((name) => `"${name}":${JSON.stringify(facts[name])}`).join(",")}}`;

/** Reads a leaf; null for what this product never wrote: other fields, or another spelling than the canonical one. */
export function readLeaf(leaf: string): LeafFacts | null {
  let value: unknown;
  try {
    value = JSON.parse(leaf);
    if (HALF.test(leaf) && canonicalJson(value) !== leaf) return null;
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const facts = value as Record<string, unknown>;
  const fits =
    facts["v"] === 1 &&
    Object.keys(facts).length === NAMES.length &&
    TEXTS.every((name) => typeof facts[name] === "string") &&
    TEXTS_OR_NULL.every((name) => facts[name] === null || typeof facts[name] === "string") &&
    /^\d{1,18}$/.test(String(facts["atUs"]));
  return fits && spelled(facts) === leaf ? (value as LeafFacts) : null;
}

/** The columns beside a leaf, by which the log is searched and shown. */
export type EntryRow = Omit<LeafFacts, "v" | "detail">;

const COLUMNS = [
  "id",
  "atUs",
  "actorId",
  "action",
  "outcome",
  "subject",
  "subjectId",
  "systemId",
] as const satisfies readonly (keyof EntryRow)[];

/** The columns that say something else than the leaf: somebody changed what the page shows. */
export function contradictions(leaf: LeafFacts, row: EntryRow): readonly (keyof EntryRow)[] {
  return COLUMNS.filter((name) => leaf[name] !== row[name]);
}
