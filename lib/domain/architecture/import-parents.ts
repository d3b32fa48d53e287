import type { ElementId } from "../kernel/ids";
import type { ImportedModel } from "./imported-model";
import type { Match } from "./match-import";
import { insideOf } from "./new-element";
import type { SystemModel } from "./system-model";
import { ZONE_LEVELS_MAX } from "./zone-tree";

const CIRCLE =
  "With what was drawn here it would stand inside itself. Take the other zone out of it on the architecture page first.";
const DEPTH = `With what was drawn here more than ${ZONE_LEVELS_MAX} zones would stand in one another. Make it less deep on the architecture page first.`;

type Parents = Map<ElementId, ElementId | null>;

/**
 * Which zones of a file can't stand where it puts them, because of zones that stand here. Placings are tried until none is
 * left that can be done, so that their order in the file does not matter and the same file imported again finds nothing
 * to do.
 *
 * @param isPersons whether a person placed a standing zone; such a one stays where it is
 * @returns by the key of a zone, why not; null where it can
 */
export function barredParents(
  imported: ImportedModel,
  model: SystemModel,
  matches: ReadonlyMap<string, Match>,
  isPersons: (id: ElementId) => boolean,
): (key: string) => string | null {
  const idOf = (key: string) => {
    const match = matches.get(key);
    if (!match || match.is === "left-out") return null;
    return match.is === "new" ? match.id : match.element.id;
  };
  const parents: Parents = new Map(model.zones.map(({ id, parentId }) => [id, parentId]));
  let waiting = imported.elements.flatMap((element) => {
    if (element.kind !== "zone") return [];
    const id = idOf(element.key);
    if (id && !parents.has(id)) parents.set(id, null);
    const inside = insideOf(element, { idOf });
    return id && inside && !isPersons(id) ? [{ key: element.key, id, parentId: inside.zoneId }] : [];
  });
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length;
    waiting = waiting.filter(({ id, parentId }) => {
      if (whyNot(parents, id, parentId) !== null) return true;
      parents.set(id, parentId);
      return false;
    });
  }
  const reasons = new Map(waiting.map(({ key, id, parentId }) => [key, whyNot(parents, id, parentId)]));
  return (key) => reasons.get(key) ?? null;
}

function whyNot(parents: Parents, id: ElementId, parentId: ElementId | null): string | null {
  const around = zonesAround(parents, parentId);
  if (around.includes(id)) return CIRCLE;
  return around.length + heightOf(parents, id) > ZONE_LEVELS_MAX ? DEPTH : null;
}

/** A zone and those that it stands in, from the inside out. */
function zonesAround(parents: Parents, id: ElementId | null): readonly ElementId[] {
  const around: ElementId[] = [];
  for (let at = id; at !== null && !around.includes(at); at = parents.get(at) ?? null) around.push(at);
  return around;
}

/** How many zones stand in one another from a zone inwards, itself counted. */
function heightOf(parents: Parents, id: ElementId): number {
  return Math.max(1, ...[...parents.keys()].map((other) => zonesAround(parents, other).indexOf(id) + 1));
}
