import type { Goal } from "../checklists/vocabulary";
import type { Quantity } from "../quantity/quantity";
import type { ControlFunction, Layer, Strength } from "../threats/vocabulary";
import type { MechanismId } from "./mechanism";

/** Id of a threat in the catalogue, as in `mitm`. */
export type ThreatId = string;

/** Letters of STRIDE: spoofing, tampering, repudiation, information disclosure, denial of service, elevation of privilege. */
export const STRIDE = ["S", "T", "R", "I", "D", "E"] as const;
export type Stride = (typeof STRIDE)[number];

/** How strong a mechanism is against a threat, in one function. */
export interface StrengthRow {
  readonly mechanism: MechanismId;
  readonly function: ControlFunction;
  readonly strength: Strength;
  readonly basis: string;
  /** The row earns nothing until a control states this. */
  readonly condition: string | null;
  /** A higher strength that counts only where a control states its condition. */
  readonly stronger: {
    readonly strength: Strength;
    readonly condition: string;
    readonly basis: string;
  } | null;
}

/** What a threat costs before any control, until the team gives its own numbers. */
export interface DefaultLoss {
  readonly ratePerYear: Quantity;
  readonly rateBasis: string;
  /** Loss of one event, in US dollars. */
  readonly lossAmount: Quantity;
  readonly lossBasis: string;
  readonly secondary: {
    readonly probability: number;
    readonly lossAmount: Quantity;
    readonly basis: string;
  } | null;
}

export interface Threat {
  readonly id: ThreatId;
  readonly name: string;
  readonly description: string;
  readonly howItShows: readonly string[];
  readonly stride: { readonly primary: readonly Stride[]; readonly secondary: readonly Stride[] };
  readonly goals: readonly Goal[];
  readonly layer: Layer;
  readonly emphasisedFrom: "none" | "weak" | "strong" | "full" | "any";
  readonly references: {
    readonly attack: readonly { readonly id: string; readonly name: string }[];
    readonly attackMitigations: readonly string[];
    readonly cwe: readonly { readonly id: string; readonly name: string }[];
    readonly capec: readonly string[];
    readonly d3fend: readonly { readonly id: string; readonly name: string }[];
    readonly nist80053: readonly string[];
  };
  readonly strengths: readonly StrengthRow[];
  readonly loss: DefaultLoss;
  /** Other defaults where an expression over the system holds; the first that does. */
  readonly lossVariants: readonly { readonly when: string; readonly loss: DefaultLoss }[];
  readonly note: string | null;
}
