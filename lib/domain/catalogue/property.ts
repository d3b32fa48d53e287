import type { DataClass } from "../systems/vocabulary";

/** What an element is known to be; a property that is not named is unknown, not false. */
export type PropertyValues = Readonly<Record<string, PropertyValue>>;
export type PropertyValue = string | number | boolean | readonly string[];

/** Kinds of elements that have properties. */
export const PROPERTY_OWNERS = ["flow", "component", "zone", "path", "system"] as const;
export type PropertyOwner = (typeof PROPERTY_OWNERS)[number];

/**
 * One property that an element can have. Schemas, forms and imports are generated from these.
 *
 * - structural: how the system is built. Decides which threats there are.
 * - protective: a protection that somebody says is there. Never silences a threat: findings are derived as if it were at
 *   its worst, and each value that `claims` names is a claimed control of those mechanisms on the element.
 * - derived: computed from the drawing, never entered.
 * Source: design/model.md, "Architecture".
 */
export interface PropertyDefinition {
  readonly id: string;
  readonly owner: PropertyOwner;
  readonly role: "structural" | "protective" | "derived";
  /** Short heading under which forms list it. */
  readonly group: string;
  readonly label: string;
  readonly meaning: string;
  readonly shape: PropertyShape;
  readonly claims: readonly PropertyClaim[];
  /** How a derived one follows; null for the others. */
  readonly derivation: PropertyDerivation | null;
}

export interface PropertyDerivation {
  /** In the grammar of the rules, where it can be written in it; else code computes it. */
  readonly expression: string | null;
  readonly how: string;
  /** Whether protective properties decide it, so that it is not read when findings are derived either. */
  readonly fromProtective: boolean;
}

export type PropertyShape =
  | { readonly type: "boolean" }
  | { readonly type: "number"; readonly unit: string | null; readonly min: number; readonly max: number }
  | { readonly type: "enum"; readonly values: readonly string[] }
  | { readonly type: "set"; readonly values: readonly string[] };

/** A value that says that some mechanisms are in use. */
export interface PropertyClaim {
  /** The claim is made when the stated value is one of these, or, of a number, within these bounds (inclusive). */
  readonly values?: readonly (string | boolean)[];
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly mechanisms: readonly string[];
}

/** Data that must not be read by others. */
export const SENSITIVE_DATA = [
  "confidential",
  "personal",
  "health",
  "payment",
  "credentials",
] as const satisfies readonly DataClass[];
