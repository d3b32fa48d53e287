import type {
  Asset,
  Component,
  Control,
  Flow,
  RequestPath,
  StatedThreat,
  Zone,
} from "@/lib/domain/architecture/element";
import { emptyModel, type SystemModel } from "@/lib/domain/architecture/system-model";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import type { ElementId, SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import type { PostureFacts } from "@/lib/domain/posture/facts";
import { gatherFacts } from "@/lib/domain/posture/gather-facts";
import type { Bands } from "@/lib/domain/threats/bands";
import { compileRules } from "@/lib/domain/threats/compile-rules";
import { deriveFindings, type Finding } from "@/lib/domain/threats/derive-findings";

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, "0")}` as ElementId;
const base = { version: 1, origin: null, stated: {}, properties: {} };
const zone = (number: number, name: string, trust: Zone["trust"]): Zone => ({
  ...base,
  kind: "zone",
  parentId: null,
  id: id(100 + number),
  number,
  name,
  trust,
  coordination: "none",
});
const component = (
  number: number,
  name: string,
  zoneNumber: number,
  properties: Component["properties"],
): Component => ({
  ...base,
  kind: "component",
  id: id(200 + number),
  number,
  name,
  zoneId: id(100 + zoneNumber),
  properties,
});
const flow = (
  number: number,
  name: string,
  [source, target]: readonly [number, number],
  properties: Flow["properties"],
): Flow => ({
  ...base,
  kind: "flow",
  id: id(300 + number),
  number,
  name,
  sourceId: id(200 + source),
  targetId: id(200 + target),
  callsPerRequest: 1,
  msRoundTrip: null,
  properties,
});
const path: RequestPath = {
  ...base,
  kind: "path",
  id: id(401),
  number: 1,
  name: "Pay",
  tree: { kind: "series", parts: [1, 2].map((number) => ({ kind: "flow", flowId: id(300 + number) })) },
  budget: null,
  properties: { checksThenActs: true },
};
const control: Control = {
  kind: "control",
  id: id(501),
  number: 1,
  version: 1,
  name: "TLS",
  origin: null,
  mechanism: "tls",
  standing: "in-place",
  scope: [id(301)],
  ownerId: null,
  tool: "",
  note: "",
  oneOffAmount: null,
  perYearAmount: null,
  latency: null,
  meetsConditionFor: [],
};
const stated = (number: number, rest: Partial<StatedThreat>): StatedThreat => ({
  kind: "stated-threat",
  id: id(600 + number),
  number,
  version: 1,
  name: `Stated ${number}`,
  origin: null,
  threat: null,
  stride: null,
  likelihood: 4,
  places: [id(203)],
  note: "Somebody said so.",
  ...rest,
});

const asset = (number: number, name: string, rest: Partial<Asset>): Asset => ({
  kind: "asset",
  id: id(700 + number),
  number,
  version: 1,
  name,
  origin: null,
  dataClasses: [],
  worth: { confidentiality: null, integrity: null, availability: null },
  places: [],
  ownerId: null,
  note: "",
  ...rest,
});

/** A small shop with everything that files of other tools have a place for, and some that they have none for. */
export interface Shop {
  readonly model: SystemModel;
  readonly findings: readonly Finding[];
  /** Its control is proven. */
  readonly facts: PostureFacts;
}

/** The shop with its findings by the rules of the catalogue. */
export function makeShop(catalogue: ModelCatalogue, bands: Bands): Shop {
  const systemId = "01900000-0000-7000-8000-000000000001" as SystemId;
  const empty = emptyModel(systemId, "Shop <b>“&” sons</b>");
  const model: SystemModel = {
    ...empty,
    zones: [zone(1, "Internet", 0), zone(2, "DMZ", 1), zone(3, "Data", 3), zone(4, "Keys", 4)],
    components: [
      component(1, "Browser", 1, { kind: "client" }),
      component(2, "Web", 2, { kind: "service", exposure: "internet" }),
      component(3, "Orders", 3, {
        kind: "database",
        storesData: true,
        dataClasses: ["payment"],
        encryptedAtRest: "volume",
      }),
      component(4, "Secrets", 4, { kind: "key-store", storesKeys: true }),
      component(5, "Plain", 3, {}),
    ],
    flows: [
      flow(1, "Order", [1, 2], {
        protocol: "https",
        publicNetwork: true,
        encryption: "tls",
        changesState: true,
        dataClasses: ["payment"],
      }),
      flow(2, "", [2, 3], { protocol: "sql", changesState: true }),
    ],
    paths: [path],
    controls: [control],
    statedThreats: [
      stated(1, { threat: "leak", stride: "I" }),
      stated(2, { places: [id(203), empty.whole.id] }),
    ],
    assets: [
      asset(1, "Orders", {
        dataClasses: ["personal", "payment"],
        worth: { confidentiality: 4, integrity: 5, availability: null },
        places: [id(202), id(203), id(301)],
        note: "Who bought what.",
      }),
      asset(2, "Payment", {}),
    ],
  };
  const system = { type: "microservices", dataClasses: ["payment"] } as const;
  const derivation = deriveFindings(model, system, compileRules(catalogue));
  const facts = gatherFacts(
    { system, model, derivation, items: [], exceptions: new Map(), catalogue, bands },
    "2026-12-01" as UtcDate,
  );
  return {
    model,
    findings: derivation.findings,
    facts: { ...facts, controls: facts.controls.map((one) => ({ ...one, proof: "proven" as const })) },
  };
}
