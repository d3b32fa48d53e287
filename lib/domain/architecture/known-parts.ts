import type { ModelCatalogue } from "../catalogue/model-catalogue";
import type { PropertyValues } from "../catalogue/property";
import { checkProperties } from "./check-properties";
import type { ImportedControl, ImportedElement, ImportedModel, ImportNote } from "./imported-model";

type Known = Pick<ModelCatalogue, "properties" | "mechanisms" | "threats">;

/**
 * A file without what the catalogue of this installation does not know: properties and their values, mechanisms, threats,
 * and elements that a mechanism can't be put on. Each is noted, and all else is taken.
 */
export function keepKnown(imported: ImportedModel, known: Known): ImportedModel {
  const notes: ImportNote[] = [...imported.notes];
  const kinds = new Map(imported.elements.map(({ key, kind }) => [key, kind]));
  const elements = imported.elements.flatMap((element): readonly ImportedElement[] => {
    const note = (message: string) => notes.push({ line: element.line, path: element.name, message });
    if ("properties" in element) return [{ ...element, properties: knownProperties(element, known, note) }];
    if (element.kind === "asset") return [element];
    if (element.kind === "control") return knownControl(element, kinds, known, note);
    if (known.threats.some(({ id }) => id === element.threat)) return [element];
    if (element.kind === "stated-threat") {
      if (element.threat !== null)
        note(`The catalogue has no threat “${element.threat}”: say on its page which one is meant.`);
      return [{ ...element, threat: null }];
    }
    note(`The catalogue has no threat “${element.threat}”: this loss scenario is left out.`);
    return [];
  });
  return { ...imported, elements, notes };
}

function knownProperties(
  {
    kind,
    properties,
  }: Exclude<ImportedElement, { kind: "control" | "loss-scenario" | "stated-threat" | "asset" }>,
  known: Known,
  note: (message: string) => void,
): PropertyValues {
  const wrong = new Map(
    checkProperties(kind, properties, known.properties).map(({ path, message }) => [path, message]),
  );
  for (const [id, message] of wrong) note(`${message} The property ${id} is left out.`);
  return Object.fromEntries(Object.entries(properties).filter(([id]) => !wrong.has(id)));
}

function knownControl(
  control: ImportedControl,
  kinds: ReadonlyMap<string, ImportedElement["kind"]>,
  known: Known,
  note: (message: string) => void,
): readonly ImportedControl[] {
  const mechanism = known.mechanisms.find(({ id }) => id === control.mechanism);
  if (!mechanism) {
    note(`The catalogue has no mechanism “${control.mechanism}”: this control is left out.`);
    return [];
  }
  const mayStandOn = (key: string) => mechanism.appliesTo.some((kind) => kind === kinds.get(key));
  const scopeKeys = control.scopeKeys.filter(mayStandOn);
  if (scopeKeys.length < control.scopeKeys.length)
    note(
      `${mechanism.name} goes on a ${mechanism.appliesTo.join(" or ")} only: what else it names is left out.`,
    );
  if (scopeKeys.length === 0 && control.scopeKeys.length > 0) {
    note("The control stands on nothing: it is left out.");
    return [];
  }
  const isKnown = (id: string) => known.threats.some((threat) => threat.id === id);
  const meetsConditionFor = control.meetsConditionFor.filter(isKnown);
  if (meetsConditionFor.length < control.meetsConditionFor.length)
    note("It names threats that the catalogue does not have: these are left out.");
  return [{ ...control, scopeKeys, meetsConditionFor }];
}
