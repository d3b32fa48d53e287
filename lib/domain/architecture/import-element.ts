import type { PropertyOwner, PropertyValue, PropertyValues } from "../catalogue/property";
import { STANDINGS } from "../controls/vocabulary";
import { isLooser } from "../latency/budget";
import { lessStated } from "../threats/less-stated";
import type {
  Component,
  Control,
  Described,
  Flow,
  FlowTree,
  LossScenarioElement,
  ModelElement,
  RequestPath,
  StatedThreat,
  Zone,
} from "./element";
import { flowsIn } from "./flow-tree";
import type { Pen } from "./import-pen";
import { words } from "./import-words";
import type {
  ImportedComponent,
  ImportedControl,
  ImportedElement,
  ImportedFlow,
  ImportedLossScenario,
  ImportedPath,
  ImportedStatedThreat,
  ImportedZone,
} from "./imported-model";
import type { ElementDraft } from "./model-change";
import { type Keys, rising, scopeOf, treeOf } from "./new-element";

const LOOSER =
  "This would loosen the budget of the path, which needs a second person: ask for it on the path’s page under Latency.";
const NARROWER =
  "An import takes a control off nothing: change where it stands on the architecture page, where a second person is asked if it was proven.";
const LOWER =
  "An import takes no control back: do that on the architecture page, where a second person is asked if it was proven.";
const LESS =
  "This would make a threat count for less: change it on its page under Threats, where a second person is asked.";
const OTHER = "This makes it another one: take it out on the architecture page and add the new one there.";

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
  if (own.kind === "zone" && element.kind === "zone") return mergedZone(own, element, pen);
  if (own.kind === "component" && element.kind === "component")
    return mergedComponent(own, element, keys, pen);
  if (own.kind === "flow" && element.kind === "flow") return mergedFlow(own, element, keys, pen);
  return own.kind === "path" && element.kind === "path" ? mergedPath(own, element, keys, pen) : own;
}

type Draft<E> = Omit<E, "number" | "version" | "stated">;

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

function mergedZone(own: Draft<Zone>, { trust, coordination }: ImportedZone, { pick }: Pen): Draft<Zone> {
  return {
    ...own,
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

/** The budget first, over the hops as they are; then the hops, under the budget that holds from now on. */
function mergedPath(
  own: Draft<RequestPath>,
  element: ImportedPath,
  { idOf, nameOf }: Keys,
  { pick }: Pen,
): Draft<RequestPath> {
  const tree = treeOf(element.tree, idOf);
  const covered = (limit: RequestPath["budget"], hops: FlowTree) =>
    limit ? [{ pathId: own.id, hopIds: flowsIn(hops), ...limit }] : [];
  const looser = element.budget && isLooser(covered(own.budget, own.tree), covered(element.budget, own.tree));
  const budget = pick({
    field: "budget",
    standing: own.budget,
    wanted: element.budget,
    say: words.budget,
    barred: looser ? LOOSER : null,
  });
  const drops = tree && isLooser(covered(own.budget, own.tree), covered(own.budget, tree));
  return {
    ...own,
    budget,
    tree: pick({
      field: "tree",
      standing: own.tree,
      wanted: tree,
      say: words.tree(nameOf),
      barred: drops ? LOOSER : null,
    }),
  };
}

function mergedControl(
  own: Draft<Control>,
  element: ImportedControl,
  { idOf, nameOf }: Keys,
  pen: Pen,
): Draft<Control> {
  const { pick } = pen;
  const { mechanism, standing, meetsConditionFor } = element;
  const wanted = scopeOf(element.scopeKeys, idOf);
  const say = words.elements(nameOf);
  const isWider = own.scope.every((id) => wanted.includes(id));
  const scope = pick({
    field: "scope",
    standing: own.scope,
    wanted: pen.isPersons("scope") ? wanted : rising([...own.scope, ...wanted]),
    say,
  });
  if (!isWider && !pen.isPersons("scope")) pen.keep("scope", say(scope), say(wanted), NARROWER);
  const lowers =
    own.standing !== "retired" &&
    (standing === "retired" || STANDINGS.indexOf(standing) < STANDINGS.indexOf(own.standing));
  return {
    ...own,
    scope,
    mechanism: pick({
      field: "mechanism",
      standing: own.mechanism,
      wanted: mechanism,
      say: words.plain,
      barred: OTHER,
    }),
    standing: pick({
      field: "standing",
      standing: own.standing,
      wanted: standing,
      say: words.standing,
      barred: lowers ? LOWER : null,
    }),
    tool: pick({ field: "tool", standing: own.tool, wanted: element.tool, say: words.plain }),
    note: pick({ field: "note", standing: own.note, wanted: element.note, say: words.plain }),
    ...mergedFigures(own, element, pen),
    meetsConditionFor: pick({
      field: "meetsConditionFor",
      standing: own.meetsConditionFor,
      wanted: meetsConditionFor.length > 0 ? meetsConditionFor : null,
      say: words.plain,
    }),
  };
}

function mergedFigures(
  own: Draft<Control>,
  { oneOffAmount, perYearAmount, latency }: ImportedControl,
  { pick }: Pen,
) {
  const say = words.quantity;
  return {
    oneOffAmount: pick({ field: "oneOffAmount", standing: own.oneOffAmount, wanted: oneOffAmount, say }),
    perYearAmount: pick({ field: "perYearAmount", standing: own.perYearAmount, wanted: perYearAmount, say }),
    latency: pick({ field: "latency", standing: own.latency, wanted: latency, say: words.latency }),
  };
}

function mergedLoss(
  own: Draft<LossScenarioElement>,
  { threat, ratePerYear, lossAmount, secondary, basis }: ImportedLossScenario,
  { pick }: Pen,
): Draft<LossScenarioElement> {
  const say = words.quantity;
  return {
    ...own,
    threat: pick({ field: "threat", standing: own.threat, wanted: threat, say: words.plain, barred: OTHER }),
    ratePerYear: pick({ field: "ratePerYear", standing: own.ratePerYear, wanted: ratePerYear, say }),
    lossAmount: pick({ field: "lossAmount", standing: own.lossAmount, wanted: lossAmount, say }),
    secondary: pick({ field: "secondary", standing: own.secondary, wanted: secondary, say: words.secondary }),
    basis: pick({ field: "basis", standing: own.basis, wanted: basis, say: words.plain }),
  };
}

function mergedThreat(
  own: Draft<StatedThreat>,
  { threat, stride, likelihood, placeKeys, note }: ImportedStatedThreat,
  { idOf, nameOf }: Keys,
  { pick }: Pen,
): Draft<StatedThreat> {
  const wanted = scopeOf(placeKeys, idOf);
  const lessens = (change: Partial<StatedThreat>) =>
    lessStated(own, { ...own, ...change }).length > 0 ? LESS : null;
  return {
    ...own,
    threat: pick({
      field: "threat",
      standing: own.threat,
      wanted: threat,
      say: words.plain,
      barred: lessens({ threat }),
    }),
    stride: pick({ field: "stride", standing: own.stride, wanted: stride, say: words.plain }),
    likelihood: pick({
      field: "likelihood",
      standing: own.likelihood,
      wanted: likelihood,
      say: words.plain,
      barred: likelihood === undefined ? null : lessens({ likelihood }),
    }),
    places: pick({
      field: "places",
      standing: own.places,
      wanted,
      say: words.elements(nameOf),
      barred: lessens({ places: wanted }),
    }),
    note: pick({ field: "note", standing: own.note, wanted: note, say: words.plain }),
  };
}
