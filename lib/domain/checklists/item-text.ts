import type { DataClass, SystemType } from "../systems/vocabulary";
import type { Goal, Phase } from "./vocabulary";

/** What one checklist item says, in one version of one template; the answer to it is kept elsewhere. */
export interface ItemText {
  /** Stable id within the template, as in `threat-model-created`. */
  readonly key: string;
  readonly phase: Phase;
  /** Short section name; the items of one group stand together in their phase. */
  readonly group: string;
  /** One line, imperative. */
  readonly title: string;
  /** An open must-item blocks its phase gate. */
  readonly must: boolean;
  /** What goes wrong without it. */
  readonly why: string;
  /** What to do. */
  readonly how: string;
  /** What counts as evidence. */
  readonly proofAccepts: string;
  /** Days for which evidence and claims hold; null when they never expire. */
  readonly evidenceValidDays: number | null;
  readonly appliesTo: "all" | readonly SystemType[];
  /** The item applies only where one of these is handled; empty means always. */
  readonly dataClasses: readonly DataClass[];
  readonly goals: readonly Goal[];
  /** Threat ids of the catalogue. */
  readonly threats: readonly string[];
  /** Mechanism ids that the item concerns. */
  readonly mechanisms: readonly string[];
  /** Mechanism ids that valid evidence of this item proves; empty in the design phase. */
  readonly proves: readonly string[];
  /** Reference ids by standard id. Read it by its entries: the keys come from imported files. */
  readonly refs: Readonly<Record<string, readonly string[]>>;
  readonly tags: readonly string[];
  /** True for the items of the product's baseline. */
  readonly seed: boolean;
}

/** A standard that a template declares because its items point to it. */
export interface StandardName {
  readonly name: string;
  readonly edition: string;
}

/** A checklist template before it is stored: keys are unique, texts are trimmed and within their limits. */
export interface TemplateDraft {
  readonly name: string;
  readonly version: string;
  /** Standards by id, beyond those that the product knows. */
  readonly standards: Readonly<Record<string, StandardName>>;
  readonly items: readonly ItemText[];
}
