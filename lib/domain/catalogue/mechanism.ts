import type { Goal, Phase } from "../checklists/vocabulary";
import type { Quantity } from "../quantity/quantity";
import type { Layer } from "../threats/vocabulary";

/** Id of a mechanism in the catalogue, as in `mtls`. */
export type MechanismId = string;

/** Kinds of work that security does on one hop of a request, in the order in which a hop pays them. */
export const STEP_KINDS = [
  "handshake",
  "rate-limit",
  "token",
  "authorization",
  "inspection",
  "encryption",
  "store",
  "execution",
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Three percentiles of milliseconds. */
export interface MsPercentiles {
  readonly msP50: number;
  readonly msP95: number;
  readonly msP99: number;
}

/** What one hop pays for a mechanism. Hit and miss are never averaged. */
export type LatencyModel =
  | { readonly kind: "none" }
  | {
      readonly kind: "single";
      readonly step: StepKind;
      readonly single: MsPercentiles;
      /** Round trips inside the figure; the percentiles hold at `msRoundTrip`. */
      readonly roundTrips: number;
      readonly msRoundTrip: number;
    }
  | {
      readonly kind: "mixture";
      readonly step: StepKind;
      readonly hitProbability: number;
      readonly hit: MsPercentiles;
      /** The round trips are part of the miss. */
      readonly miss: MsPercentiles;
      readonly roundTrips: number;
      readonly msRoundTrip: number;
    };

/** A kind of protection. Every figure is a starting value with its basis. */
export interface Mechanism {
  readonly id: MechanismId;
  readonly name: string;
  readonly description: string;
  readonly layer: Layer;
  readonly overlapGroup: string;
  readonly goals: readonly Goal[];
  readonly tools: readonly string[];
  /** What a control of this mechanism can be put on. */
  readonly appliesTo: readonly ("flow" | "component" | "system")[];
  /** Whether a control on the sender of a flow protects the flow too (egress, validation of answers). */
  readonly worksAtSender: boolean;
  /** Mechanisms that must all be in use on the same element; until then a control is claimed at most. */
  readonly requires: readonly MechanismId[];
  /** At least one of these, where any is named. */
  readonly requiresAny: readonly MechanismId[];
  readonly conflicts: readonly { readonly id: MechanismId; readonly why: string }[];
  readonly counters: readonly string[];
  readonly provenBy: readonly { readonly phase: Phase; readonly what: string }[];
  readonly cost: {
    readonly oneOffAmount: Quantity;
    readonly oneOffBasis: string;
    readonly perYearAmount: Quantity;
    readonly perYearBasis: string;
  };
  readonly latency: LatencyModel;
  readonly latencyBasis: string;
  /** Mechanisms whose latency is already inside. */
  readonly latencyContains: readonly MechanismId[];
  readonly latencyVariants: readonly {
    readonly name: string;
    readonly latency: LatencyModel;
    readonly basis: string;
  }[];
  /** Yearly effort to keep it working, 1 nearly none to 5 a team. */
  readonly burden: 1 | 2 | 3 | 4 | 5;
}
