import type { MechanismId } from "./mechanism";
import type { PropertyOwner, PropertyValues } from "./property";
import type { Stride, ThreatId } from "./threat";

export type RuleId = string;

/** A step by which a likelihood is raised or lowered where an expression holds. */
export interface LikelihoodStep {
  readonly when: string;
  readonly by: number;
  readonly because: string;
}

/** How a threat follows from the architecture. Expressions are in the grammar of `threats/expression.ts`. */
export interface Rule {
  readonly id: RuleId;
  readonly threat: ThreatId;
  readonly appliesTo: PropertyOwner;
  readonly stride: Stride;
  readonly cwe: readonly string[];
  readonly cweNote: string | null;
  readonly whenWords: string;
  readonly when: string;
  /** With placeholders: {flow} {source} {target} {sourceZone} {targetZone} {component} {zone} {path} {system}. */
  readonly text: string;
  readonly likelihood: {
    readonly default: number;
    readonly raise: readonly LikelihoodStep[];
    readonly lower: readonly LikelihoodStep[];
  };
  readonly answeredBy: readonly MechanismId[];
  readonly falsePositives: readonly string[];
  /** Values under which it fires and under which it is quiet, by element name. */
  readonly examples: {
    readonly fires: Readonly<Record<string, PropertyValues>>;
    readonly quiet: Readonly<Record<string, PropertyValues>>;
  };
}
