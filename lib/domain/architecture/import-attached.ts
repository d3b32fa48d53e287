import { STANDINGS } from "../controls/vocabulary";
import type { ElementId } from "../kernel/ids";
import { lessStated } from "../threats/less-stated";
import type { Asset, Control, LossScenarioElement, StatedThreat } from "./element";
import type { Pen } from "./import-pen";
import { words } from "./import-words";
import type {
  ImportedAsset,
  ImportedControl,
  ImportedLossScenario,
  ImportedStatedThreat,
} from "./imported-model";
import { type Keys, rising, scopeOf } from "./new-element";
import type { WorthOf } from "./vocabulary";

const NARROWER =
  "An import takes a control off nothing: change where it stands on the architecture page, where a second person is asked if it was proven.";
const OUTLIVED =
  "Something that it stood on was taken out here: bring it back on its page, and say there where it stands now.";
const LEFT_OUT = "All that the file names here is left out, so it stays as it is.";
const CREDITED =
  "An import takes no credit away: say on the control’s page for which threats it does not meet the condition.";
const LOWER =
  "An import takes no control back: do that on the architecture page, where a second person is asked if it was proven.";
/** Why an import leaves a stated threat that counts as it stands. */
export const LESS =
  "This would make a threat count for less: change it on its page under Threats, where a second person is asked.";
const OTHER = "This makes it another one: take it out on the architecture page and add the new one there.";

/** An element as an import writes it: number, version and the days of claims follow. */
export type Draft<E> = Omit<E, "number" | "version" | "stated">;

export function mergedControl(
  own: Draft<Control>,
  element: ImportedControl,
  { idOf, nameOf, isHere }: Keys,
  pen: Pen,
): Draft<Control> {
  const { pick } = pen;
  const { mechanism, standing } = element;
  const say = words.elements(nameOf);
  const wanted = statedPlaces(pen, { field: "scope", keys: element.scopeKeys, own: own.scope, say, idOf });
  const isWider = wanted === null || own.scope.every((id) => wanted.includes(id) || !isHere(id));
  const scope = pick({
    field: "scope",
    standing: own.scope,
    wanted: pen.isPersons("scope") ? wanted : wanted && rising([...own.scope, ...wanted]),
    say,
  });
  if (!isWider && !pen.isPersons("scope"))
    pen.keep("scope", { before: say(scope), after: say(wanted), why: NARROWER }, wanted);
  const lowers =
    own.standing !== "retired" &&
    (standing === "retired" || STANDINGS.indexOf(standing) < STANDINGS.indexOf(own.standing));
  const isBroughtBack = own.standing === "retired" && !scope.every(isHere);
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
      barred: isBroughtBack ? OUTLIVED : lowers ? LOWER : null,
      asks: lowers,
    }),
    tool: pick({ field: "tool", standing: own.tool, wanted: element.tool, say: words.plain }),
    note: pick({ field: "note", standing: own.note, wanted: element.note, say: words.plain }),
    ...mergedFigures(own, element, pen),
    meetsConditionFor: mergedConditions(own, element, pen),
  };
}

/** Joined, as the scope is: a threat that the file does not name keeps its credit. */
function mergedConditions(
  { meetsConditionFor: own }: Draft<Control>,
  { meetsConditionFor: wanted }: ImportedControl,
  pen: Pen,
): readonly string[] {
  const field = "meetsConditionFor";
  if (wanted.length === 0) return own;
  const joined = pen.isPersons(field) ? wanted : [...new Set([...own, ...wanted])];
  const merged = pen.pick({ field, standing: own, wanted: joined, say: words.plain });
  if (!pen.isPersons(field) && !own.every((threat) => wanted.includes(threat)))
    pen.leave(field, { before: words.plain(merged), after: words.plain(wanted), why: CREDITED });
  return merged;
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

export function mergedLoss(
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

export function mergedThreat(
  own: Draft<StatedThreat>,
  { threat, stride, likelihood, placeKeys, note }: ImportedStatedThreat,
  { idOf, nameOf }: Keys,
  pen: Pen,
): Draft<StatedThreat> {
  const { pick } = pen;
  const say = words.elements(nameOf);
  const wanted = statedPlaces(pen, { field: "places", keys: placeKeys, own: own.places, say, idOf });
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
      asks: true,
    }),
    stride: pick({ field: "stride", standing: own.stride, wanted: stride, say: words.plain }),
    likelihood: pick({
      field: "likelihood",
      standing: own.likelihood,
      wanted: likelihood,
      say: words.plain,
      barred: likelihood === undefined ? null : lessens({ likelihood }),
      asks: true,
    }),
    places: pick({
      field: "places",
      standing: own.places,
      wanted,
      say,
      barred: wanted && lessens({ places: wanted }),
      asks: true,
    }),
    note: pick({ field: "note", standing: own.note, wanted: note, say: words.plain }),
  };
}

export function mergedAsset(
  own: Draft<Asset>,
  { dataClasses, worth, placeKeys, note }: ImportedAsset,
  { idOf, nameOf }: Keys,
  pen: Pen,
): Draft<Asset> {
  const { pick } = pen;
  const say = words.elements(nameOf);
  const wanted = statedPlaces(pen, { field: "places", keys: placeKeys, own: own.places, say, idOf });
  const valued = (of: WorthOf) =>
    pick({ field: `worth.${of}`, standing: own.worth[of], wanted: worth[of], say: words.step });
  return {
    ...own,
    dataClasses: pick({
      field: "dataClasses",
      standing: own.dataClasses,
      wanted: dataClasses.length > 0 ? dataClasses : null,
      say: words.classes,
    }),
    worth: {
      confidentiality: valued("confidentiality"),
      integrity: valued("integrity"),
      availability: valued("availability"),
    },
    places: pick({ field: "places", standing: own.places, wanted, say }),
    note: pick({ field: "note", standing: own.note, wanted: note, say: words.plain }),
  };
}

interface Places {
  readonly field: string;
  readonly keys: readonly string[];
  readonly own: readonly ElementId[];
  readonly say: (places: readonly ElementId[]) => string;
  readonly idOf: Keys["idOf"];
}

/** Where a file puts something; null where it does not say, or where all that it names is left out, which is noted. */
function statedPlaces(pen: Pen, { field, keys, own, say, idOf }: Places): readonly ElementId[] | null {
  const wanted = scopeOf(keys, idOf);
  if (wanted.length > 0) return wanted;
  if (keys.length > 0)
    pen.leave(field, { before: say(own) || null, after: "what is left out", why: LEFT_OUT });
  return null;
}
