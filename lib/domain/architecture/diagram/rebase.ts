import type { ElementId } from "../../kernel/ids";
import { textOf } from "../persons-fields";
import { pendingChanges } from "./pending";
import type { Places } from "./places";
import {
  type Sketch,
  type SketchElement,
  sketchElement,
  sketchElements,
  withElement,
  withoutElements,
} from "./sketch";

/**
 * What somebody went on drawing while a sketch was being saved, on top of what is saved now: nothing of it is lost.
 *
 * @param fresh as it is saved now
 * @param sent as it was when it was sent
 * @param present as it is drawn now
 * @param made ids of ours for those that the editor made up
 */
export function rebased(
  fresh: Sketch,
  sent: Sketch,
  present: Sketch,
  made: ReadonlyMap<ElementId, ElementId>,
): Sketch {
  const idOf = (id: ElementId) => made.get(id) ?? id;
  let sketch: Sketch = { ...fresh, places: movedSince(fresh.places, sent.places, present.places, idOf) };
  const before = new Map(sketchElements(sent).map((element) => [element.id, element]));
  for (const { op, element, attested } of pendingChanges(sent, present)) {
    const id = idOf(element.id);
    const standing = sketchElement(sketch, id);
    if (op === "take-out") sketch = withoutElements(sketch, new Set([id]));
    // What somebody else took out meanwhile stays out: the next saving would be refused for it.
    else if (op === "add" || standing)
      sketch = withElement(sketch, onTop(standing, before.get(element.id), renamed(element, idOf)));
    if (op !== "take-out" && attested.length > 0)
      sketch = { ...sketch, attested: new Map(sketch.attested).set(id, attested) };
  }
  return sketch;
}

/** The fields that were drawn differently since, on the element as it is saved now. */
function onTop(
  standing: SketchElement | undefined,
  sent: SketchElement | undefined,
  drawn: SketchElement,
): SketchElement {
  if (!standing || !sent) return drawn;
  const sentFields = new Map(Object.entries(sent));
  const changed = Object.entries(drawn).filter(
    ([field, value]) => !MARKS.has(field) && textOf(value) !== textOf(sentFields.get(field)),
  );
  return { ...standing, ...Object.fromEntries(changed) } as SketchElement;
}

/** What only saving gives. */
const MARKS: ReadonlySet<string> = new Set(["id", "number", "version", "origin", "stated"]);

function renamed(element: SketchElement, idOf: (id: ElementId) => ElementId): SketchElement {
  const id = idOf(element.id);
  switch (element.kind) {
    case "zone":
      return { ...element, id, parentId: element.parentId && idOf(element.parentId) };
    case "component":
      return { ...element, id, zoneId: idOf(element.zoneId) };
    case "flow":
      return { ...element, id, sourceId: idOf(element.sourceId), targetId: idOf(element.targetId) };
  }
}

/** Boxes that stand elsewhere since are the ones that were replaced: a sketch is never mutated. */
function movedSince(
  fresh: Places,
  sent: Places,
  present: Places,
  idOf: (id: ElementId) => ElementId,
): Places {
  const moved = [...present].filter(([id, box]) => sent.get(id) !== box);
  return new Map([...fresh, ...moved.map(([id, box]) => [idOf(id), box] as const)]);
}
