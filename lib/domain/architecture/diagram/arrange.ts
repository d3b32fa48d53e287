import type { ElementId } from "../../kernel/ids";
import type { Component } from "../element";
import { type Box, COMPONENT_SIZE, type Point, ZONE_HEAD_HEIGHT, ZONE_PADDING } from "../topology-drawing";
import type { Places } from "./places";
import type { Sketch } from "./sketch";

/** What boxes snap to, px. */
export const GRID = 8;
const GAP = 24;
export const ZONE_SIZE = { width: 368, height: 136 } as const;

export const snapped = (value: number) => Math.round(value / GRID) * GRID;

/** Whether two boxes share some ground, or come closer than `margin`. */
export function overlap(a: Box, b: Box, margin = 0): boolean {
  return (
    a.x < b.x + b.width + margin &&
    b.x < a.x + a.width + margin &&
    a.y < b.y + b.height + margin &&
    b.y < a.y + a.height + margin
  );
}

/** The smallest box around all of them; null around nothing. */
export function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - x;
  return { x, y, width, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}

/** Where a new zone stands: right of everything. */
export function freeZonePlace(places: Places): Box {
  const all = boxAround([...places.values()]);
  return all
    ? { x: snapped(all.x + all.width + 48), y: snapped(all.y), ...ZONE_SIZE }
    : { x: 0, y: 0, ...ZONE_SIZE };
}

/** The first place in a zone that nothing stands on, row by row; below all others where there is none. */
export function freePlaceIn(sketch: Sketch, zoneId: ElementId): Box {
  const zone = sketch.places.get(zoneId) ?? { x: 0, y: 0, ...ZONE_SIZE };
  const taken = membersOf(sketch, zoneId).flatMap(({ id }) => sketch.places.get(id) ?? []);
  const { width, height } = COMPONENT_SIZE;
  const perRow = Math.max(1, Math.floor((zone.width - 2 * ZONE_PADDING + GAP) / (width + GAP)));
  for (let index = 0; ; index += 1) {
    const box = {
      x: zone.x + ZONE_PADDING + (index % perRow) * (width + GAP),
      y: zone.y + ZONE_HEAD_HEIGHT + 6 + Math.floor(index / perRow) * (height + GAP),
      width,
      height,
    };
    if (!taken.some((other) => overlap(other, box))) return box;
  }
}

const membersOf = (sketch: Sketch, zoneId: ElementId): readonly Component[] =>
  sketch.components.filter((one) => one.zoneId === zoneId);

/**
 * The sketch after boxes were put somewhere else: what stands in a zone that moved comes along, a component belongs to the
 * zone that its middle stands on, and a zone grows around what belongs to it.
 *
 * @param moved new upper left corners
 */
export function moveBoxes(sketch: Sketch, moved: ReadonlyMap<ElementId, Point>): Sketch {
  const places = new Map(sketch.places);
  for (const [id, { x, y }] of moved) {
    const box = sketch.places.get(id);
    if (box) places.set(id, { ...box, x: snapped(x), y: snapped(y) });
  }
  const before = sketch.places;
  for (const zone of sketch.zones) {
    const [old, now] = [before.get(zone.id), places.get(zone.id)];
    if (!old || !now || old === now) continue;
    for (const { id } of membersOf(sketch, zone.id)) {
      const box = before.get(id);
      if (box && !moved.has(id))
        places.set(id, { ...box, x: box.x + now.x - old.x, y: box.y + now.y - old.y });
    }
  }
  const components = sketch.components.map((one) => (moved.has(one.id) ? rehomed(one, sketch, places) : one));
  return growZones({ ...sketch, components, places });
}

function rehomed(component: Component, { zones }: Sketch, places: Places): Component {
  const box = places.get(component.id);
  if (!box) return component;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const holds = (zoneId: ElementId) => isWithin(middle, places.get(zoneId));
  if (holds(component.zoneId)) return component;
  const zone = zones.find(({ id }) => holds(id));
  return zone ? { ...component, zoneId: zone.id } : component;
}

function isWithin({ x, y }: Point, box: Box | undefined): boolean {
  return box !== undefined && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

/** Zones as large as what belongs to them needs; none becomes smaller. */
export function growZones(sketch: Sketch): Sketch {
  const places = new Map(sketch.places);
  for (const { id } of sketch.zones) {
    const zone = places.get(id);
    const members = membersOf(sketch, id).flatMap((one) => places.get(one.id) ?? []);
    if (!zone || members.length === 0) continue;
    const around = boxAround([zone, ...members.map(withRoom)]);
    if (around) places.set(id, around);
  }
  return { ...sketch, places };
}

const withRoom = ({ x, y, width, height }: Box): Box => ({
  x: x - ZONE_PADDING,
  y: y - ZONE_HEAD_HEIGHT,
  width: width + 2 * ZONE_PADDING,
  height: height + ZONE_HEAD_HEIGHT + ZONE_PADDING,
});

/** Room between zones, px: sideways a chip fits in, downwards a curve. */
const BETWEEN = { x: 128, y: 72 } as const;
/** How much wider than high a drawing should be, as screens are. */
const ASPECT = 1.5;

/**
 * Places in rows: a layout engine makes one long strip of zones, which on a screen would be too small to read. Zones keep
 * their order and their inside; a row ends where it would be wider than what looks even.
 *
 * @param zones in the order in which they should be read
 */
export function wrapZones(sketch: Sketch, zones: readonly ElementId[], places: Places): Places {
  const boxes = zones.flatMap((id) => places.get(id) ?? []);
  const area = boxes.reduce((sum, box) => sum + (box.width + BETWEEN.x) * (box.height + BETWEEN.y), 0);
  const widthMax = Math.max(Math.sqrt(area * ASPECT), ...boxes.map(({ width }) => width));
  const wrapped = new Map(places);
  let [x, y, rowHeight] = [0, 0, 0];
  for (const id of zones) {
    const box = places.get(id);
    if (!box) continue;
    if (x > 0 && x + box.width > widthMax) [x, y, rowHeight] = [0, y + rowHeight + BETWEEN.y, 0];
    const to = { x: snapped(x), y: snapped(y) };
    for (const part of [id, ...membersOf(sketch, id).map((one) => one.id)]) {
      const old = places.get(part);
      if (old) wrapped.set(part, { ...old, x: old.x + to.x - box.x, y: old.y + to.y - box.y });
    }
    x += box.width + BETWEEN.x;
    rowHeight = Math.max(rowHeight, box.height);
  }
  return wrapped;
}

/** The sketch with a place for whatever has none, as an element that somebody added by a form. */
export function placeTheRest(sketch: Sketch): Sketch {
  let whole = sketch;
  for (const { id } of sketch.zones)
    if (!whole.places.has(id)) whole = withPlace(whole, id, freeZonePlace(whole.places));
  for (const { id, zoneId } of sketch.components)
    if (!whole.places.has(id)) whole = growZones(withPlace(whole, id, freePlaceIn(whole, zoneId)));
  return whole;
}

/** The sketch with an element at a place. */
export function withPlace(sketch: Sketch, id: ElementId, box: Box): Sketch {
  return { ...sketch, places: new Map(sketch.places).set(id, box) };
}
