import { type PropertyValues, SENSITIVE_DATA } from "../catalogue/property";
import type { ElementId } from "../kernel/ids";
import type { Component, Flow, Zone } from "./element";
import type { SystemModel } from "./system-model";
import { COORDINATION_WORD, ELEMENT_PREFIX, TRUST_WORD, type Trust } from "./vocabulary";
import { zoneTree } from "./zone-tree";

/** What a drawing of the architecture shows, before anything has a place. */
export interface TopologyGraph {
  /** From the least to the most trusted, then by number; each followed by those inside it. */
  readonly zones: readonly TopologyZone[];
  readonly components: readonly TopologyComponent[];
  readonly flows: readonly TopologyFlow[];
}

interface Drawn {
  readonly id: ElementId;
  /** As in F-12; also the anchor of the element's row on the page. */
  readonly ref: string;
  readonly name: string;
}

export interface TopologyZone extends Drawn {
  readonly trust: Trust;
  readonly trustWord: string;
  /** What its members share, in words. */
  readonly coordinationWord: string;
  /** The zone that it stands in; null: in no other. */
  readonly outer: { readonly id: ElementId; readonly name: string } | null;
  /** How many zones are around it. */
  readonly level: number;
}

export interface TopologyComponent extends Drawn {
  readonly zoneId: ElementId;
  /** Null: not stated. */
  readonly kindWord: string | null;
  readonly lens: ComponentLens;
}

/** What a view of the drawing can bring out about a component. Unknown counts as no. */
export interface ComponentLens {
  readonly keepsSensitiveData: boolean;
  readonly keepsKeys: boolean;
  readonly reachableFromInternet: boolean;
  readonly ofAThirdParty: boolean;
}

export interface TopologyFlow extends Drawn {
  readonly sourceId: ElementId;
  readonly targetId: ElementId;
  readonly sourceName: string;
  readonly targetName: string;
  /** How the flow is protected, as stated: "mTLS", "token", "TLS". */
  readonly words: readonly string[];
  readonly crossesZone: boolean;
  /** Where authentication or encryption is stated to be missing the flow is open; else, where one is not stated, unknown. */
  readonly standing: FlowStanding;
  readonly lens: FlowLens;
}

export type FlowStanding = "stated" | "unknown" | "open";

/** What a view of the drawing can bring out about a flow. Null: not stated. */
export interface FlowLens {
  readonly isAuthenticated: boolean | null;
  readonly isEncrypted: boolean | null;
  readonly carriesSensitiveData: boolean;
  readonly leavesOwnNetworks: boolean;
  /** Trust of the target's zone less that of the source's. */
  readonly trustDelta: number;
}

/**
 * The drawing of a model: zones as containers, components in them, flows between them with what is said to protect them.
 * A component outside any living zone and a flow with a missing end are left out; the tables still list them.
 *
 * @returns ids are unique, each flow's ends, each component's zone and each zone's outer one are in the graph
 */
export function topologyGraph(model: Pick<SystemModel, "zones" | "components" | "flows">): TopologyGraph {
  const zones = new Map(model.zones.map((zone) => [zone.id, zone]));
  const components = new Map(
    model.components.filter(({ zoneId }) => zones.has(zoneId)).map((part) => [part.id, part]),
  );
  return {
    zones: drawnZones(model.zones),
    components: [...components.values()].map(drawnComponent),
    flows: model.flows.flatMap((flow) => {
      const source = components.get(flow.sourceId);
      const target = components.get(flow.targetId);
      return source && target ? [drawnFlow(flow, source, target, zones)] : [];
    }),
  };
}

/** What is not saved yet has no number. */
const refOf = (kind: "zone" | "component" | "flow", number: number) =>
  number === 0 ? "new" : `${ELEMENT_PREFIX[kind]}-${number}`;

function drawnZones(all: readonly Zone[]): readonly TopologyZone[] {
  const { outerFirst, outerOf, levelOf } = zoneTree(all.toSorted((a, b) => a.trust - b.trust));
  return outerFirst.map((zone) => drawnZone(zone, outerOf(zone.id), levelOf.get(zone.id) ?? 0));
}

function drawnZone(zone: Zone, outer: Zone | undefined, level: number): TopologyZone {
  return {
    id: zone.id,
    ref: refOf("zone", zone.number),
    name: zone.name,
    trust: zone.trust,
    trustWord: TRUST_WORD[zone.trust],
    coordinationWord: COORDINATION_WORD[zone.coordination],
    outer: outer ? { id: outer.id, name: outer.name } : null,
    level,
  };
}

function drawnComponent({ id, number, name, zoneId, properties }: Component): TopologyComponent {
  const kind = textOf(properties, "kind");
  return {
    id,
    ref: refOf("component", number),
    name,
    zoneId,
    kindWord: kind?.replaceAll("-", " ") ?? null,
    lens: {
      keepsSensitiveData: hasSensitiveData(properties),
      keepsKeys: properties["storesKeys"] === true || kind === "key-store",
      reachableFromInternet: properties["exposure"] === "internet",
      ofAThirdParty: kind === "third-party",
    },
  };
}

const AUTHENTICATION_WORDS: Readonly<Record<string, readonly string[]>> = {
  none: ["no authentication"],
  token: ["token"],
  mtls: ["mTLS"],
  "mtls+token": ["mTLS", "token"],
};
const ENCRYPTION_WORDS: Readonly<Record<string, readonly string[]>> = {
  none: ["not encrypted"],
  tls: ["TLS"],
  app: ["end to end"],
};

function drawnFlow(
  flow: Flow,
  source: Component,
  target: Component,
  zones: ReadonlyMap<ElementId, Zone>,
): TopologyFlow {
  const { id, number, name, properties } = flow;
  const authentication = textOf(properties, "authentication");
  const encryption = textOf(properties, "encryption");
  const lens: FlowLens = {
    isAuthenticated: authentication === null ? null : authentication !== "none",
    isEncrypted: encryption === null ? null : encryption !== "none",
    carriesSensitiveData: hasSensitiveData(properties),
    leavesOwnNetworks: properties["publicNetwork"] === true,
    trustDelta: (zones.get(target.zoneId)?.trust ?? 0) - (zones.get(source.zoneId)?.trust ?? 0),
  };
  return {
    id,
    ref: refOf("flow", number),
    name,
    sourceId: source.id,
    targetId: target.id,
    sourceName: source.name,
    targetName: target.name,
    words: wordsOf(authentication, encryption),
    crossesZone: source.zoneId !== target.zoneId,
    standing: standingOf(lens),
    lens,
  };
}

function wordsOf(authentication: string | null, encryption: string | null): readonly string[] {
  if (authentication === null && encryption === null) return ["nothing stated"];
  return [
    ...(authentication === null
      ? ["authentication?"]
      : (AUTHENTICATION_WORDS[authentication] ?? [authentication])),
    ...(encryption === null ? ["encryption?"] : (ENCRYPTION_WORDS[encryption] ?? [encryption])),
  ];
}

function standingOf({ isAuthenticated, isEncrypted }: FlowLens): FlowStanding {
  if (isAuthenticated === false || isEncrypted === false) return "open";
  return isAuthenticated === null || isEncrypted === null ? "unknown" : "stated";
}

function textOf(properties: PropertyValues, id: string): string | null {
  const value = properties[id];
  return typeof value === "string" ? value : null;
}

function hasSensitiveData(properties: PropertyValues): boolean {
  const classes = properties["dataClasses"];
  const sensitive: readonly string[] = SENSITIVE_DATA;
  return Array.isArray(classes) && classes.some((name) => sensitive.includes(name));
}
