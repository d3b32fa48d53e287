import type { CatalogueItem } from "@/lib/domain/catalogue/catalogue-item";
import type { SystemUse } from "@/lib/domain/catalogue/entry-uses";
import {
  CATALOGUE_KINDS,
  type CatalogueKind,
  entriesOfKind,
  entryHref,
  KIND_WORD,
  type KnowledgeKind,
  type ListedEntry,
} from "@/lib/domain/catalogue/kinds";
import type { Knowledge, KnowledgeEntry } from "@/lib/domain/catalogue/knowledge";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import { CHECK_IDS, type SuspiciousPlace } from "@/lib/domain/catalogue/suspicions/suspicions-of";
import type { TraitedSystem } from "@/lib/domain/catalogue/system-traits";
import { type SystemsOf, systemsOf } from "@/lib/domain/catalogue/systems-of";
import { PHASES } from "@/lib/domain/checklists/vocabulary";
import { counted } from "@/lib/domain/kernel/counted";

/** What pages of the knowledge catalogue are made of. */
export interface KnowledgeSources {
  readonly knowledge: Knowledge;
  readonly catalogue: ModelCatalogue;
  readonly items: ReadonlyMap<string, CatalogueItem>;
  readonly systems: readonly TraitedSystem[];
  /** Systems that were not looked at. */
  readonly more: number;
}

export interface EntryLink {
  readonly href: string;
  readonly name: string;
}

/** A system that an entry concerns, with how much. */
export interface UseLine extends EntryLink {
  readonly remark: string;
}

/** The systems that an entry concerns, as many as are shown. */
export interface Uses {
  readonly title: string;
  readonly lines: readonly UseLine[];
  readonly more: number;
  /** Said where there is none. */
  readonly none: string;
}

/** An entry with what it points to. */
export interface EntryView<Entry extends KnowledgeEntry = KnowledgeEntry> {
  readonly entry: Entry;
  readonly href: string;
  readonly threats: readonly EntryLink[];
  readonly mechanisms: readonly EntryLink[];
  readonly items: readonly CatalogueItem[];
  /** Null where an entry is nothing that a system could have. */
  readonly uses: Uses | null;
}

/** Systems that are named beside an entry; the rest is counted. */
const USES_SHOWN = 6;

/** An entry of a kind as its page shows it. */
export function presentEntry<Entry extends KnowledgeEntry>(
  kind: KnowledgeKind,
  entry: Entry,
  sources: KnowledgeSources,
): EntryView<Entry> {
  const { catalogue, items } = sources;
  const goal = kind === "goals" ? entry.id : null;
  const pointed = (what: "threats" | "mechanisms") =>
    catalogue[what].filter(({ id, goals }) =>
      goal === null ? entry[what].includes(id) : goals.some((one) => one === goal),
    );
  const linked = (what: "threats" | "mechanisms"): readonly EntryLink[] =>
    pointed(what).map(({ id, name }) => ({ href: entryHref(what, id), name }));
  return {
    entry,
    href: entryHref(kind, entry.id),
    threats: linked("threats"),
    mechanisms: linked("mechanisms"),
    items: entry.items
      .flatMap((key) => items.get(key) ?? [])
      .toSorted((a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase)),
    uses: usesOf(systemsOf(kind, entry, sources)),
  };
}

function usesOf(found: SystemsOf | null): Uses | null {
  if (!found) return null;
  const { by, uses } = found;
  const { title, none, remark, href } = USE_WORDS[by];
  return {
    title,
    none,
    lines: uses
      .slice(0, USES_SHOWN)
      .map((use) => ({ href: href(use.slug, found.standard ?? ""), name: use.name, remark: remark(use) })),
    more: Math.max(0, uses.length - USES_SHOWN),
  };
}

type UseWords = {
  readonly title: string;
  readonly none: string;
  readonly remark: (use: SystemUse) => string;
  readonly href: (slug: string, standard: string) => string;
};

const page = (part: string) => (slug: string) => `/systems/${slug}${part}`;
/** How each way in which an entry concerns a system is said, and where on the system it is seen. */
const USE_WORDS: Readonly<Record<SystemsOf["by"], UseWords>> = {
  type: {
    title: "Systems of this type",
    none: "No system that you see is of this type.",
    remark: () => "",
    href: page(""),
  },
  zones: {
    title: "Systems with such zones",
    none: "No system that you see has such a zone.",
    remark: ({ count }) => counted(count, "zone"),
    href: page("/architecture"),
  },
  findings: {
    title: "Systems with findings",
    none: "No system that you see has a finding of it.",
    remark: ({ count }) => counted(count, "finding"),
    href: page("/threats"),
  },
  mechanisms: {
    title: "Systems where it is in place",
    none: "No system that you see has any of it in place.",
    remark: ({ count, of }) => `${count} of ${counted(of ?? 0, "mechanism")}`,
    href: page("/controls"),
  },
  check: {
    title: "Where it shows, or can’t be judged",
    none: "It shows on no system that you see.",
    remark: ({ count, open }) =>
      count > 0
        ? `${counted(count, "place")}${open > 0 ? `, ${open} not stated` : ""}`
        : `${open} not stated`,
    href: page("/architecture"),
  },
  possible: {
    title: "Systems where it can happen",
    none: "No system that you see has what it needs.",
    remark: () => "",
    href: page("/architecture"),
  },
  items: {
    title: "Systems that have done some of it",
    none: "No system that you see has done any of it.",
    remark: ({ count, of }) => (of === 1 ? "done" : `${count} of ${of} items done`),
    href: page("/checklists/all"),
  },
  standard: {
    title: "Systems measured against it",
    none: "No system that you see is measured against it.",
    remark: ({ count }) => counted(count, "item"),
    href: (slug, standard) => `/systems/${slug}/standards/${standard}`,
  },
};

/** Entries of one kind that stand under one heading. */
export interface EntryGroup {
  /** Null where a kind has no headings. */
  readonly title: string | null;
  readonly views: readonly EntryView[];
}

/** The page of one kind. */
export function presentKind(kind: KnowledgeKind, sources: KnowledgeSources): readonly EntryGroup[] {
  const entries = entriesOfKind(sources.knowledge, kind);
  const groupOf = (entry: KnowledgeEntry) => ("group" in entry ? String(entry.group) : "");
  return [...new Set(entries.map(groupOf))].map((group) => ({
    title: GROUP_WORD[group] ?? null,
    views: entries
      .filter((entry) => groupOf(entry) === group)
      .map((entry) => presentEntry(kind, entry, sources)),
  }));
}

const GROUP_WORD: Readonly<Record<string, string>> = {
  definition: "What is protected here",
  harder: "Why it is harder to protect",
  matters: "Why it matters",
  concept: "Concepts",
  force: "Eight forces",
  "data-class": "Classes of data",
  "anti-pattern": "Anti-patterns",
  pitfall: "Pitfalls",
  step: "Five steps",
  practice: "Best practices",
  solution: "Answers to the usual pitfalls",
  do: "Do, and don’t",
  operator: "Rules for operators",
  takeaway: "To remember",
  lesson: "Lessons of others",
  metric: "Figures that hint at an attack",
  key: "What entries have to share to be joined",
  technology: "Technologies that come",
  prediction: "What the next years bring",
  case: "Examples",
  reading: "Further reading",
  topic: "Topics beside this one",
};

/** An anti-pattern on one system: the places, and what could not be judged. */
export interface SuspectedSystem extends EntryLink {
  readonly places: readonly SuspiciousPlace[];
  readonly fires: number;
  readonly open: number;
}

/** Kinds that belong together, as the index lists them. */
export interface Shelf {
  readonly title: string;
  readonly kinds: readonly {
    readonly kind: CatalogueKind;
    readonly name: string;
    readonly about: string;
    readonly count: number;
  }[];
}

/** The index: every kind with how many entries it has. */
export function presentIndex(knowledge: Knowledge, catalogue: ModelCatalogue): readonly Shelf[] {
  const countOf = (kind: CatalogueKind) =>
    kind === "threats" || kind === "mechanisms"
      ? catalogue[kind].length
      : entriesOfKind(knowledge, kind).length;
  return SHELVES.map(({ title, kinds }) => ({
    title,
    kinds: kinds.map((kind) => ({
      kind,
      name: KIND_WORD[kind],
      about: KIND_ABOUT[kind],
      count: countOf(kind),
    })),
  }));
}

const SHELVES: readonly { readonly title: string; readonly kinds: readonly CatalogueKind[] }[] = [
  { title: "What can go wrong", kinds: ["threats", "anti-patterns", "failure-modes"] },
  { title: "What protects", kinds: ["mechanisms", "patterns", "practices", "tools"] },
  { title: "What it is about", kinds: ["goals", "system-types", "trust-levels", "basics"] },
  { title: "How it is measured, and what comes", kinds: ["metrics", "standards", "trends"] },
];

/** What each kind is, in a sentence. */
export const KIND_ABOUT: Readonly<Record<CatalogueKind, string>> = {
  threats: "What can go wrong with a distributed system, what answers it, and what it costs.",
  mechanisms: "Protections with their strength, tools, cost and milliseconds.",
  "anti-patterns":
    "What looks like protection and is none, and the pitfalls beside it. Where a system’s own facts can show one, it is computed; it raises a question, never a verdict.",
  patterns: "Arrangements that hold, with the mechanisms that they are made of.",
  practices: "What works: five steps, best practices, do and don’t, rules for operators.",
  "failure-modes":
    "How security itself fails in part, what to fall back to meanwhile, and for how long at most.",
  metrics: "Figures that hint at an attack, and what entries of logs have to share to be joined.",
  goals: "The six goals, what threatens each and what serves it.",
  "system-types": "What to look at first in each type of system.",
  "trust-levels": "What members of a zone may believe of each other, by what they share.",
  standards: "What standards and laws ask for, and which systems are measured against them.",
  tools: "Tools and protocols by what they are used for.",
  basics: "Words, reasons, the eight forces of distributed systems, and classes of data.",
  trends: "What comes, how others did it, and where to read on.",
};

/** Entries that were found, those of one kind together. */
export function presentFound(
  found: readonly ListedEntry[],
): readonly { readonly kind: CatalogueKind; readonly entries: readonly (ListedEntry & EntryLink)[] }[] {
  return CATALOGUE_KINDS.map((kind) => ({
    kind,
    entries: found
      .filter((entry) => entry.kind === kind)
      .map((entry) => ({ ...entry, href: entryHref(kind, entry.id) })),
  })).filter(({ entries }) => entries.length > 0);
}

/** Each system on which an anti-pattern shows or can't be judged, with its places. */
export function presentSuspected(id: string, systems: readonly TraitedSystem[]): readonly SuspectedSystem[] {
  const check = CHECK_IDS.find((one) => one === id);
  if (!check) return [];
  return systems
    .flatMap(({ slug, name, traits }) => {
      const { places, fires, open } = traits.suspicions[check];
      if (fires + open === 0) return [];
      return [{ href: `/systems/${slug}/architecture`, name, places, fires, open }];
    })
    .toSorted((a, b) => b.fires - a.fires || b.open - a.open || a.name.localeCompare(b.name, "en"))
    .slice(0, SUSPECTED_SHOWN);
}

const SUSPECTED_SHOWN = 40;
