import type { PropertyDefinition } from "../../catalogue/property";
import type { ElementId, SystemId, UserId, UtcDate } from "../../kernel/ids";
import { changeModel } from "../change-model";
import type { ModelElement } from "../element";
import type { ImportedAsset, ImportedElement, ImportedModel, ImportedStatedThreat } from "../imported-model";
import type { Tombstone } from "../match-import";
import { mergeImport } from "../merge-import";
import type { ElementDraft, ModelChange } from "../model-change";
import { personsFields, type WrittenVersion } from "../persons-fields";
import { elementsOf, emptyModel, type SystemModel } from "../system-model";

export const ANA = "01900000-0000-7000-8000-0000000000aa" as UserId;
const SYSTEM = "01900000-0000-7000-8000-000000000001" as SystemId;
const property = (owner: PropertyDefinition["owner"], id: string, rest: Partial<PropertyDefinition>) => ({
  owner,
  id,
  role: "structural" as const,
  group: "",
  label: id,
  meaning: "",
  shape: { type: "boolean" } as const,
  claims: [],
  derivation: null,
  ...rest,
});
export const ENCRYPTIONS = ["none", "tls", "app"];
const PROPERTIES: readonly PropertyDefinition[] = [
  property("component", "storesData", {}),
  property("flow", "asynchronous", {}),
  property("flow", "dataClasses", { shape: { type: "set", values: ["public", "personal"] } }),
  property("flow", "encryption", { role: "protective", shape: { type: "enum", values: ENCRYPTIONS } }),
];

/** A system with its past: who wrote what, and what was taken out. */
export class Bench {
  model: SystemModel = emptyModel(SYSTEM, "Shop");
  readonly history = new Map<ElementId, WrittenVersion[]>();
  readonly tombstones: Tombstone[] = [];
  private made = 0;

  readonly makeId = () => {
    this.made += 1;
    return `01900000-0000-7000-8000-1${String(this.made).padStart(11, "0")}` as ElementId;
  };

  merge(file: ImportedModel) {
    return mergeImport(file, {
      model: this.model,
      tombstones: this.tombstones,
      personsFieldsOf: (id) => personsFields(this.history.get(id) ?? []),
      properties: PROPERTIES,
      makeId: this.makeId,
    });
  }
  write(changes: readonly ModelChange[], byImport: boolean): void {
    const numbersUsed: Record<string, number> = {};
    for (const { kind, number } of [...elementsOf(this.model), ...this.tombstones])
      numbersUsed[kind] = Math.max(number, numbersUsed[kind] ?? 0);
    const changed = changeModel(this.model, changes, {
      systemId: SYSTEM,
      by: ANA,
      on: "2026-03-01" as UtcDate,
      numbersUsed,
      properties: PROPERTIES,
      mechanisms: [{ id: "tls", appliesTo: ["flow", "component", "system"] } as never],
      threats: ["mitm", "spoofing", "ddos"].map((id) => ({ id }) as never),
    });
    if (!changed.ok) throw new Error(JSON.stringify(changed.error));
    this.model = changed.value.model;
    for (const element of changed.value.saved)
      this.history.set(element.id, [...(this.history.get(element.id) ?? []), { element, byImport }]);
    this.tombstones.push(...changed.value.retired);
  }
  import(file: ImportedModel) {
    const merged = this.merge(file);
    this.write(merged.changes, true);
    return merged;
  }
  edit(change: (element: ModelElement) => ElementDraft, which: (element: ModelElement) => boolean): void {
    const element = elementsOf(this.model).find(which);
    if (!element) throw new Error("no such element");
    this.write([{ op: "save", draft: change(element), version: element.version }], false);
  }
  take(which: (element: ModelElement) => boolean): void {
    const gone = elementsOf(this.model).filter(which);
    this.write(
      gone.map(({ id, version }) => ({ op: "retire", id, version })),
      false,
    );
  }
  named(name: string): ModelElement {
    const element = elementsOf(this.model).find((one) => one.name === name);
    if (!element) throw new Error(`no ${name}`);
    return element;
  }
}

export const draftOf = ({ number: _n, version: _v, ...rest }: ModelElement): ElementDraft => {
  if (!("stated" in rest)) return rest;
  const { stated: _s, ...draft } = rest;
  return draft;
};

const at = { line: null, origin: null };
export const zone = (key: string, name: string, trust: 0 | 1 | 2 = 1): ImportedElement => ({
  kind: "zone",
  key,
  name,
  trust,
  properties: {},
  ...at,
});
export const component = (key: string, name: string, zoneKey = "z", properties = {}): ImportedElement => ({
  kind: "component",
  key,
  name,
  zoneKey,
  properties,
  ...at,
});
export const flow = (
  key: string,
  sourceKey: string,
  targetKey: string,
  properties = {},
): ImportedElement => ({
  kind: "flow",
  key,
  name: key,
  sourceKey,
  targetKey,
  msRoundTrip: null,
  properties,
  ...at,
});
export const path = (key: string, flowKeys: readonly string[], msLimit: number | null): ImportedElement => ({
  kind: "path",
  key,
  name: key,
  tree: { kind: "series", parts: flowKeys.map((flowKey) => ({ kind: "flow", flowKey })) },
  budget: msLimit === null ? null : { percentile: 0.95, msLimit },
  properties: {},
  ...at,
});
export const control = (
  key: string,
  scopeKeys: readonly string[],
  standing: "in-place" | "planned" | "proposed" | "retired" = "in-place",
): ImportedElement => ({
  kind: "control",
  key,
  name: key,
  mechanism: "tls",
  standing,
  scopeKeys,
  tool: "",
  note: "",
  oneOffAmount: null,
  perYearAmount: null,
  latency: null,
  meetsConditionFor: [],
  ...at,
});
export const asset = (
  key: string,
  name: string,
  placeKeys: readonly string[],
  rest: Partial<ImportedAsset> = {},
): ImportedAsset => ({
  kind: "asset",
  key,
  name,
  placeKeys,
  dataClasses: [],
  worth: { confidentiality: null, integrity: null, availability: null },
  note: "",
  ...at,
  ...rest,
});
export const stated = (
  key: string,
  placeKeys: readonly string[],
  rest: Partial<ImportedStatedThreat> = {},
): ImportedStatedThreat => ({
  kind: "stated-threat",
  key,
  name: "The data are read on the way",
  placeKeys,
  threat: "mitm",
  stride: "I",
  likelihood: 4,
  note: "",
  ...at,
  ...rest,
});
export const file = (...elements: readonly ImportedElement[]): ImportedModel => ({
  source: "test",
  format: "Test 1",
  systemName: "",
  found: {},
  elements,
  notes: [],
});
export const shop = (encryption = "tls", web = "Web") =>
  file(zone("z", "Edge"), component("a", web), component("b", "API"), flow("a>b", "a", "b", { encryption }));
