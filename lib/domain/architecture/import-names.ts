import type { ElementId } from "../kernel/ids";
import type { ModelElement } from "./element";
import { makeNames } from "./free-names";
import type { ImportedElement, ImportedModel } from "./imported-model";
import type { Match } from "./match-import";
import { elementsOf, type SystemModel } from "./system-model";

/** Kinds whose elements have each its own name. */
const NAMED: readonly ModelElement["kind"][] = ["zone", "component", "path", "asset"];

/**
 * The names that elements have after an import. Zones, components, paths and assets have each its own name, upper and lower case
 * being the same: a standing one that would get a name that is in use keeps its own, a new one gets a number behind it.
 *
 * Renames are tried until none is left that can be done, so that their order in the file does not matter and the same
 * file imported again finds nothing to do.
 *
 * @param mayRename whether an import may change the name of a standing element
 * @returns for each key of an element that is imported, its name
 */
export function importNames(
  imported: ImportedModel,
  model: SystemModel,
  matches: ReadonlyMap<string, Match>,
  mayRename: (id: ElementId) => boolean,
): ReadonlyMap<string, string> {
  const holders = new Map(elementsOf(model).map(({ kind, id, name }) => [slot(kind, name), id]));
  const names = new Map<string, string>();
  let waiting: readonly ImportedElement[] = imported.elements.filter(({ key, kind, name }) => {
    const match = matches.get(key);
    if (match?.is !== "standing") return false;
    const mayGet = kind !== "system" && mayRename(match.element.id);
    names.set(key, mayGet && !NAMED.includes(kind) ? name : match.element.name);
    return mayGet && NAMED.includes(kind) && name !== match.element.name;
  });
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length;
    waiting = waiting.filter((element) => !rename(element, matches, holders, names));
  }
  const freeNames = new Map(NAMED.map((kind) => [kind, makeNames(heldBy(kind, holders))]));
  for (const { key, kind, name } of imported.elements)
    if (matches.get(key)?.is === "new") names.set(key, freeNames.get(kind)?.(name) ?? name);
  return names;
}

const slot = (kind: string, name: string) => `${kind}\n${name.trim().toLowerCase()}`;

function heldBy(kind: string, holders: ReadonlyMap<string, ElementId>): readonly string[] {
  const start = slot(kind, "");
  return [...holders.keys()].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
}

function rename(
  { key, kind, name }: ImportedElement,
  matches: ReadonlyMap<string, Match>,
  holders: Map<string, ElementId>,
  names: Map<string, string>,
): boolean {
  const match = matches.get(key);
  if (match?.is !== "standing") return false;
  const holder = holders.get(slot(kind, name));
  if (holder !== undefined && holder !== match.element.id) return false;
  holders.delete(slot(kind, match.element.name));
  holders.set(slot(kind, name), match.element.id);
  names.set(key, name);
  return true;
}
