import type { Component, Flow, Zone } from "@/lib/domain/architecture/element";
import { emptyModel, type SystemModel } from "@/lib/domain/architecture/system-model";
import type { Coordination, Trust } from "@/lib/domain/architecture/vocabulary";
import type { PropertyValues } from "@/lib/domain/catalogue/property";
import { assert } from "@/lib/domain/kernel/assert";
import type { ElementId, SystemId } from "@/lib/domain/kernel/ids";
import { parseId } from "@/lib/domain/kernel/parse-id";

const ZONE = 1_000;
const FLOW = 2_000;

/** `inside` names the zone around it by its place in the list. */
type ZoneRow = readonly [name: string, trust: Trust, coordination: Coordination, inside?: number];
type ComponentRow = readonly [name: string, zone: number, properties: PropertyValues];
type FlowRow = readonly [source: number, target: number, properties: PropertyValues];

/** A model from rows; components are named by their place in the list, counted from 0. */
function sampleModel(
  name: string,
  zones: readonly ZoneRow[],
  components: readonly ComponentRow[],
  flows: readonly FlowRow[],
): SystemModel {
  return {
    ...emptyModel(systemIdOf(), name),
    zones: zones.map(
      ([zoneName, trust, coordination, inside], place): Zone => ({
        ...element("zone", place, zoneName, {}),
        id: idOf(ZONE + place),
        parentId: inside === undefined ? null : idOf(ZONE + inside),
        trust,
        coordination,
      }),
    ),
    components: components.map(
      ([componentName, zone, properties], place): Component => ({
        ...element("component", place, componentName, properties),
        zoneId: idOf(ZONE + zone),
      }),
    ),
    flows: flows.map(
      ([source, target, properties], place): Flow => ({
        ...element("flow", place, "", properties),
        id: idOf(FLOW + place),
        sourceId: idOf(source),
        targetId: idOf(target),
        callsPerRequest: 1,
        msRoundTrip: null,
      }),
    ),
  };
}

function element<K extends "zone" | "component" | "flow">(
  kind: K,
  place: number,
  name: string,
  properties: PropertyValues,
) {
  return { kind, id: idOf(place), number: place + 1, version: 1, name, origin: null, properties, stated: {} };
}

function idOf(place: number): ElementId {
  const id = parseId<ElementId>(`00000000-0000-7000-8000-${String(place).padStart(12, "0")}`);
  assert(id !== null, "a sample's id is well formed");
  return id;
}

function systemIdOf(): SystemId {
  const id = parseId<SystemId>("00000000-0000-7000-9000-000000000000");
  assert(id !== null, "a sample's id is well formed");
  return id;
}

const TLS = { authentication: "none", encryption: "tls" } as const;
const TOKEN = { authentication: "token", encryption: "tls" } as const;
const MUTUAL = { authentication: "mtls+token", encryption: "tls" } as const;
const PEER = { authentication: "mtls", encryption: "tls" } as const;
const PAYMENT = { dataClasses: ["payment", "personal"] } as const;

/** Twelve components of a shop, in all five degrees of trust. */
export const SHOP = sampleModel(
  "Checkout",
  [
    ["Internet", 0, "none"],
    ["Edge", 1, "weak"],
    ["Payment services", 2, "weak"],
    ["Stores", 3, "strong"],
    ["Keys and administration", 4, "full"],
  ],
  [
    ["Browser", 0, { kind: "client", exposure: "internet" }],
    ["Card network", 0, { kind: "third-party" }],
    ["Edge gateway", 1, { kind: "gateway", exposure: "internet" }],
    ["Sign-in", 1, { kind: "identity-provider" }],
    ["Checkout API", 2, { kind: "service", dataClasses: ["payment"] }],
    ["Card vault", 2, { kind: "service", dataClasses: ["payment"] }],
    ["Risk scoring of incoming orders", 2, {}],
    ["Refund worker", 2, { kind: "scheduler" }],
    ["Order store", 3, { kind: "database", dataClasses: ["personal"], storesData: true }],
    ["Ledger", 3, { kind: "ledger-node", storesData: true }],
    ["Key store", 4, { kind: "key-store", storesKeys: true }],
    ["Operator console", 4, { kind: "admin-console" }],
  ],
  [
    [0, 2, { ...TLS, ...PAYMENT, publicNetwork: true }],
    [2, 3, TOKEN],
    [2, 4, { ...MUTUAL, ...PAYMENT }],
    [4, 5, { ...MUTUAL, ...PAYMENT }],
    [4, 6, {}],
    [4, 8, { authentication: "token", encryption: "none", ...PAYMENT }],
    [5, 10, PEER],
    [5, 1, { ...PEER, ...PAYMENT, publicNetwork: true }],
    [4, 9, MUTUAL],
    [7, 9, { authentication: "none", encryption: "none" }],
    [7, 5, { authentication: "mtls" }],
    [11, 8, TOKEN],
    [6, 8, { encryption: "tls" }],
    [4, 4, TOKEN],
  ],
);

/** Zones in zones, four levels deep, one of them without a component of its own. */
export const NESTED = sampleModel(
  "Platform",
  [
    ["Internet", 0, "none"],
    ["Cloud", 1, "none"],
    ["Keys", 4, "full", 3],
    ["Stores", 3, "strong", 4],
    ["Cluster", 2, "weak", 1],
    ["Office", 2, "none"],
  ],
  [
    ["Browser", 0, { kind: "client" }],
    ["Load balancer", 1, { kind: "load-balancer" }],
    ["Orders", 4, { kind: "service" }],
    ["Billing", 4, { kind: "service" }],
    ["Key store", 2, { kind: "key-store" }],
    ["Console", 5, { kind: "admin-console" }],
  ],
  [
    [0, 1, TLS],
    [1, 2, TOKEN],
    [2, 3, MUTUAL],
    [3, 4, PEER],
    [5, 4, TOKEN],
    [5, 2, {}],
  ],
);

/** One component, nothing else. */
export const SINGLE = sampleModel("Webhook Relay", [["Edge", 1, "none"]], [["Relay", 0, {}]], []);

/** A model in five tiers of several zones, with one and a half flows for each component. */
export function tieredModel(componentCount: number): SystemModel {
  const zoneCount = Math.max(5, Math.ceil(componentCount / 10));
  const random = generator(7);
  const zones = Array.from({ length: zoneCount }, (_, place): ZoneRow => {
    const trust = trustAt(place, zoneCount);
    return [`Network ${place + 1}`, trust, "weak"];
  });
  const zoneOf = (place: number) => Math.floor((place * zoneCount) / componentCount);
  const components = Array.from(
    { length: componentCount },
    (_, place): ComponentRow => [`Service ${place + 1}`, zoneOf(place), { kind: "service" }],
  );
  const flows = Array.from({ length: Math.floor(componentCount * 1.5) }, (): FlowRow => {
    const source = random(componentCount);
    const target = random(componentCount);
    const choices = [TOKEN, MUTUAL, PEER, TLS, {}] as const;
    const [from, to] = source < target ? [source, target] : [target, source];
    return [from, to, choices[random(choices.length)] ?? {}];
  });
  return sampleModel("Large", zones, components, flows);
}

function trustAt(place: number, zoneCount: number): Trust {
  const degrees = [0, 1, 2, 3, 4] as const;
  return degrees[Math.floor((place * degrees.length) / zoneCount)] ?? 4;
}

/** Whole numbers below a limit, always the same ones. Source: Park and Miller 1988. */
function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 16_807) % 2_147_483_647;
    return state % limit;
  };
}
