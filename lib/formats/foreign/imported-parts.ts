import type { Worth } from "@/lib/domain/architecture/element";
import type {
  ImportedAsset,
  ImportedControl,
  ImportedFlow,
  ImportedStatedThreat,
  ImportedSystem,
} from "@/lib/domain/architecture/imported-model";
import type { MechanismId } from "@/lib/domain/catalogue/mechanism";
import type { Stride } from "@/lib/domain/catalogue/threat";
import type { Standing } from "@/lib/domain/controls/vocabulary";
import { inClassOrder } from "@/lib/domain/systems/vocabulary";
import { nameOf, proseOf } from "./fields";

/** Key of the whole system in files that have threats and controls without a place. */
export const WHOLE_KEY = "system:whole";

/** The whole system, as something to hang threats and controls on; the file says nothing about it. */
export function wholeSystem(name: string): ImportedSystem {
  return {
    kind: "system",
    key: WHOLE_KEY,
    line: null,
    name: nameOf(name) || "The system",
    origin: null,
    properties: {},
  };
}

/** What a file says about a threat; texts may be longer than an element takes. */
export interface ThreatParts {
  readonly key: string;
  readonly line: number | null;
  readonly name: string;
  readonly threat: string | null;
  readonly stride: Stride | null;
  readonly likelihood?: number | undefined;
  readonly placeKeys: readonly string[];
  /** Paragraphs; empty ones are left out. */
  readonly paragraphs: readonly string[];
}

export function statedThreat(parts: ThreatParts): ImportedStatedThreat {
  const { key, line, name, threat, stride, likelihood, placeKeys, paragraphs } = parts;
  return {
    kind: "stated-threat",
    key,
    line,
    name: nameOf(name) || "Unnamed threat",
    origin: null,
    threat,
    stride,
    ...(likelihood === undefined ? {} : { likelihood }),
    placeKeys,
    note: proseOf(paragraphs.filter(Boolean).join("\n\n")),
  };
}

/** What a file says about a mitigation that the catalogue knows; money and milliseconds are never in it. */
export interface ControlParts {
  readonly key: string;
  readonly line: number | null;
  readonly name: string;
  readonly mechanism: MechanismId;
  readonly standing: Standing;
  readonly scopeKeys: readonly string[];
  readonly paragraphs: readonly string[];
}

export function foreignControl(parts: ControlParts): ImportedControl {
  const { key, line, name, mechanism, standing, scopeKeys, paragraphs } = parts;
  return {
    kind: "control",
    key,
    line,
    name: nameOf(name) || mechanism,
    origin: null,
    mechanism,
    standing,
    scopeKeys,
    tool: "",
    note: proseOf(paragraphs.filter(Boolean).join("\n\n")),
    oneOffAmount: null,
    perYearAmount: null,
    latency: null,
    meetsConditionFor: [],
  };
}

export function foreignFlow(
  parts: Pick<ImportedFlow, "key" | "line" | "name" | "sourceKey" | "targetKey" | "properties">,
): ImportedFlow {
  return {
    kind: "flow",
    origin: null,
    msRoundTrip: null,
    ...parts,
    name: nameOf(parts.name) || "Unnamed flow",
  };
}

/** What a file says is worth protecting; texts may be longer than an element takes. */
export interface AssetParts {
  readonly key: string;
  readonly line: number | null;
  readonly name: string;
  readonly dataClasses: Iterable<string>;
  readonly worth: Worth;
  /** Each once or more. */
  readonly placeKeys: Iterable<string>;
  /** Paragraphs; empty ones are left out. */
  readonly paragraphs: readonly string[];
}

export function foreignAsset(parts: AssetParts): ImportedAsset {
  const { key, line, name, dataClasses, worth, placeKeys, paragraphs } = parts;
  return {
    kind: "asset",
    key,
    line,
    name: nameOf(name) || "Unnamed asset",
    origin: null,
    dataClasses: inClassOrder(dataClasses),
    worth,
    placeKeys: [...new Set(placeKeys)],
    note: proseOf(paragraphs.filter(Boolean).join("\n\n")),
  };
}

/** Nobody has said how much it matters. */
export const UNRATED: Worth = { confidentiality: null, integrity: null, availability: null };
