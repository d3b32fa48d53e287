import type { PropertyDefinition } from "../catalogue/property";
import type { ElementId } from "../kernel/ids";
import { readable } from "./check-whole";
import type { ModelElement } from "./element";
import { LESS } from "./import-attached";
import { type BarredPart, barOf, barredParts } from "./import-barred";
import { mergedDraft } from "./import-element";
import { importNames } from "./import-names";
import { barredParents } from "./import-parents";
import { makePen, type Pen } from "./import-pen";
import type { ImportLine, ImportPreview, LeftOut } from "./import-preview";
import { words } from "./import-words";
import type { ImportedElement, ImportedModel } from "./imported-model";
import { type Match, matchImport, originOf, type Tombstone } from "./match-import";
import type { ElementDraft, ModelChange } from "./model-change";
import { insideOf, type Keys, newDraft } from "./new-element";
import { elementsOf, type SystemModel } from "./system-model";
import { WORTHS } from "./vocabulary";

/** What an import is merged with. */
export interface ImportContext {
  readonly model: SystemModel;
  readonly tombstones: readonly Tombstone[];
  /** Fields of a standing element that a person wrote last. */
  readonly personsFieldsOf: (id: ElementId) => ReadonlySet<string>;
  readonly properties: readonly PropertyDefinition[];
  /** Gives an id that was never used. */
  readonly makeId: () => ElementId;
}

export interface MergedImport {
  readonly changes: readonly ModelChange[];
  /** For each change the place of its element in the file, so that a refusal can name it. */
  readonly sources: readonly ImportedElement[];
  /** Standing elements about which the file says something else. */
  readonly differing: readonly ElementId[];
  /** What the file wants and an import must not do, but a second person may, by element. */
  readonly barred: readonly BarredPart[];
  readonly preview: ImportPreview;
}

/**
 * Merges a file with the model that stands. An import follows the file in what it says of an element, and takes out none:
 *
 * - a field that a person wrote last stays as it is;
 * - what the file does not state stays as it is, and an element that is no longer in the file stays;
 * - what somebody took out stays out;
 * - a budget is not loosened, a control not taken back or narrowed, a threat that counts not lessened, since each of these
 *   may need a second person; what the file wants there is said apart;
 * - a control keeps the threats whose condition it meets. Other lists, such as the places and data classes of an asset, are
 *   those of the file wherever it names any.
 *
 * The same file imported again changes nothing.
 */
export function mergeImport(imported: ImportedModel, context: ImportContext): MergedImport {
  const { model } = context;
  const matches = matchImport(imported, model, context.tombstones, context.makeId);
  const counted = new Set(model.statedThreats.filter(({ threat }) => threat !== null).map(({ id }) => id));
  const mayRename = (id: ElementId) => !counted.has(id) && !context.personsFieldsOf(id).has("name");
  const names = importNames(imported, model, matches, mayRename);
  const isPersons = (id: ElementId) => context.personsFieldsOf(id).has("parentId");
  const whyNotInside = barredParents(imported, model, matches, isPersons);
  const keys = { ...keysOf(imported, model, matches, names), whyNotInside };
  const changes: ModelChange[] = [];
  const sources: ImportedElement[] = [];
  const lines: ImportLine[] = [];
  const leftOut: LeftOut[] = [];
  const differing: ElementId[] = [];
  const barred: BarredPart[] = [];
  for (const element of imported.elements) {
    const match = matches.get(element.key);
    if (!match || match.is === "left-out") {
      if (match) leftOut.push({ ...placeOf(element), reason: match.reason });
      continue;
    }
    const name = names.get(element.key) ?? element.name;
    const merged =
      match.is === "new"
        ? makeElement(element, { id: match.id, name, origin: originOf(element, imported) }, keys, context)
        : changeElement(element, match, { name, imported, keys, context });
    barred.push(...merged.barred.map((part) => ({ ...part, line: lines.length })));
    lines.push(merged.line);
    if (match.is === "standing" && merged.line.changes.length + merged.line.kept.length > 0)
      differing.push(match.element.id);
    if (!merged.change) continue;
    changes.push(merged.change);
    sources.push(element);
  }
  const { format, notes } = imported;
  return {
    changes,
    sources,
    differing,
    barred,
    preview: { format, lines, critical: [], leftOut, gone: goneFrom(imported, model, matches), notes },
  };
}

const placeOf = ({ kind, name, line }: ImportedElement) => ({ kind, name, line });

function keysOf(
  imported: ImportedModel,
  model: SystemModel,
  matches: ReadonlyMap<string, Match>,
  names: ReadonlyMap<string, string>,
): Pick<Keys, "idOf" | "nameOf" | "isHere"> {
  const idOf = (key: string) => {
    const match = matches.get(key);
    if (!match || match.is === "left-out") return null;
    return match.is === "new" ? match.id : match.element.id;
  };
  const nameById = new Map(elementsOf(model).map(({ id, name }) => [id, name]));
  for (const { key } of imported.elements) {
    const id = idOf(key);
    const name = names.get(key);
    if (id && name !== undefined) nameById.set(id, name);
  }
  return {
    idOf,
    nameOf: (id) => nameById.get(id) ?? "what is not here",
    isHere: (id) => nameById.has(id),
  };
}

interface Merged {
  readonly line: ImportLine;
  readonly change: ModelChange | null;
  readonly barred: readonly Omit<BarredPart, "line">[];
}

function makeElement(
  element: ImportedElement,
  base: Parameters<typeof newDraft>[1],
  keys: Keys,
  { properties }: ImportContext,
): Merged {
  const draft = newDraft(element, base, keys);
  const pen = makePen(element.kind, new Set(), properties);
  if (draft) describeNew(draft, element, keys, pen);
  const { name } = base;
  const line: ImportLine = { ...placeOf(element), name, readable: null, outcome: "made", ...notedBy(pen) };
  return { line, change: draft && { op: "save", draft, version: null }, barred: [] };
}

const notedBy = ({ changes, kept }: Pen) => ({ changes, kept });

/** Lists what a new element states, as changes from nothing. */
function describeNew(draft: ElementDraft, element: ImportedElement, keys: Keys, pen: Pen): void {
  const { pick } = pen;
  const of = keys.nameOf;
  const standing = null;
  switch (draft.kind) {
    case "zone":
      describeInside(element, keys, pen);
      pick({ field: "trust", standing, wanted: draft.trust, say: words.trust });
      break;
    case "component":
      pick({ field: "zoneId", standing, wanted: draft.zoneId, say: of });
      break;
    case "flow":
      pick({ field: "sourceId", standing, wanted: draft.sourceId, say: of });
      pick({ field: "targetId", standing, wanted: draft.targetId, say: of });
      break;
    case "path":
      pick({ field: "tree", standing, wanted: draft.tree, say: words.tree(keys.nameOf) });
      pick({ field: "budget", standing, wanted: draft.budget, say: words.budget });
      break;
    case "control":
      pick({ field: "mechanism", standing, wanted: draft.mechanism, say: words.plain });
      pick({ field: "standing", standing, wanted: draft.standing, say: words.standing });
      pick({ field: "scope", standing, wanted: draft.scope, say: words.elements(keys.nameOf) });
      break;
    case "asset":
      if (draft.dataClasses.length > 0)
        pick({ field: "dataClasses", standing, wanted: draft.dataClasses, say: words.classes });
      for (const of of WORTHS)
        pick({ field: `worth.${of}`, standing, wanted: draft.worth[of], say: words.step });
      if (draft.places.length > 0)
        pick({ field: "places", standing, wanted: draft.places, say: words.elements(keys.nameOf) });
      break;
    case "loss-scenario":
      pick({ field: "threat", standing, wanted: draft.threat, say: words.plain });
      pick({ field: "ratePerYear", standing, wanted: draft.ratePerYear, say: words.quantity });
      pick({ field: "lossAmount", standing, wanted: draft.lossAmount, say: words.quantity });
      break;
    default:
  }
  if ("properties" in element)
    for (const [id, value] of Object.entries(element.properties))
      pick({
        field: `properties.${id}`,
        standing,
        wanted: value,
        say: words.property(element.kind, id, pen.properties),
      });
}

function describeInside(element: ImportedElement, keys: Keys, { pick }: Pen): void {
  if (element.kind !== "zone") return;
  pick({
    field: "parentId",
    standing: null,
    wanted: insideOf(element, keys)?.zoneId,
    say: keys.nameOf,
    barred: keys.whyNotInside(element.key),
  });
}

interface ChangeTools {
  readonly name: string;
  readonly imported: ImportedModel;
  readonly keys: Keys;
  readonly context: ImportContext;
}

function changeElement(
  element: ImportedElement,
  { element: standing, isAlike }: Extract<Match, { is: "standing" }>,
  { name, imported, keys, context }: ChangeTools,
): Merged {
  const persons = context.personsFieldsOf(standing.id);
  const pen = makePen(element.kind, persons, context.properties, barOf(standing, context.model));
  writeName(element, standing, name, pen);
  const origin =
    isAlike && standing.origin === null
      ? pen.pick({
          field: "origin",
          standing: standing.origin,
          wanted: originOf(element, imported),
          say: words.origin,
        })
      : standing.origin;
  const draft: ElementDraft = { ...mergedDraft(standing, element, keys, pen), name, origin };
  const isChanged = pen.changes.length > 0;
  const line: ImportLine = {
    ...placeOf(element),
    name,
    readable: readable({ ...standing, name: "" }).trim(),
    outcome: isChanged ? "changed" : "unchanged",
    ...notedBy(pen),
  };
  const version = standing.version > 0 ? standing.version : null;
  return {
    line,
    change: isChanged ? { op: "save", draft, version } : null,
    barred: barredParts(draft, pen.askable),
  };
}

function whyNamedSo(standing: ModelElement): string {
  return standing.kind === "stated-threat" && standing.threat !== null
    ? LESS
    : "Another one here has this name. Rename that one first.";
}

/** The name was settled before; here it is only noted. */
function writeName(element: ImportedElement, standing: ModelElement, name: string, pen: Pen): void {
  if (element.kind === "system") return;
  const isInUse = name === standing.name;
  pen.pick({
    field: "name",
    standing: standing.name,
    wanted: element.name,
    say: words.plain,
    barred: isInUse ? whyNamedSo(standing) : null,
    asks: standing.kind === "stated-threat",
  });
}

/** What came from the same place before and is not in the file any more. */
function goneFrom(
  { source }: ImportedModel,
  model: SystemModel,
  matches: ReadonlyMap<string, Match>,
): readonly string[] {
  const seen = new Set(
    [...matches.values()].flatMap((match) => (match.is === "standing" ? match.element.id : [])),
  );
  return elementsOf(model)
    .filter(({ id, origin }) => origin?.source === source && !seen.has(id))
    .map(readable);
}
