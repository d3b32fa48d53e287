import type { LatencyModel, MechanismId } from "../catalogue/mechanism";
import type { PropertyValues } from "../catalogue/property";
import type { Stride, ThreatId } from "../catalogue/threat";
import type { Standing } from "../controls/vocabulary";
import type { ElementId, UserId, UtcDate } from "../kernel/ids";
import type { LatencyBudget } from "../latency/budget";
import type { Quantity } from "../quantity/quantity";
import type { DataClass } from "../systems/vocabulary";
import type { BandStep } from "../threats/vocabulary";
import type { Coordination, Trust, WorthOf } from "./vocabulary";

/** Where an element came from, so that the same file imported again finds it. */
export interface Origin {
  readonly source: string;
  readonly externalId: string;
}

/** Who said that a protective property has its value, and when: a dated claim. */
export type Stated = Readonly<Record<string, { readonly by: UserId; readonly on: UtcDate }>>;

interface Element<Kind extends string> {
  readonly kind: Kind;
  readonly id: ElementId;
  /** Readable with the kind's prefix, as in F-12; never used again. */
  readonly number: number;
  readonly version: number;
  readonly name: string;
  readonly origin: Origin | null;
}
export interface Described {
  /** What is not named is unknown. */
  readonly properties: PropertyValues;
  readonly stated: Stated;
}

/** The system as a whole; its id is that of the system. */
export interface WholeSystem extends Element<"system">, Described {}

/**
 * A trust zone, which may stand in another one.
 *
 * A component belongs to the innermost zone that holds it, and what that zone states holds: nothing is inherited from the
 * zones around it. A flow between an outer and an inner zone crosses a boundary as between any two zones.
 */
export interface Zone extends Element<"zone">, Described {
  /** The zone that it stands in; null: in no other. Never in a circle. */
  readonly parentId: ElementId | null;
  readonly trust: Trust;
  readonly coordination: Coordination;
}

export interface Component extends Element<"component">, Described {
  readonly zoneId: ElementId;
}

/** A directed connection. */
export interface Flow extends Element<"flow">, Described {
  readonly sourceId: ElementId;
  readonly targetId: ElementId;
  /** How often one request takes it, one after the other; 1 to 50. */
  readonly callsPerRequest: number;
  /** Null: unknown, the figures of the mechanisms hold as they are. */
  readonly msRoundTrip: number | null;
}

/** Flows one after the other and side by side. */
export type FlowTree =
  | { readonly kind: "flow"; readonly flowId: ElementId }
  | { readonly kind: "series" | "parallel"; readonly parts: readonly FlowTree[] };

/** What one user request passes through. */
export interface RequestPath extends Element<"path">, Described {
  readonly tree: FlowTree;
  readonly budget: LatencyBudget | null;
}

/** A mechanism in use, planned or proposed on named elements. */
export interface Control extends Element<"control"> {
  readonly mechanism: MechanismId;
  readonly standing: Standing;
  /** Flows, components or the whole system, one by one; rising, without repetition. */
  readonly scope: readonly ElementId[];
  readonly ownerId: UserId | null;
  readonly tool: string;
  readonly note: string;
  /** Null: the catalogue's figure. */
  readonly oneOffAmount: Quantity | null;
  readonly perYearAmount: Quantity | null;
  readonly latency: LatencyModel | null;
  /** Threats for which the control meets the condition that its strength row names. */
  readonly meetsConditionFor: readonly ThreatId[];
}

/** A threat in money; it takes the place of the catalogue's figures. */
export interface LossScenarioElement extends Element<"loss-scenario"> {
  readonly threat: ThreatId;
  readonly ratePerYear: Quantity;
  readonly lossAmount: Quantity;
  readonly secondary: { readonly probability: number; readonly lossAmount: Quantity } | null;
  /** Where the numbers come from. */
  readonly basis: string;
}

/** A threat that a person or a file states, beside those that rules derive. */
export interface StatedThreat extends Element<"stated-threat"> {
  /** Of the catalogue; null: nobody has said which, so it is listed and counts nowhere. */
  readonly threat: ThreatId | null;
  /** Null only where the threat is. */
  readonly stride: Stride | null;
  /** 1 to 5. */
  readonly likelihood: number;
  /** Flows, components or the whole system, one by one; rising, without repetition. */
  readonly places: readonly ElementId[];
  readonly note: string;
}

/** How much it matters that an asset stays secret, right and at hand: 1 to 5 each; null: nobody has said. */
export type Worth = Readonly<Record<WorthOf, BandStep | null>>;

/**
 * What is worth protecting. What it says of its data is said of its places only once somebody takes it over there: rules
 * read the elements' own properties.
 */
export interface Asset extends Element<"asset"> {
  /** In the order of the list, without repetition; none: nobody has said. */
  readonly dataClasses: readonly DataClass[];
  readonly worth: Worth;
  /** Components that keep or process it and flows that carry it; rising, without repetition. None: it lies nowhere yet. */
  readonly places: readonly ElementId[];
  readonly ownerId: UserId | null;
  readonly note: string;
}

export type ModelElement =
  | WholeSystem
  | Zone
  | Component
  | Flow
  | RequestPath
  | Control
  | LossScenarioElement
  | StatedThreat
  | Asset;
export type ElementKind = ModelElement["kind"];
