import type { LatencyModel, Mechanism, MsPercentiles } from "../catalogue/mechanism";
import type { PropertyDefinition, PropertyOwner, PropertyValues } from "../catalogue/property";
import { choiceWord, definitionOf, valueWords } from "../catalogue/property-words";
import type { Threat } from "../catalogue/threat";
import { STANDING_WORD } from "../controls/vocabulary";
import type { FieldChange } from "../kernel/field-change";
import type { ElementId, UserId } from "../kernel/ids";
import type { Quantity } from "../quantity/quantity";
import { STRIDE_WORD } from "../threats/words";
import type { ModelElement } from "./element";
import { printFlowTree } from "./flow-tree";
import { COORDINATION_WORD, ELEMENT_PREFIX, TRUST_WORD, WORTH_WORD, WORTHS } from "./vocabulary";

/** What ids are called. */
export interface Naming {
  /** F-12 Web to API; undefined where no such element is known. */
  readonly element: (id: ElementId) => Pick<ModelElement, "kind" | "number" | "name"> | undefined;
  readonly person: (id: UserId) => string;
  readonly properties: readonly PropertyDefinition[];
  readonly mechanisms: readonly Pick<Mechanism, "id" | "name">[];
  readonly threats: readonly Pick<Threat, "id" | "name">[];
}

type Field = readonly [name: string, words: string | null];

/** What an element says, field by field, in words; what is not stated is null. */
export function elementFields(element: ModelElement, naming: Naming): readonly Field[] {
  return [
    ["Name", element.name],
    ...ownFields(element, naming),
    ...("properties" in element ? propertyFields(element.kind, element.properties, naming) : []),
  ];
}

/** In the order in which forms list them; what the catalogue does not know comes last. */
function propertyFields(
  owner: PropertyOwner,
  values: PropertyValues,
  { properties }: Naming,
): readonly Field[] {
  const order = new Map(
    properties.filter((one) => one.owner === owner).map((one, index) => [one.id, { ...one, index }]),
  );
  return Object.entries(values)
    .toSorted(([a], [b]) => (order.get(a)?.index ?? order.size) - (order.get(b)?.index ?? order.size))
    .map(([id, value]): Field => {
      const definition = order.get(id);
      return definition ? [definition.label, valueWords(definition, value)] : [id, String(value)];
    });
}

/**
 * What differs between two states of an element, ready to be read.
 *
 * @param before null: it is new
 * @param after null: it was taken out
 */
export function elementChanges(
  before: ModelElement | null,
  after: ModelElement | null,
  naming: Naming,
): readonly FieldChange[] {
  const old = new Map(before ? elementFields(before, naming) : []);
  const now = new Map(after ? elementFields(after, naming) : []);
  const changes = [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
  return [...changes, ...statedAgain(before, after, naming)];
}

/** Claims that were attested again without a change of their value. */
function statedAgain(
  before: ModelElement | null,
  after: ModelElement | null,
  { properties }: Naming,
): readonly FieldChange[] {
  if (!before || !after || !("stated" in before) || !("stated" in after)) return [];
  return Object.entries(after.stated).flatMap(([id, { on }]) => {
    const old = before.stated[id]?.on;
    const label = definitionOf(properties, after.kind, id)?.label ?? id;
    const sameValue = JSON.stringify(before.properties[id]) === JSON.stringify(after.properties[id]);
    return old === undefined || old === on || !sameValue
      ? []
      : [{ field: `${label}, stated on`, before: old, after: on }];
  });
}

function ownFields(element: ModelElement, naming: Naming): readonly Field[] {
  const named = (id: ElementId) => refOf(naming.element(id));
  switch (element.kind) {
    case "system":
      return [];
    case "zone":
      return [
        ["Inside", element.parentId && named(element.parentId)],
        ["Trust", TRUST_WORD[element.trust]],
        ["Members share", COORDINATION_WORD[element.coordination]],
      ];
    case "component":
      return [["Zone", named(element.zoneId)]];
    case "flow":
      return [
        ["From", named(element.sourceId)],
        ["To", named(element.targetId)],
        ["Calls per request", String(element.callsPerRequest)],
        ["Round trip", element.msRoundTrip === null ? null : `${element.msRoundTrip}\u00a0ms`],
      ];
    case "path":
      return [
        ["Flows", printFlowTree(element.tree, (id) => naming.element(id)?.number ?? 0)],
        ["Budget", element.budget && budgetWords(element.budget)],
      ];
    case "control":
      return controlFields(element, naming);
    case "stated-threat":
      return [
        ["Threat", element.threat && nameIn(naming.threats, element.threat)],
        ["STRIDE", element.stride && STRIDE_WORD[element.stride]],
        ["Likelihood", `${element.likelihood} of 5`],
        ["Threatens", element.places.map(named).join(", ") || null],
        ["Note", element.note || null],
      ];
    case "asset":
      return assetFields(element, naming);
    case "loss-scenario":
      return [
        ["Threat", nameIn(naming.threats, element.threat)],
        ["Events per year", rangeWords(element.ratePerYear)],
        ["Loss per event", rangeWords(element.lossAmount)],
        ["Second loss", element.secondary && rangeWords(element.secondary.lossAmount)],
        ["Chance of a second loss", element.secondary && String(element.secondary.probability)],
        ["Basis", element.basis || null],
      ];
  }
}

function assetFields(
  { dataClasses, worth, places, ownerId, note }: Extract<ModelElement, { kind: "asset" }>,
  naming: Naming,
): readonly Field[] {
  return [
    ["Data classes", dataClasses.map(choiceWord).join(", ") || null],
    ...WORTHS.map((one): Field => [WORTH_WORD[one], worth[one] && `${worth[one]} of 5`]),
    ["Lies in", places.map((id) => refOf(naming.element(id))).join(", ") || null],
    ["Owner", ownerId && naming.person(ownerId)],
    ["Note", note || null],
  ];
}

function controlFields(
  element: Extract<ModelElement, { kind: "control" }>,
  naming: Naming,
): readonly Field[] {
  const met = element.meetsConditionFor.map((id) => nameIn(naming.threats, id));
  return [
    ["Mechanism", nameIn(naming.mechanisms, element.mechanism)],
    ["Standing", STANDING_WORD[element.standing]],
    ["Stands on", element.scope.map((id) => refOf(naming.element(id))).join(", ") || null],
    ["Owner", element.ownerId && naming.person(element.ownerId)],
    ["Tool", element.tool || null],
    ["Note", element.note || null],
    ["Once", element.oneOffAmount && rangeWords(element.oneOffAmount)],
    ["Per year", element.perYearAmount && rangeWords(element.perYearAmount)],
    ["Milliseconds", element.latency && latencyWords(element.latency)],
    ["Meets the condition for", met.join(", ") || null],
  ];
}

const refOf = (element: Pick<ModelElement, "kind" | "number" | "name"> | undefined) => {
  if (!element) return "something that is gone";
  return element.kind === "system"
    ? "the whole system"
    : `${ELEMENT_PREFIX[element.kind]}-${element.number} ${element.name}`;
};
const nameIn = (all: readonly { readonly id: string; readonly name: string }[], id: string) =>
  all.find((one) => one.id === id)?.name ?? id;

/** "p95 within 60 ms". */
export function budgetWords(budget: { readonly percentile: number; readonly msLimit: number }): string {
  return `${percentileWord(budget.percentile)} within ${budget.msLimit}\u00a0ms`;
}

/** "p95", "p99.9". */
export function percentileWord(percentile: number): string {
  return `p${Number((percentile * 100).toFixed(2))}`;
}

/** "4000 to 35000, middle 12000"; one number where it is certain. */
export function rangeWords({ kind, p5, p50, p95 }: Quantity): string {
  return kind === "constant" ? String(p50) : `${p5} to ${p95}, middle ${p50}`;
}

/** What a hop pays, in words. */
export function latencyWords(model: LatencyModel): string {
  if (model.kind === "none") return "none";
  const trips =
    model.roundTrips === 0 ? "" : `, ${model.roundTrips} round trips of ${model.msRoundTrip}\u00a0ms inside`;
  if (model.kind === "single") return `${percentilesWords(model.single)}${trips}`;
  const share = Number((model.hitProbability * 100).toFixed(2));
  return `${share}\u00a0% hit ${percentilesWords(model.hit)}, else ${percentilesWords(model.miss)}${trips}`;
}

const percentilesWords = ({ msP50, msP95, msP99 }: MsPercentiles) =>
  `p50 ${msP50}, p95 ${msP95}, p99 ${msP99}\u00a0ms`;
