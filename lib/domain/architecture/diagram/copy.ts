import type { ElementId } from "../../kernel/ids";
import type { Component, Flow } from "../element";
import type { Box } from "../topology-drawing";
import { growZones, withPlace } from "./arrange";
import { freeName } from "./draw";
import { type Sketch, withElement } from "./sketch";

/** Components that were copied, with the flows between them and where they stood. */
export interface Clip {
  readonly components: readonly (Component & { readonly box: Box | null })[];
  readonly flows: readonly Flow[];
}

/** How far beside the original a copy stands, px. */
const ASIDE = 24;

/** What of a selection can be copied: its components, and the flows of which both ends are among them. */
export function copyOf(sketch: Sketch, ids: ReadonlySet<ElementId>): Clip {
  const components = sketch.components.filter(({ id }) => ids.has(id));
  const flows = sketch.flows.filter(({ sourceId, targetId }) => ids.has(sourceId) && ids.has(targetId));
  return { components: components.map((one) => ({ ...one, box: sketch.places.get(one.id) ?? null })), flows };
}

export interface Pasted {
  readonly sketch: Sketch;
  /** The new components. */
  readonly made: readonly ElementId[];
}

/**
 * The sketch with copies of what was copied: new ids and names, the same properties, stated anew. A component whose zone
 * is gone is left out, and its flows with it.
 *
 * @param makeId a new id at each call
 */
export function pasteInto(sketch: Sketch, clip: Clip, makeId: () => ElementId): Pasted {
  const zones = new Set(sketch.zones.map(({ id }) => id));
  const ids = new Map<ElementId, ElementId>();
  let pasted = sketch;
  for (const { box, ...component } of clip.components) {
    if (!zones.has(component.zoneId)) continue;
    const id = makeId();
    ids.set(component.id, id);
    const name = freeName(`${component.name} copy`, pasted.components);
    pasted = withElement(pasted, { ...component, ...UNSAVED, id, name });
    if (box) pasted = withPlace(pasted, id, { ...box, x: box.x + ASIDE, y: box.y + ASIDE });
  }
  for (const flow of clip.flows) {
    const [sourceId, targetId] = [ids.get(flow.sourceId), ids.get(flow.targetId)];
    if (sourceId && targetId)
      pasted = withElement(pasted, { ...flow, ...UNSAVED, id: makeId(), name: "", sourceId, targetId });
  }
  return { sketch: growZones(pasted), made: [...ids.values()] };
}

const UNSAVED = { number: 0, version: 0, origin: null, stated: {} } as const;
