import type { LatencyModel } from "../catalogue/mechanism";
import type { PropertyDefinition, PropertyOwner, PropertyValue } from "../catalogue/property";
import { choiceWord, definitionOf, valueWords } from "../catalogue/property-words";
import { STANDING_WORD } from "../controls/vocabulary";
import type { ElementId } from "../kernel/ids";
import type { LatencyBudget } from "../latency/budget";
import type { Quantity } from "../quantity/quantity";
import type { ElementKind, FlowTree, Origin } from "./element";
import { budgetWords, latencyWords, rangeWords } from "./element-fields";
import { COORDINATION_WORD, TRUST_WORD, WORTH_WORD } from "./vocabulary";

/** What the fields of an element are called where an import shows differences. */
const FIELD_WORD: Readonly<Record<string, string>> = {
  name: "Name",
  origin: "Found again by",
  trust: "Trust",
  coordination: "Members share",
  parentId: "Inside",
  zoneId: "Zone",
  sourceId: "From",
  targetId: "To",
  callsPerRequest: "Calls per request",
  msRoundTrip: "Round trip",
  tree: "Flows",
  budget: "Budget",
  mechanism: "Mechanism",
  standing: "Standing",
  scope: "Stands on",
  tool: "Tool",
  note: "Note",
  oneOffAmount: "Once",
  perYearAmount: "Per year",
  latency: "Milliseconds",
  meetsConditionFor: "Meets the condition for",
  threat: "Threat",
  ratePerYear: "Events per year",
  lossAmount: "Loss per event",
  secondary: "Second loss",
  basis: "Basis",
  stride: "STRIDE",
  likelihood: "Likelihood",
  places: "Threatens",
  "asset.places": "Lies in",
  dataClasses: "Data classes",
  "worth.confidentiality": WORTH_WORD.confidentiality,
  "worth.integrity": WORTH_WORD.integrity,
  "worth.availability": WORTH_WORD.availability,
};
const PROPERTY = "properties.";

/** The name of a field; of a property as the catalogue labels it. */
export function fieldWord(
  kind: ElementKind,
  field: string,
  properties: readonly PropertyDefinition[],
): string {
  if (!field.startsWith(PROPERTY)) return FIELD_WORD[`${kind}.${field}`] ?? FIELD_WORD[field] ?? field;
  const id = field.slice(PROPERTY.length);
  return properties.find((one) => one.owner === kind && one.id === id)?.label ?? id;
}

type NameOf = (id: ElementId) => string;

/** Values of fields as people read them. New elements have no number yet, so all go by name. */
export const words = {
  plain: (value: string | number | readonly string[]): string =>
    typeof value === "object" ? value.join(", ") : String(value),
  property:
    (kind: PropertyOwner, id: string, properties: readonly PropertyDefinition[]) =>
    (value: PropertyValue): string => {
      const definition = definitionOf(properties, kind, id);
      return definition ? valueWords(definition, value) : String(value);
    },
  trust: (value: keyof typeof TRUST_WORD): string => TRUST_WORD[value],
  coordination: (value: keyof typeof COORDINATION_WORD): string => COORDINATION_WORD[value],
  standing: (value: keyof typeof STANDING_WORD): string => STANDING_WORD[value],
  origin: ({ source, externalId }: Origin): string => `${externalId} of ${source}`,
  step: (value: number): string => `${value} of 5`,
  classes: (value: readonly string[]): string => value.map(choiceWord).join(", "),
  ms: (value: number): string => `${value}\u00a0ms`,
  budget: (value: LatencyBudget): string => budgetWords(value),
  quantity: (value: Quantity): string => `${rangeWords(value)} (${value.kind})`,
  latency: (value: LatencyModel): string =>
    value.kind === "none" ? "none" : `${value.step}: ${latencyWords(value)}`,
  secondary: ({ probability, lossAmount }: { probability: number; lossAmount: Quantity }): string =>
    `probability ${probability}: ${rangeWords(lossAmount)}`,
  inside:
    (nameOf: NameOf) =>
    ({ zoneId }: { readonly zoneId: ElementId | null }): string =>
      zoneId === null ? "no other zone" : nameOf(zoneId),
  elements:
    (nameOf: NameOf) =>
    (ids: readonly ElementId[]): string =>
      ids.map(nameOf).join(", "),
  tree:
    (nameOf: NameOf) =>
    (tree: FlowTree): string =>
      treeText(tree, nameOf, true),
};

function treeText(tree: FlowTree, nameOf: NameOf, isTop: boolean): string {
  if (tree.kind === "flow") return nameOf(tree.flowId);
  const text = tree.parts
    .map((part) => treeText(part, nameOf, false))
    .join(tree.kind === "series" ? " → " : " | ");
  return isTop ? text : `(${text})`;
}
