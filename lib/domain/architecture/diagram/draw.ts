import type { ElementId } from "../../kernel/ids";
import type { Component, Flow, Zone } from "../element";
import { makeNames } from "../free-names";
import type { Trust } from "../vocabulary";
import { freePlaceIn, freeZonePlace, freeZonePlaceIn, growZones, withPlace } from "./arrange";
import { placedAnew } from "./move";
import { type Sketch, withElement } from "./sketch";

/** What every new element begins as. */
const blank = (id: ElementId) => ({ id, number: 0, version: 0, origin: null, properties: {}, stated: {} });

/** A name that nothing else of the kind has: as it is, or with the first free number. */
export function freeName(wanted: string, all: readonly { readonly name: string }[]): string {
  return makeNames(
    all.map(({ name }) => name),
    (count) => ` ${count}`,
  )(wanted);
}

/** The sketch with a new zone, right of everything. */
export function addZone(sketch: Sketch, id: ElementId, trust: Trust, name: string): Sketch {
  const zone: Zone = {
    ...blank(id),
    kind: "zone",
    parentId: null,
    name: freeName(name, sketch.zones),
    trust,
    coordination: "none",
  };
  return withPlace(withElement(sketch, zone), id, freeZonePlace(sketch.places));
}

/** The sketch with a new component in a zone. @param kind of the catalogue; null: not stated */
export function addComponent(
  sketch: Sketch,
  id: ElementId,
  zoneId: ElementId,
  { name, kind }: { readonly name: string; readonly kind: string | null },
): Sketch {
  const component: Component = {
    ...blank(id),
    kind: "component",
    name: freeName(name, sketch.components),
    zoneId,
    properties: kind === null ? {} : { kind },
  };
  return growZones(withPlace(withElement(sketch, component), id, freePlaceIn(sketch, zoneId)));
}

/** The sketch with a new flow, called after its ends once it is saved; unchanged where both ends are the same. */
export function addFlow(sketch: Sketch, id: ElementId, sourceId: ElementId, targetId: ElementId): Sketch {
  if (sourceId === targetId) return sketch;
  const ends = { sourceId, targetId, callsPerRequest: 1, msRoundTrip: null };
  const flow: Flow = { ...blank(id), ...ends, kind: "flow", name: "" };
  return withElement(sketch, flow);
}

/** The sketch with a component moved into another zone, to a place that is free there. */
export function moveIntoZone(sketch: Sketch, component: Component, zoneId: ElementId): Sketch {
  if (component.zoneId === zoneId) return withElement(sketch, component);
  const moved = withElement(sketch, { ...component, zoneId });
  return growZones(withPlace(moved, component.id, freePlaceIn(sketch, zoneId)));
}

/** The sketch with a zone moved into another one with all that stands in it, below what is there; null: out of all. */
export function moveZoneInto(sketch: Sketch, zone: Zone, parentId: ElementId | null): Sketch {
  const moved = withElement(sketch, { ...zone, parentId });
  if (zone.parentId === parentId) return moved;
  const to = parentId === null ? freeZonePlace(sketch.places) : freeZonePlaceIn(sketch, parentId, zone.id);
  return growZones({ ...moved, places: placedAnew(moved, new Map([[zone.id, to]])) });
}
