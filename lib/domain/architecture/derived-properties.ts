import type { PropertyValues } from "../catalogue/property";
import { SENSITIVE_DATA } from "../catalogue/property";
import type { ElementId } from "../kernel/ids";
import { allOf, anyOf, type Truth } from "../kernel/truth";
import type { Component, Flow, FlowTree, RequestPath, Zone } from "./element";
import type { SystemModel } from "./system-model";

/** The elements of a model by their ids. */
export interface ModelIndex {
  readonly zones: ReadonlyMap<ElementId, Zone>;
  readonly components: ReadonlyMap<ElementId, Component>;
  readonly flows: ReadonlyMap<ElementId, Flow>;
}

/** A property of a flow that keeps a derived one from being known. */
export interface UnknownOfFlow {
  readonly flowId: ElementId;
  readonly property: string;
}

/** What is computed of a request path, and what stands in the way of the rest. */
export interface PathProperties {
  /** A property that cannot be known is left out. */
  readonly values: PropertyValues;
  /** For each property that is left out, the properties of flows that decide it. */
  readonly unknown: Readonly<Record<string, readonly UnknownOfFlow[]>>;
}

/** Looks up the elements of a model once, for all properties that are computed from it. */
export function indexModel(model: SystemModel): ModelIndex {
  const byId = <T extends { readonly id: ElementId }>(elements: readonly T[]) =>
    new Map(elements.map((element) => [element.id, element]));
  return { zones: byId(model.zones), components: byId(model.components), flows: byId(model.flows) };
}

/** The flows of a path in the order of the drawing; one that is taken twice stands twice. */
export function flowIdsOf(tree: FlowTree): readonly ElementId[] {
  return tree.kind === "flow" ? [tree.flowId] : tree.parts.flatMap(flowIdsOf);
}

/**
 * The properties of a path that follow from its flows: how many there are, whether one begins outside, changes state or
 * carries sensitive data, the best and worst encryption, and whether the user is named on all of them.
 *
 * Source: `properties.path` in lib/catalogue/rules.yaml, "computed".
 */
export function pathProperties(path: RequestPath, index: ModelIndex): PathProperties {
  const flows = flowIdsOf(path.tree).flatMap((id) => index.flows.get(id) ?? []);
  const encryptions = flows.map((flow) => flow.properties["encryption"]);
  const ranks = encryptions.map((value) => ENCRYPTION_RANK.indexOf(String(value)));
  const allRanked = ranks.length > 0 && ranks.every((rank) => rank >= 0);
  const decided: Readonly<Record<string, readonly [PropertyValues[string] | undefined, string]>> = {
    changesState: [anyOf(flows.map((flow) => truthOf(flow.properties["changesState"]))), "changesState"],
    sensitive: [anyOf(flows.map((flow) => isSensitive(flow.properties))), "dataClasses"],
    strongestEncryption: [allRanked ? ENCRYPTION_RANK[Math.max(...ranks)] : undefined, "encryption"],
    weakestEncryption: [allRanked ? ENCRYPTION_RANK[Math.min(...ranks)] : undefined, "encryption"],
    userIdentityOnEveryHop: [
      allOf(flows.map((flow) => truthOf(flow.properties["carriesUserIdentity"]))),
      "carriesUserIdentity",
    ],
  };
  const entries = Object.entries(decided);
  const lacking = (property: string): readonly UnknownOfFlow[] =>
    [...new Set(flows)]
      .filter((flow) => flow.properties[property] === undefined)
      .map((flow) => ({ flowId: flow.id, property }));
  return {
    values: {
      hops: flows.length,
      startsOutside: firstFlowIds(path.tree).some((id) => beginsOutside(index.flows.get(id), index)),
      ...Object.fromEntries(
        entries.flatMap(([property, [value]]) => (value === undefined ? [] : [[property, value]])),
      ),
    },
    unknown: Object.fromEntries(
      entries.flatMap(([property, [value, from]]) =>
        value === undefined ? [[property, lacking(from)]] : [],
      ),
    ),
  };
}

/** From worst to best. */
const ENCRYPTION_RANK: readonly string[] = ["none", "tls", "app"];

/** Whether data must not be read by others; undefined when nobody said which data there are. */
export function isSensitive(properties: PropertyValues): Truth {
  const classes = properties["dataClasses"];
  return Array.isArray(classes) ? SENSITIVE_DATA.some((sensitive) => classes.includes(sensitive)) : undefined;
}

function firstFlowIds(tree: FlowTree): readonly ElementId[] {
  if (tree.kind === "flow") return [tree.flowId];
  const first = tree.kind === "series" ? tree.parts.slice(0, 1) : tree.parts;
  return first.flatMap(firstFlowIds);
}

function beginsOutside(flow: Flow | undefined, index: ModelIndex): boolean {
  const source = flow && index.components.get(flow.sourceId);
  return source !== undefined && index.zones.get(source.zoneId)?.trust === 0;
}

const truthOf = (value: unknown) => (typeof value === "boolean" ? value : undefined);
