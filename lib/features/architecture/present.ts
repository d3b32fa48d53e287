import type {
  Component,
  Described,
  Flow,
  ModelElement,
  RequestPath,
  Zone,
} from "@/lib/domain/architecture/element";
import { budgetWords } from "@/lib/domain/architecture/element-fields";
import { flowsIn, printFlowTree } from "@/lib/domain/architecture/flow-tree";
import { elementsOf, type SystemModel } from "@/lib/domain/architecture/system-model";
import { COORDINATION_WORD, ELEMENT_PREFIX, TRUST_WORD } from "@/lib/domain/architecture/vocabulary";
import { type ZoneTree, zoneTree } from "@/lib/domain/architecture/zone-tree";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import type { PropertyDefinition } from "@/lib/domain/catalogue/property";
import { choiceWord, definitionOf, valueWords } from "@/lib/domain/catalogue/property-words";
import type { StatedClaim } from "@/lib/domain/controls/stated-claims";
import type { ElementId, UtcDate } from "@/lib/domain/kernel/ids";

/** An element by its number, with where its row and its form are. */
export interface ElementRef {
  readonly id: ElementId;
  /** As in F-12; the anchor of its row. */
  readonly ref: string;
  readonly name: string;
  readonly href: string;
}

/** What is said of a property; a protective one is a claim. */
export interface Said {
  /** Null: not known. */
  readonly words: string | null;
  /** Null where it claims nothing. */
  readonly claim: Claim | null;
}
interface Claim {
  readonly by: string;
  readonly on: UtcDate;
  readonly expiresOn: UtcDate | null;
  readonly holds: boolean;
}

export interface ZoneRow extends ElementRef {
  /** What the zone around it is called; null: it stands in no other. */
  readonly inside: string | null;
  /** How many zones are around it. */
  readonly level: number;
  readonly trust: string;
  readonly coordination: string;
  readonly components: number;
}
export interface ComponentRow extends ElementRef {
  readonly zone: ElementRef | null;
  /** What the zone around that is called. */
  readonly inside: string | null;
  readonly kind: Said;
  readonly exposure: Said;
  readonly data: Said;
  /** Properties stated beside those. */
  readonly stated: number;
}
export interface FlowRow extends ElementRef {
  readonly source: ElementRef | null;
  readonly target: ElementRef | null;
  readonly protocol: Said;
  readonly authentication: Said;
  readonly authorization: Said;
  readonly encryption: Said;
  readonly data: Said;
  readonly callsPerRequest: number;
  readonly msRoundTrip: number | null;
}
export interface PathRow extends ElementRef {
  readonly flows: string;
  readonly hops: number;
  readonly budget: string | null;
}

/** What the page of the architecture shows in its tables. */
export interface ArchitectureTables {
  /** Each followed by those inside it. */
  readonly zones: readonly ZoneRow[];
  readonly components: readonly ComponentRow[];
  readonly flows: readonly FlowRow[];
  readonly paths: readonly PathRow[];
  /** What is stated of the whole system. */
  readonly whole: readonly (Said & { readonly label: string })[];
}

type Sources = {
  readonly slug: string;
  readonly model: SystemModel;
  readonly catalogue: Pick<ModelCatalogue, "properties">;
  readonly claims: readonly StatedClaim[];
  readonly people: ReadonlyMap<string, { readonly name: string }>;
};

/** The address of the form of an element. */
export function formHref(slug: string, { kind, number }: Pick<ModelElement, "kind" | "number">): string {
  if (kind === "control") return `/systems/${slug}/controls/${number}`;
  return `/systems/${slug}/architecture/${kind}/${number}`;
}

export function refOf(slug: string, element: ModelElement): ElementRef {
  const { id, kind, number, name } = element;
  return { id, ref: `${ELEMENT_PREFIX[kind]}-${number}`, name, href: formHref(slug, element) };
}

/** The tables of a model, in words. */
export function presentArchitecture(sources: Sources): ArchitectureTables {
  const { model, slug } = sources;
  const refs: Refs = new Map(elementsOf(model).map((element) => [element.id, refOf(slug, element)]));
  const numbers = new Map(model.flows.map(({ id, number }) => [id, number]));
  const say = sayer(sources);
  const tools = { slug, refs, say, tree: zoneTree(model.zones) };
  return {
    zones: tools.tree.outerFirst.map((zone) => zoneRow(zone, tools, model)),
    components: model.components.map((component) => componentRow(component, tools)),
    flows: model.flows.map((flow) => flowRow(flow, tools)),
    paths: model.paths.map((path) => pathRow(path, slug, (id) => numbers.get(id) ?? 0)),
    whole: sources.catalogue.properties
      .filter(({ owner, role }) => owner === "system" && role !== "derived")
      .map((definition) => ({ label: definition.label, ...say(model.whole, definition.id) })),
  };
}

type Say = (element: Extract<ModelElement, Described>, property: string) => Said;

function sayer({ catalogue, claims, people }: Sources): Say {
  const claimed = new Map(claims.map((claim) => [`${claim.elementId}/${claim.propertyId}`, claim]));
  return (element, property) => {
    const definition = definitionOf(catalogue.properties, element.kind, property);
    const value = element.properties[property];
    if (!definition || value === undefined) return { words: null, claim: null };
    const claim = claimed.get(`${element.id}/${property}`);
    return {
      words: valueWords(definition, value),
      claim: claim
        ? {
            by: people.get(claim.by)?.name ?? "somebody unknown",
            on: claim.on,
            expiresOn: claim.expiresOn,
            holds: claim.holds,
          }
        : null,
    };
  };
}

type Refs = ReadonlyMap<ElementId, ElementRef>;
type Tools = { readonly slug: string; readonly refs: Refs; readonly say: Say; readonly tree: ZoneTree<Zone> };

function zoneRow(zone: Zone, { slug, tree }: Tools, { components }: SystemModel): ZoneRow {
  return {
    ...refOf(slug, zone),
    inside: tree.outerOf(zone.id)?.name ?? null,
    level: tree.levelOf.get(zone.id) ?? 0,
    trust: TRUST_WORD[zone.trust],
    coordination: COORDINATION_WORD[zone.coordination],
    components: components.filter(({ zoneId }) => zoneId === zone.id).length,
  };
}

const SHOWN_OF_COMPONENT = ["kind", "exposure", "dataClasses"];

function componentRow(component: Component, { slug, refs, say, tree }: Tools): ComponentRow {
  return {
    ...refOf(slug, component),
    zone: refs.get(component.zoneId) ?? null,
    inside: tree.outerOf(component.zoneId)?.name ?? null,
    kind: say(component, "kind"),
    exposure: say(component, "exposure"),
    data: say(component, "dataClasses"),
    stated: Object.keys(component.properties).filter((id) => !SHOWN_OF_COMPONENT.includes(id)).length,
  };
}

function flowRow(flow: Flow, { slug, refs, say }: Tools): FlowRow {
  return {
    ...refOf(slug, flow),
    source: refs.get(flow.sourceId) ?? null,
    target: refs.get(flow.targetId) ?? null,
    protocol: say(flow, "protocol"),
    authentication: say(flow, "authentication"),
    authorization: say(flow, "authorization"),
    encryption: say(flow, "encryption"),
    data: say(flow, "dataClasses"),
    callsPerRequest: flow.callsPerRequest,
    msRoundTrip: flow.msRoundTrip,
  };
}

function pathRow(path: RequestPath, slug: string, numberOf: (id: ElementId) => number): PathRow {
  return {
    ...refOf(slug, path),
    flows: printFlowTree(path.tree, numberOf),
    hops: flowsIn(path.tree).length,
    budget: path.budget && budgetWords(path.budget),
  };
}

/** Kinds that have a form here. */
export const FORM_KINDS = ["zone", "component", "flow", "path", "system"] as const;
export type FormKind = (typeof FORM_KINDS)[number];

/** One property as a form asks for it. */
export interface PropertyField {
  readonly id: string;
  readonly label: string;
  readonly meaning: string;
  readonly shape: PropertyDefinition["shape"];
  /** Words of the values that can be chosen. */
  readonly choices: readonly (readonly [string, string])[];
  readonly protective: boolean;
  /** As a form writes it; empty: not known. */
  readonly value: string | readonly string[];
  readonly stated: Claim | null;
}
export interface PropertyGroup {
  readonly title: string;
  readonly protective: boolean;
  readonly fields: readonly PropertyField[];
}

/** What decides most, and is asked at once; the rest is folded. */
const FIRST: Readonly<Record<FormKind, readonly string[]>> = {
  zone: [],
  component: ["kind", "exposure", "dataClasses"],
  flow: ["protocol", "authentication", "authorization", "encryption", "dataClasses"],
  path: [],
  system: [],
};

/** The properties that a form of this kind asks for: the first ones, then the others by their groups. */
export function presentProperties(
  kind: FormKind,
  element: Extract<ModelElement, Described> | null,
  sources: Pick<Sources, "catalogue" | "people" | "claims">,
): { readonly first: readonly PropertyField[]; readonly groups: readonly PropertyGroup[] } {
  const fields = sources.catalogue.properties
    .filter(({ owner, role }) => owner === kind && role !== "derived")
    .map((definition) => [definition, propertyField(definition, element, sources)] as const);
  const first = FIRST[kind].flatMap((id) =>
    fields.filter(([one]) => one.id === id).map(([, field]) => field),
  );
  const rest = fields.filter(([{ id }]) => !FIRST[kind].includes(id));
  const groups = new Map<string, PropertyField[]>();
  for (const [{ group, role }, field] of rest) {
    const key = `${role === "protective" ? 1 : 0}${group}`;
    groups.set(key, [...(groups.get(key) ?? []), field]);
  }
  return {
    first,
    groups: [...groups]
      .toSorted(([a], [b]) => Number(a[0]) - Number(b[0]))
      .map(([key, all]) => ({ title: key.slice(1), protective: key.startsWith("1"), fields: all })),
  };
}

function propertyField(
  { id, label, meaning, shape, role }: PropertyDefinition,
  element: Extract<ModelElement, Described> | null,
  { people, claims }: Pick<Sources, "people" | "claims">,
): PropertyField {
  const value = element?.properties[id];
  const stated = value === undefined ? undefined : element?.stated[id];
  const claim = claims.find((one) => one.elementId === element?.id && one.propertyId === id);
  return {
    id,
    label,
    meaning,
    shape,
    choices: "values" in shape ? shape.values.map((one) => [one, choiceWord(one)]) : [],
    protective: role === "protective",
    value: writtenValue(value),
    stated: stated
      ? {
          by: people.get(stated.by)?.name ?? "somebody unknown",
          on: stated.on,
          expiresOn: claim?.expiresOn ?? null,
          holds: claim?.holds ?? true,
        }
      : null,
  };
}

function writtenValue(value: Described["properties"][string] | undefined): string | readonly string[] {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? String(value) : value;
}

/** What an import did, from the counts that it left in the address: "3 new, 1 changed". */
export function importedWords(counts: string | undefined): string | undefined {
  const match = typeof counts === "string" ? /^(\d{1,5})-(\d{1,5})-(\d{1,5})$/.exec(counts) : null;
  if (!match) return undefined;
  const [made, changed, kept] = match.slice(1).map(Number);
  const stays = kept ? ` In ${kept} of them something stays as somebody wrote it here.` : "";
  return made || changed
    ? `The import is done: ${made} elements are new, ${changed} changed.${stays}`
    : "The import changed nothing by itself.";
}

/** The requests that wait because of an import, from the numbers that it left in the address; nothing where that can't be. */
export function importedRequests(numbers: string | undefined): readonly number[] {
  const isList = typeof numbers === "string" && /^[1-9]\d{0,8}(?:-[1-9]\d{0,8}){0,99}$/.test(numbers);
  return isList ? [...new Set(numbers.split("-").map(Number))] : [];
}
