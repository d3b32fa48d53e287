import type { ElementId } from "../kernel/ids";
import type { ElementKind, ModelElement, Origin } from "./element";
import { type ImportedElement, type ImportedModel, type ImportedTree, ownSource } from "./imported-model";
import { elementsOf, type SystemModel } from "./system-model";
import { ELEMENT_PREFIX } from "./vocabulary";

/** An element that somebody took out. */
export interface Tombstone {
  readonly id: ElementId;
  readonly kind: ElementKind;
  readonly number: number;
  readonly name: string;
  readonly origin: Origin | null;
}

/** What an element of a file is in the model. */
export type Match =
  | {
      readonly is: "standing";
      readonly element: ModelElement;
      /** Not known from an import or by its id, only the same to a reader. */
      readonly isAlike: boolean;
    }
  | { readonly is: "new"; readonly id: ElementId }
  | { readonly is: "left-out"; readonly reason: string };

/** What an element is found by the next time. */
export function originOf(element: ImportedElement, { source }: ImportedModel): Origin {
  return element.origin ?? { source, externalId: element.key };
}

/**
 * Finds for each element of a file the one that it is in the model: by its id (a file of this very system), by where it
 * came from, or else by what makes it the same to a reader: the name of a zone, component, path or asset, the two ends of a
 * flow that somebody drew, the threat of a loss scenario. Nothing is matched twice.
 *
 * What somebody took out stays out, and with it what stood on it.
 *
 * @param makeId gives an id that was never used
 * @returns one match for each key of the file
 */
export function matchImport(
  imported: ImportedModel,
  model: SystemModel,
  tombstones: readonly Tombstone[],
  makeId: () => ElementId,
): ReadonlyMap<string, Match> {
  const standing = elementsOf(model);
  const strong = strongMatches(imported, model);
  const claimed = new Set(
    [...strong.values()].flatMap((found) => (found.is === "standing" ? [found.element.id] : [])),
  );
  const isRemembered = new Map(
    tombstones.flatMap((stone) => keysOfOurs(stone, model.whole.id).map((key) => [key, stone])),
  );
  const matches = new Map<string, Match>();
  for (const element of imported.elements) {
    const out = missingPart(element, matches);
    const known = strong.get(element.key);
    const stone = keysOfImported(element, imported).flatMap((key) => isRemembered.get(key) ?? [])[0];
    const alike = known || stone ? null : findAlike(element, standing, claimed, matches);
    if (alike?.is === "standing") claimed.add(alike.element.id);
    matches.set(element.key, known ?? takenOut(stone) ?? alike ?? out ?? { is: "new", id: makeId() });
  }
  return matches;
}

const originKey = (kind: ElementKind, { source, externalId }: Origin) => `${kind}\n${source}\n${externalId}`;

/** Under which an element of the file may be known here, the surest first. */
function keysOfImported(element: ImportedElement, imported: ImportedModel): readonly string[] {
  const own = { source: imported.source, externalId: element.key };
  return [originKey(element.kind, own), originKey(element.kind, originOf(element, imported))];
}

/** Under which an element of ours is known to files. */
function keysOfOurs(
  { kind, id, origin }: Pick<Tombstone, "kind" | "id" | "origin">,
  systemId: ElementId,
): readonly string[] {
  const own = originKey(kind, { source: ownSource(systemId), externalId: id });
  return origin ? [own, originKey(kind, origin)] : [own];
}

/** The elements that are known for certain, and those that are in the file twice. */
function strongMatches(
  imported: ImportedModel,
  { whole, ...model }: SystemModel,
): ReadonlyMap<string, Match> {
  const standing = elementsOf({ whole, ...model });
  const byKey = new Map(standing.flatMap((one) => keysOfOurs(one, whole.id).map((key) => [key, one])));
  const find = (element: ImportedElement, place: number) =>
    element.kind === "system" ? whole : byKey.get(keysOfImported(element, imported)[place] ?? "");
  const matches = new Map<string, Match>();
  const used = new Set<string>();
  for (const place of [0, 1])
    for (const element of imported.elements) {
      const found = matches.has(element.key) ? undefined : find(element, place);
      if (!found) continue;
      const known: Match = { is: "standing", element: found, isAlike: false };
      matches.set(element.key, used.has(found.id) ? twice(nameOf(found)) : known);
      used.add(found.id).add(originKey(element.kind, originOf(element, imported)));
    }
  leaveOutRepeated(imported, matches, used);
  return matches;
}

/** Two new elements of one origin could not be told apart the next time. */
function leaveOutRepeated(imported: ImportedModel, matches: Map<string, Match>, used: Set<string>): void {
  for (const element of imported.elements) {
    if (matches.has(element.key)) continue;
    const origin = originKey(element.kind, originOf(element, imported));
    if (used.has(origin)) matches.set(element.key, twice(`another ${element.kind} of this file`));
    used.add(origin);
  }
}

const twice = (what: string): Match => ({
  is: "left-out",
  reason: `The file says that it is the same as ${what}: keep one of them.`,
});

function takenOut(stone: Tombstone | undefined): Match | null {
  return stone
    ? {
        is: "left-out",
        reason: `${nameOf(stone)} was taken out here, and stays out. Draw it by hand if it is back.`,
      }
    : null;
}

function nameOf({ kind, number, name }: Pick<Tombstone, "kind" | "number" | "name">): string {
  return `${ELEMENT_PREFIX[kind]}-${number} ${name}`;
}

/** Why an element can't be imported because something that it stands on is not. */
function missingPart(element: ImportedElement, matches: ReadonlyMap<string, Match>): Match | null {
  const out = (key: string) => matches.get(key)?.is === "left-out";
  const without = (what: string): Match => ({ is: "left-out", reason: `${what} is left out.` });
  switch (element.kind) {
    case "component":
      return out(element.zoneKey) ? without("Its zone") : null;
    case "flow":
      return out(element.sourceKey) || out(element.targetKey) ? without("One of its ends") : null;
    case "path":
      return flowKeysIn(element.tree).some(out) ? without("One of its flows") : null;
    case "control":
      if (element.scopeKeys.length === 0)
        return { is: "left-out", reason: "It stands on nothing in the file." };
      return element.scopeKeys.every(out) ? without("All that it stands on") : null;
    case "stated-threat":
      return element.placeKeys.every(out) ? without("All that it threatens") : null;
    default:
      return null;
  }
}

/** The flows of an imported path, in the order in which they are read. */
export function flowKeysIn(tree: ImportedTree): readonly string[] {
  return tree.kind === "flow" ? [tree.flowKey] : tree.parts.flatMap(flowKeysIn);
}

const folded = (name: string) => name.trim().toLowerCase();

function findAlike(
  element: ImportedElement,
  standing: readonly ModelElement[],
  claimed: ReadonlySet<ElementId>,
  matches: ReadonlyMap<string, Match>,
): Match | null {
  const idOf = (key: string) => {
    const match = matches.get(key);
    return match?.is === "standing" ? match.element.id : null;
  };
  const alike = standing.find(
    (one) => isAlike(element, one, idOf) && (one.kind === "loss-scenario" || !claimed.has(one.id)),
  );
  if (!alike) return null;
  return claimed.has(alike.id)
    ? { is: "left-out", reason: `${nameOf(alike)} counts this threat already.` }
    : { is: "standing", element: alike, isAlike: true };
}

function isAlike(
  element: ImportedElement,
  one: ModelElement,
  idOf: (key: string) => ElementId | null,
): boolean {
  switch (element.kind) {
    case "zone":
    case "component":
    case "path":
    case "asset":
      return one.kind === element.kind && folded(one.name) === folded(element.name);
    case "flow":
      return (
        one.kind === "flow" &&
        one.origin === null &&
        one.sourceId === idOf(element.sourceKey) &&
        one.targetId === idOf(element.targetKey)
      );
    case "loss-scenario":
      return one.kind === "loss-scenario" && one.threat === element.threat;
    default:
      return false;
  }
}
