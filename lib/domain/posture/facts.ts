import type { FlowTree } from "../architecture/element";
import type { LatencyModel, Mechanism, MechanismId } from "../catalogue/mechanism";
import type { StrengthRow, Stride, ThreatId } from "../catalogue/threat";
import type { Goal, State } from "../checklists/vocabulary";
import type { Standing } from "../controls/vocabulary";
import type { ElementId, UtcDate } from "../kernel/ids";
import type { LatencyBudget } from "../latency/budget";
import type { LossScenario } from "../roi/expected-loss";
import type { Bands } from "../threats/bands";
import type { Finding } from "../threats/derive-findings";
import type { Layer } from "../threats/vocabulary";
import type { ScoredItems } from "./score";

/**
 * Everything that the numbers of a system are computed from on one day, as plain data: the server gathers it, and server,
 * page and worker compute the same from it. A what-if changes only which controls count.
 */
export interface PostureFacts {
  readonly asOf: UtcDate;
  readonly whole: ElementId;
  readonly zones: readonly NamedElement[];
  readonly components: readonly (NamedElement & { readonly zoneId: ElementId })[];
  readonly flows: readonly FlowFact[];
  readonly paths: readonly PathFact[];
  readonly threats: readonly ThreatFact[];
  readonly mechanisms: readonly MechanismFact[];
  readonly findings: readonly FindingFact[];
  /** Threats that can't be derived because something is not known. */
  readonly questions: number;
  readonly controls: readonly ControlFact[];
  readonly claims: readonly ClaimFact[];
  /** One per threat that has findings, by threat id. */
  readonly losses: readonly LossFact[];
  readonly items: ScoredItems;
  readonly bands: Bands;
}

/** An element as people call it: by its number and its name. */
export interface NamedElement {
  readonly id: ElementId;
  readonly number: number;
  readonly name: string;
}

/** A flow as far as milliseconds and coverage look at it. */
export interface FlowFact extends NamedElement {
  readonly sourceId: ElementId;
  readonly targetId: ElementId;
  readonly callsPerRequest: number;
  readonly msRoundTrip: number | null;
  /** The sender does not wait, so what it costs is not on the request's path. */
  readonly asynchronous: boolean;
}

/** A request path with its budget. */
export interface PathFact extends NamedElement {
  readonly tree: FlowTree;
  readonly budget: LatencyBudget | null;
}

/** A threat of the catalogue, without what screens ask for one by one. */
export interface ThreatFact {
  readonly id: ThreatId;
  readonly name: string;
  readonly stride: readonly Stride[];
  readonly goals: readonly Goal[];
  readonly layer: Layer;
  readonly strengths: readonly StrengthRow[];
}

/** A mechanism of the catalogue as far as the numbers look at it. */
export interface MechanismFact
  extends Pick<
    Mechanism,
    | "id"
    | "name"
    | "layer"
    | "appliesTo"
    | "worksAtSender"
    | "requires"
    | "requiresAny"
    | "latency"
    | "latencyContains"
  > {
  /** Mean, by the catalogue's starting values; what an idea costs until somebody knows better. */
  readonly costPerYear: number;
}

/** An exception that two people granted; it changes what is open, never what is at risk. */
export interface ExceptionFact {
  readonly number: number;
  readonly kind: "accept" | "not-applicable";
  readonly expiresOn: UtcDate;
}

/** A finding as far as the numbers look at it; what it says stays on the server. */
export interface FindingFact extends Omit<Finding, "text" | "because"> {
  readonly answeredBy: readonly MechanismId[];
  readonly exception: ExceptionFact | null;
}

/** A control with its proof on the day and its figures. */
export interface ControlFact extends NamedElement {
  readonly mechanism: MechanismId;
  readonly standing: Standing;
  readonly scope: readonly ElementId[];
  /** What its proof items say on the day, whatever its standing. */
  readonly proof: State;
  /** Elements of its scope where evidence that covers only some elements leaves another state. */
  readonly proofOn: Readonly<Record<ElementId, State>>;
  /** The day on which that falls, if nobody does anything. */
  readonly proofFallsOn: UtcDate | null;
  readonly costPerYear: number;
  readonly latency: LatencyModel;
  readonly meetsConditionFor: readonly ThreatId[];
}

/** A protection stated on an element by a typed property. */
export interface ClaimFact {
  readonly mechanism: MechanismId;
  readonly elementId: ElementId;
  /** False once the claim has lapsed. */
  readonly holds: boolean;
}

/** What a threat costs on this system. */
export interface LossFact {
  readonly threat: ThreatId;
  /** Whose numbers: the team's own, or starting values of the catalogue. */
  readonly source: "own" | "catalogue";
  readonly scenario: LossScenario;
}

/** Which controls count differently from how they stand: nothing is saved. */
export interface Switches {
  /** In place, but taken away. */
  readonly off: readonly ElementId[];
  /** Proposed or planned, taken as in place and proven. */
  readonly on: readonly ElementId[];
  /** Ideas that exist only here, taken as in place and proven. */
  readonly added: readonly Idea[];
}

/** A mechanism that somebody tries on some elements without saving anything. */
export interface Idea {
  readonly mechanism: MechanismId;
  readonly scope: readonly ElementId[];
}

/** Percentile of a path without a budget. */
export const PERCENTILE_DEFAULT = 0.95;

/** As it stands. */
export const NO_SWITCHES: Switches = { off: [], on: [], added: [] };
