import type { ElementId } from "../../kernel/ids";
import type { Component, Flow, Zone } from "../element";
import type { SystemModel } from "../system-model";
import { zoneTree } from "../zone-tree";
import type { Places } from "./places";

/**
 * A drawing that somebody is working on: what would stand in the model if it were saved now, and where. New elements have
 * number and version 0. Never mutated, so that every state can be gone back to.
 */
export interface Sketch {
  readonly zones: readonly Zone[];
  readonly components: readonly Component[];
  readonly flows: readonly Flow[];
  readonly places: Places;
  /** Protective properties that are stated again although they stay the same. */
  readonly attested: ReadonlyMap<ElementId, readonly string[]>;
}

export type SketchElement = Zone | Component | Flow;

/** A sketch in which nothing has been changed yet. */
export function sketchOf(
  { zones, components, flows }: Pick<SystemModel, "zones" | "components" | "flows">,
  places: Places,
): Sketch {
  return { zones, components, flows, places, attested: new Map() };
}

/** All elements of a sketch: zones, components, flows. */
export function sketchElements({ zones, components, flows }: Sketch): readonly SketchElement[] {
  return [...zones, ...components, ...flows];
}

/** An element of a sketch; undefined where it is not there or not there any more. */
export function sketchElement(sketch: Sketch, id: ElementId): SketchElement | undefined {
  const isIt = (one: SketchElement) => one.id === id;
  return sketch.components.find(isIt) ?? sketch.flows.find(isIt) ?? sketch.zones.find(isIt);
}

/** The sketch with an element in place of the one with its id, or beside the others where there is none. */
export function withElement(sketch: Sketch, element: SketchElement): Sketch {
  switch (element.kind) {
    case "zone":
      return { ...sketch, zones: put(sketch.zones, element) };
    case "component":
      return { ...sketch, components: put(sketch.components, element) };
    case "flow":
      return { ...sketch, flows: put(sketch.flows, element) };
  }
}

function put<E extends { readonly id: ElementId }>(all: readonly E[], element: E): readonly E[] {
  return all.some(({ id }) => id === element.id)
    ? all.map((one) => (one.id === element.id ? element : one))
    : [...all, element];
}

/** The sketch without some elements, what stands in a zone that goes (however deep), and flows that lose an end. */
export function withoutElements(sketch: Sketch, ids: ReadonlySet<ElementId>): Sketch {
  const { outerFirst, outerOf } = zoneTree(sketch.zones);
  const gone = new Set<ElementId>();
  for (const { id } of outerFirst) if (ids.has(id) || gone.has(outerOf(id)?.id ?? id)) gone.add(id);
  const components = sketch.components.filter(({ id, zoneId }) => !ids.has(id) && !gone.has(zoneId));
  const living = new Set(components.map(({ id }) => id));
  return {
    ...sketch,
    zones: sketch.zones.filter(({ id }) => !gone.has(id)),
    components,
    flows: sketch.flows.filter(
      ({ id, sourceId, targetId }) => !ids.has(id) && living.has(sourceId) && living.has(targetId),
    ),
  };
}
