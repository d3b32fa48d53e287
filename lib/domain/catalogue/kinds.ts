import type { Knowledge, KnowledgeEntry } from "./knowledge";
import type { ModelCatalogue } from "./model-catalogue";

/** Kinds of entries of the catalogue, in the order of its pages; each is the last part of its address. */
export const CATALOGUE_KINDS = [
  "threats",
  "mechanisms",
  "anti-patterns",
  "patterns",
  "practices",
  "failure-modes",
  "metrics",
  "goals",
  "system-types",
  "trust-levels",
  "standards",
  "tools",
  "basics",
  "trends",
] as const;
export type CatalogueKind = (typeof CATALOGUE_KINDS)[number];

/** Kinds whose entries stand in the knowledge catalogue. */
export type KnowledgeKind = Exclude<CatalogueKind, "threats" | "mechanisms">;

export const KIND_WORD: Readonly<Record<CatalogueKind, string>> = {
  threats: "Threats",
  mechanisms: "Mechanisms",
  "anti-patterns": "Anti-patterns",
  patterns: "Patterns",
  practices: "Practices",
  "failure-modes": "Failure modes",
  metrics: "Metrics",
  goals: "Goals",
  "system-types": "System types",
  "trust-levels": "Trust levels",
  standards: "Standards",
  tools: "Tools",
  basics: "Basics",
  trends: "Trends",
};

const OWN_PAGE: ReadonlySet<CatalogueKind> = new Set(["threats", "mechanisms", "anti-patterns", "patterns"]);

/** Where an entry is read: on a page of its own, or at its place on the page of its kind. */
export function entryHref(kind: CatalogueKind, id: string): string {
  return `/catalogue/${kind}${OWN_PAGE.has(kind) ? "/" : "#"}${id}`;
}

/** The kind that an address names; null where it names none. */
export function parseKnowledgeKind(text: string): KnowledgeKind | null {
  const kind = CATALOGUE_KINDS.find((one) => one === text);
  return kind === undefined || kind === "threats" || kind === "mechanisms" ? null : kind;
}

/** The entries of one kind. */
export function entriesOfKind(knowledge: Knowledge, kind: KnowledgeKind): readonly KnowledgeEntry[] {
  switch (kind) {
    case "anti-patterns":
      return knowledge.antiPatterns;
    case "failure-modes":
      return knowledge.failureModes;
    case "system-types":
      return knowledge.systemTypes;
    case "trust-levels":
      return knowledge.trustLevels;
    default:
      return knowledge[kind];
  }
}

/** An entry as lists and searches name it. */
export interface ListedEntry {
  readonly kind: CatalogueKind;
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** Everything that the catalogue holds, by kind. */
export function listEntries(knowledge: Knowledge, catalogue: ModelCatalogue): readonly ListedEntry[] {
  return CATALOGUE_KINDS.flatMap((kind): readonly ListedEntry[] => {
    if (kind === "threats" || kind === "mechanisms")
      return catalogue[kind].map(({ id, name, description }) => ({ kind, id, name, text: description }));
    return entriesOfKind(knowledge, kind).map(({ id, name, text }) => ({ kind, id, name, text }));
  });
}

/** The entries of the knowledge catalogue that point to a threat or to a mechanism, by kind. */
export function entriesAbout(
  knowledge: Knowledge,
  what: "threats" | "mechanisms",
  id: string,
): readonly ListedEntry[] {
  return CATALOGUE_KINDS.flatMap((kind) => {
    if (kind === "threats" || kind === "mechanisms") return [];
    return entriesOfKind(knowledge, kind)
      .filter((entry) => entry[what].includes(id))
      .map(({ id: own, name, text }) => ({ kind, id: own, name, text }));
  });
}
