import type { PropertyOwner, PropertyValue, PropertyValues } from "../catalogue/property";
import type { Component, Described, Flow, ModelElement, RequestPath, Zone } from "./element";
import { type Draft, mergedAsset, mergedControl, mergedLoss, mergedThreat } from "./import-attached";
import type { Pen } from "./import-pen";
import { words } from "./import-words";
import type {
  ImportedComponent,
  ImportedElement,
  ImportedFlow,
  ImportedPath,
  ImportedZone,
} from "./imported-model";
import type { ElementDraft } from "./model-change";
import { insideOf, type Keys, treeOf } from "./new-element";

/** A standing element with what its file says written over what no person wrote. */
export function mergedDraft(
  standing: ModelElement,
  element: ImportedElement,
  keys: Keys,
  pen: Pen,
): ElementDraft {
  const { number: _number, version: _version, ...draft } = standing;
  if (draft.kind === "control")
    return element.kind === "control" ? mergedControl(draft, element, keys, pen) : draft;
  if (draft.kind === "loss-scenario")
    return element.kind === "loss-scenario" ? mergedLoss(draft, element, pen) : draft;
  if (draft.kind === "stated-threat")
    return element.kind === "stated-threat" ? mergedThreat(draft, element, keys, pen) : draft;
  if (draft.kind === "asset")
    return element.kind === "asset" ? mergedAsset(draft, element, keys, pen) : draft;
  return mergedDescribed(draft, element, keys, pen);
}

type Parts<E> = E extends ModelElement & Described ? Omit<E, "number" | "version"> : never;
type DescribedParts = Parts<ModelElement>;

function mergedDescribed(
  { stated: _stated, ...described }: DescribedParts,
  element: ImportedElement,
  keys: Keys,
  pen: Pen,
): ElementDraft {
  const properties =
    "properties" in element
      ? mergedProperties(described.kind, described.properties, element.properties, pen)
      : described.properties;
  const own = { ...described, properties };
  if (own.kind === "zone" && element.kind === "zone") return mergedZone(own, element, keys, pen);
  if (own.kind === "component" && element.kind === "component")
    return mergedComponent(own, element, keys, pen);
  if (own.kind === "flow" && element.kind === "flow") return mergedFlow(own, element, keys, pen);
  return own.kind === "path" && element.kind === "path" ? mergedPath(own, element, keys, pen) : own;
}

function mergedProperties(
  kind: PropertyOwner,
  standing: PropertyValues,
  wanted: PropertyValues,
  pen: Pen,
): PropertyValues {
  const merged: Record<string, PropertyValue> = { ...standing };
  for (const [id, value] of Object.entries(wanted)) {
    const picked = pen.pick({
      field: `properties.${id}`,
      standing: standing[id],
      wanted: value,
      say: words.property(kind, id, pen.properties),
    });
    if (picked !== undefined) merged[id] = picked;
  }
  return merged;
}

function mergedZone(own: Draft<Zone>, element: ImportedZone, keys: Keys, { pick }: Pen): Draft<Zone> {
  const { trust, coordination, key } = element;
  return {
    ...own,
    parentId: pick({
      field: "parentId",
      standing: { zoneId: own.parentId },
      wanted: insideOf(element, keys),
      say: words.inside(keys.nameOf),
      barred: keys.whyNotInside(key),
    }).zoneId,
    trust: pick({ field: "trust", standing: own.trust, wanted: trust, say: words.trust }),
    coordination: pick({
      field: "coordination",
      standing: own.coordination,
      wanted: coordination,
      say: words.coordination,
    }),
  };
}

function mergedComponent(
  own: Draft<Component>,
  { zoneKey }: ImportedComponent,
  { idOf, nameOf }: Keys,
  { pick }: Pen,
): Draft<Component> {
  const say = nameOf;
  return { ...own, zoneId: pick({ field: "zoneId", standing: own.zoneId, wanted: idOf(zoneKey), say }) };
}

function mergedFlow(
  own: Draft<Flow>,
  { sourceKey, targetKey, callsPerRequest, msRoundTrip }: ImportedFlow,
  { idOf, nameOf }: Keys,
  { pick, isPersons }: Pen,
): Draft<Flow> {
  const say = nameOf;
  const [source, target] = [idOf(sourceKey), idOf(targetKey)];
  const loops =
    (isPersons("sourceId") ? own.sourceId : source) === (isPersons("targetId") ? own.targetId : target)
      ? "A flow leads to another component, so both ends stay as they are."
      : null;
  return {
    ...own,
    sourceId: pick({ field: "sourceId", standing: own.sourceId, wanted: source, say, barred: loops }),
    targetId: pick({ field: "targetId", standing: own.targetId, wanted: target, say, barred: loops }),
    callsPerRequest: pick({
      field: "callsPerRequest",
      standing: own.callsPerRequest,
      wanted: callsPerRequest,
      say: words.plain,
    }),
    msRoundTrip: pick({
      field: "msRoundTrip",
      standing: own.msRoundTrip,
      wanted: msRoundTrip,
      say: words.ms,
    }),
  };
}

/** What would loosen the budget that holds today is barred by the pen. */
function mergedPath(
  own: Draft<RequestPath>,
  element: ImportedPath,
  { idOf, nameOf }: Keys,
  { pick }: Pen,
): Draft<RequestPath> {
  const tree = treeOf(element.tree, idOf);
  return {
    ...own,
    budget: pick({ field: "budget", standing: own.budget, wanted: element.budget, say: words.budget }),
    tree: pick({ field: "tree", standing: own.tree, wanted: tree, say: words.tree(nameOf) }),
  };
}
