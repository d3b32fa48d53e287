import type { Coordination } from "../architecture/vocabulary";
import type { Goal } from "../checklists/vocabulary";
import type { SystemType } from "../systems/vocabulary";
import type { Layer } from "../threats/vocabulary";
import type { MechanismId } from "./mechanism";
import type { ThreatId } from "./threat";

/** Key of an item in the product's own checklist, as in `secrets-managed`. */
export type ItemKey = string;

/** What every entry of the knowledge catalogue has. */
export interface KnowledgeEntry {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** seed: stated in the documents that the product grew from; product: a judgement of this product, to be confirmed. */
  readonly basis: "seed" | "product";
  readonly threats: readonly ThreatId[];
  readonly mechanisms: readonly MechanismId[];
  readonly items: readonly ItemKey[];
}

export const BASIC_GROUPS = ["definition", "harder", "matters", "concept", "force", "data-class"] as const;
export const ANTI_PATTERN_GROUPS = ["anti-pattern", "pitfall"] as const;
export const PRACTICE_GROUPS = [
  "step",
  "practice",
  "solution",
  "do",
  "operator",
  "takeaway",
  "lesson",
] as const;
export const METRIC_GROUPS = ["metric", "key"] as const;
export const TREND_GROUPS = ["technology", "prediction", "case", "reading", "topic"] as const;

/** A word, a reason, a force or a class of data. */
export interface Basic extends KnowledgeEntry {
  readonly group: (typeof BASIC_GROUPS)[number];
  readonly techniques: readonly string[];
  readonly challenges: readonly string[];
  readonly answers: readonly string[];
}

export interface GoalEntry extends KnowledgeEntry {
  readonly id: Goal;
  /** What to ask of a system. */
  readonly question: string;
}

export interface SystemTypeEntry extends KnowledgeEntry {
  readonly id: SystemType;
  readonly considerations: readonly string[];
}

/** What members of a zone may believe, by what they share. */
export interface TrustLevel extends KnowledgeEntry {
  readonly id: Coordination;
  readonly rule: string;
  readonly typical: readonly string[];
}

export interface Pattern extends KnowledgeEntry {
  readonly rule: string | null;
  readonly principles: readonly { readonly text: string; readonly mechanisms: readonly MechanismId[] }[];
  /** A path on which the pattern holds, hop by hop. */
  readonly path: readonly PatternHop[];
  readonly layers: readonly PatternLayer[];
  readonly steps: readonly string[];
  /** Figures that show whether it still holds. */
  readonly watch: readonly string[];
  readonly tiers: readonly { readonly name: string; readonly limitPerS: number }[];
}

export interface PatternHop {
  readonly from: string;
  readonly to: string;
  readonly protection: string;
  readonly remark: string | null;
}

export interface PatternLayer {
  readonly layer: Layer;
  readonly parts: readonly { readonly name: string; readonly mechanism: MechanismId }[];
  readonly items: readonly ItemKey[];
}

export interface AntiPattern extends KnowledgeEntry {
  readonly group: (typeof ANTI_PATTERN_GROUPS)[number];
  readonly whyItFails: string;
  /** Signs that a person can see. */
  readonly looksLike: readonly string[];
  /** What the product computes itself; null where only people can tell. */
  readonly check: string | null;
  readonly instead: string;
}

export interface Practice extends KnowledgeEntry {
  readonly group: (typeof PRACTICE_GROUPS)[number];
  readonly dont: string | null;
}

/** A way in which security itself fails in part. */
export interface FailureMode extends KnowledgeEntry {
  readonly fallback: string;
  /** How long the fallback may last; 0: refuse at once, null: until a person decides, which is recorded. */
  readonly durationSMax: number | null;
  /** Kinds of components on whose systems it can happen, beside those with controls of its mechanisms. */
  readonly componentKinds: readonly string[];
}

/** A figure that hints at an attack, or a key by which entries of logs are joined. */
export interface Metric extends KnowledgeEntry {
  readonly group: (typeof METRIC_GROUPS)[number];
  readonly unit: string | null;
  readonly firstStep: string | null;
}

export interface ToolDomain extends KnowledgeEntry {
  readonly tools: readonly string[];
}

export interface StandardEntry extends KnowledgeEntry {
  readonly edition: string;
  /** Its id among those that checklist items point to; null where none does. */
  readonly standard: string | null;
}

export interface Trend extends KnowledgeEntry {
  readonly group: (typeof TREND_GROUPS)[number];
  readonly did: readonly string[];
  readonly lesson: string | null;
  readonly url: string | null;
}

/** Everything of the catalogue beside threats, mechanisms and rules. */
export interface Knowledge {
  readonly basics: readonly Basic[];
  readonly goals: readonly GoalEntry[];
  readonly systemTypes: readonly SystemTypeEntry[];
  readonly trustLevels: readonly TrustLevel[];
  readonly patterns: readonly Pattern[];
  readonly antiPatterns: readonly AntiPattern[];
  readonly practices: readonly Practice[];
  readonly failureModes: readonly FailureMode[];
  readonly metrics: readonly Metric[];
  readonly tools: readonly ToolDomain[];
  readonly standards: readonly StandardEntry[];
  readonly trends: readonly Trend[];
}
