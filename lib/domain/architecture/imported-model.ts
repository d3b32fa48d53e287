import type { LatencyModel } from "../catalogue/mechanism";
import type { PropertyValues } from "../catalogue/property";
import type { Stride } from "../catalogue/threat";
import type { Standing } from "../controls/vocabulary";
import type { LatencyBudget } from "../latency/budget";
import type { Quantity } from "../quantity/quantity";
import type { DataClass } from "../systems/vocabulary";
import type { Origin, Worth } from "./element";
import type { Coordination, Trust } from "./vocabulary";

/** The source of what came from a file that we wrote of a system. */
export function ownSource(systemKey: string): string {
  return `countersign:${systemKey}`;
}

/** What a file says about a place in it: what was left aside, or what is to be looked at. */
export interface ImportNote {
  /** Counted from 1; null where the note has no place. */
  readonly line: number | null;
  /** Where in the file, as in `services[2].data`; empty for the whole of it. */
  readonly path: string;
  readonly message: string;
}

interface Imported<Kind extends string> {
  readonly kind: Kind;
  /** Stable name within the file; what refers to the element names it. Unique within the file. */
  readonly key: string;
  readonly line: number | null;
  readonly name: string;
  /** Where it came from before this file. */
  readonly origin: Origin | null;
}
interface ImportedDescription {
  /** What is not named was not stated; an import leaves it as it stands. */
  readonly properties: PropertyValues;
}

export interface ImportedSystem extends Imported<"system">, ImportedDescription {}
/** Undefined, here and below: not stated; a new element gets the usual value, a standing one keeps its own. */
export interface ImportedZone extends Imported<"zone">, ImportedDescription {
  readonly trust: Trust;
  readonly coordination?: Coordination;
  /** The zone that it stands in; null: the file puts it into no other. Never in a circle. */
  readonly parentKey?: string | null;
}
export interface ImportedComponent extends Imported<"component">, ImportedDescription {
  readonly zoneKey: string;
}
export interface ImportedFlow extends Imported<"flow">, ImportedDescription {
  readonly sourceKey: string;
  readonly targetKey: string;
  readonly callsPerRequest?: number;
  readonly msRoundTrip: number | null;
}
export type ImportedTree =
  | { readonly kind: "flow"; readonly flowKey: string }
  | { readonly kind: "series" | "parallel"; readonly parts: readonly ImportedTree[] };
export interface ImportedPath extends Imported<"path">, ImportedDescription {
  readonly tree: ImportedTree;
  readonly budget: LatencyBudget | null;
}
export interface ImportedControl extends Imported<"control"> {
  readonly mechanism: string;
  readonly standing: Standing;
  readonly scopeKeys: readonly string[];
  readonly tool: string;
  readonly note: string;
  readonly oneOffAmount: Quantity | null;
  readonly perYearAmount: Quantity | null;
  readonly latency: LatencyModel | null;
  readonly meetsConditionFor: readonly string[];
}
export interface ImportedLossScenario extends Imported<"loss-scenario"> {
  readonly threat: string;
  readonly ratePerYear: Quantity;
  readonly lossAmount: Quantity;
  readonly secondary: { readonly probability: number; readonly lossAmount: Quantity } | null;
  readonly basis: string;
}

export interface ImportedStatedThreat extends Imported<"stated-threat"> {
  /** Of the catalogue; null where the file's words fit none. */
  readonly threat: string | null;
  /** Null where neither the file nor the threat says so. */
  readonly stride: Stride | null;
  /** 1 to 5; undefined: not stated. */
  readonly likelihood?: number;
  readonly placeKeys: readonly string[];
  /** What the file says about it, its status and mitigations among it: read by people, earns nothing. */
  readonly note: string;
}

export interface ImportedAsset extends Imported<"asset"> {
  /** None: not stated. */
  readonly dataClasses: readonly DataClass[];
  /** Null: not stated. */
  readonly worth: Worth;
  /** None: the file does not say where it lies. */
  readonly placeKeys: readonly string[];
  readonly note: string;
}

/** An element as a file describes it: itself and what it refers to go by keys of the file. */
export type ImportedElement =
  | ImportedSystem
  | ImportedZone
  | ImportedComponent
  | ImportedFlow
  | ImportedPath
  | ImportedControl
  | ImportedLossScenario
  | ImportedStatedThreat
  | ImportedAsset;

/**
 * A model as a file gives it, whatever the format. People, versions and readable numbers belong to the installation and
 * are not in it: what a file decides becomes the claim of whoever imports it.
 */
export interface ImportedModel {
  /** Under which name its elements are found again, together with their keys. */
  readonly source: string;
  /** As a reader knows it: "CycloneDX 1.4". */
  readonly format: string;
  /** What the file calls the system; empty where it has no name for it. */
  readonly systemName: string;
  /**
   * What is referred to stands before what refers to it, except that a zone may stand before the one around it; keys are
   * unique and every reference has its element.
   */
  readonly elements: readonly ImportedElement[];
  /** How many things the file holds, in its own words: `threats`, `flows`, `threats open`. */
  readonly found: Readonly<Record<string, number>>;
  /** What was not understood and is left out, or is to be looked at; by line. */
  readonly notes: readonly ImportNote[];
}
