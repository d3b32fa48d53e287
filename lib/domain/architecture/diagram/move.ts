import type { ElementId } from "../../kernel/ids";
import type { Component } from "../element";
import type { Box, Point } from "../topology-drawing";
import { type ZoneTree, zonesWithin, zoneTree } from "../zone-tree";
import type { Places } from "./places";
import type { Sketch } from "./sketch";

/**
 * How far each box goes when some are put elsewhere: what stands in a zone comes along, however deep, unless it is put
 * somewhere itself. In time that grows with the number of boxes, so that it can be asked for every frame of a drag.
 *
 * @param tree of the zones of this sketch
 * @param moved new upper left corners
 * @returns only boxes that have a place and go somewhere
 */
export function shiftsOf(
  { components, places }: Sketch,
  { outerFirst, outerOf }: ZoneTree<Sketch["zones"][number]>,
  moved: ReadonlyMap<ElementId, Point>,
): ReadonlyMap<ElementId, Point> {
  const shifts = new Map<ElementId, Point>();
  const shift = (id: ElementId, zoneId: ElementId | undefined) => {
    const box = places.get(id);
    const to = moved.get(id);
    const along = zoneId === undefined ? undefined : shifts.get(zoneId);
    const by = to && box ? { x: to.x - box.x, y: to.y - box.y } : along;
    if (box && by) shifts.set(id, by);
  };
  for (const { id } of outerFirst) shift(id, outerOf(id)?.id);
  for (const { id, zoneId } of components) shift(id, zoneId);
  return shifts;
}

/** Places after such shifts. */
export function shiftedPlaces(places: Places, shifts: ReadonlyMap<ElementId, Point>): Places {
  const shifted = new Map(places);
  for (const [id, { x, y }] of shifts) {
    const box = places.get(id);
    if (box) shifted.set(id, { ...box, x: box.x + x, y: box.y + y });
  }
  return shifted;
}

/** Places after some boxes were put elsewhere with all that stands in them. @param corners upper left ones */
export function placedAnew(sketch: Sketch, corners: ReadonlyMap<ElementId, Point>): Places {
  return shiftedPlaces(sketch.places, shiftsOf(sketch, zoneTree(sketch.zones), corners));
}

/** What belongs where after boxes were dropped: each to the innermost zone that its middle stands on. */
export function rehomed(sketch: Sketch, dropped: ReadonlySet<ElementId>): Sketch {
  const { places } = sketch;
  let { zones } = sketch;
  for (const { id } of sketch.zones) {
    const box = dropped.has(id) && places.get(id);
    const zone = zones.find((one) => one.id === id);
    if (!box || !zone) continue;
    const own = zonesWithin(zones, id);
    const outer = innermostUnder(
      box,
      zone.parentId,
      zones.filter((one) => !own.has(one.id)),
      places,
    );
    if (outer !== zone.parentId)
      zones = zones.map((one) => (one.id === id ? { ...zone, parentId: outer } : one));
  }
  const components = sketch.components.map((one): Component => {
    const box = dropped.has(one.id) && places.get(one.id);
    const zoneId = box ? innermostUnder(box, one.zoneId, zones, places) : null;
    return zoneId === null || zoneId === one.zoneId ? one : { ...one, zoneId };
  });
  return { ...sketch, zones, components };
}

/** The deepest of the zones under the middle of a box; of several the one where it belongs already, else the first. */
function innermostUnder(
  box: Box,
  homeId: ElementId | null,
  zones: Sketch["zones"],
  places: Places,
): ElementId | null {
  const middle = middleOf(box);
  const under = zones.filter(({ id }) => isWithin(middle, places.get(id)));
  if (under.length < 2) return under[0]?.id ?? null;
  const { levelOf } = zoneTree(zones);
  const rank = (id: ElementId) => 2 * (levelOf.get(id) ?? 0) + (id === homeId ? 1 : 0);
  return under.toSorted((a, b) => rank(b.id) - rank(a.id))[0]?.id ?? null;
}

export const middleOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Whether a point stands on a box; its edge counts. */
export function isWithin({ x, y }: Point, box: Box | undefined): boolean {
  return box !== undefined && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}
