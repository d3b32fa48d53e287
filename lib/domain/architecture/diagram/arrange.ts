import type { ElementId } from "../../kernel/ids";
import { type Box, COMPONENT_SIZE, type Point, ZONE_HEAD_HEIGHT, ZONE_PADDING } from "../topology-drawing";
import { zoneTree } from "../zone-tree";
import { isWithin, middleOf, placedAnew, rehomed } from "./move";
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
  const taken = boxesIn(sketch, zoneId);
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

/** Where a zone stands that comes into another one: below everything in it. */
export function freeZonePlaceIn(sketch: Sketch, outerId: ElementId, inner: ElementId): Box {
  const outer = sketch.places.get(outerId) ?? { x: 0, y: 0, ...ZONE_SIZE };
  const size = sketch.places.get(inner) ?? ZONE_SIZE;
  const taken = boxAround(boxesIn(sketch, outerId, inner));
  const y = taken ? taken.y + taken.height + GAP : outer.y + ZONE_HEAD_HEIGHT + 6;
  return { x: outer.x + ZONE_PADDING, y, width: size.width, height: size.height };
}

/** Boxes of what stands directly in a zone. @param but a zone that is left aside */
function boxesIn({ zones, components, places }: Sketch, zoneId: ElementId, but?: ElementId): readonly Box[] {
  const inside = [
    ...components.filter((one) => one.zoneId === zoneId),
    ...zones.filter(({ id, parentId }) => parentId === zoneId && id !== but),
  ];
  return inside.flatMap(({ id }) => places.get(id) ?? []);
}

/**
 * The sketch after boxes were put somewhere else: what stands in a zone that moved comes along, a box belongs to the
 * innermost zone that its middle stands on, and a zone grows around what belongs to it. A zone whose middle stands on no
 * other stands in none; a component keeps its zone then.
 *
 * @param moved new upper left corners
 */
export function moveBoxes(sketch: Sketch, moved: ReadonlyMap<ElementId, Point>): Sketch {
  const corners = new Map([...moved].map(([id, { x, y }]) => [id, { x: snapped(x), y: snapped(y) }]));
  const places = placedAnew(sketch, corners);
  return growZones(rehomed({ ...sketch, places }, new Set(moved.keys())));
}

/** Zones as large as what belongs to them needs, from the inside out; none becomes smaller. */
export function growZones(sketch: Sketch): Sketch {
  const places = new Map(sketch.places);
  const { outerFirst, outerOf } = zoneTree(sketch.zones);
  const needed = new Map<ElementId, Box[]>(sketch.zones.map(({ id }) => [id, []]));
  const need = (zoneId: ElementId | undefined, id: ElementId) => {
    const box = places.get(id);
    if (zoneId !== undefined && box) needed.get(zoneId)?.push(withRoom(box));
  };
  for (const { id, zoneId } of sketch.components) need(zoneId, id);
  for (const { id } of outerFirst.toReversed()) {
    const zone = places.get(id);
    const members = needed.get(id) ?? [];
    const around = zone && members.length > 0 && boxAround([zone, ...members]);
    if (around) places.set(id, around);
    need(outerOf(id)?.id, id);
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
 * Places in rows: a layout engine makes one long strip of zones, which on a screen would be too small to read. Outermost
 * zones keep their order and their inside; a row ends where it would be wider than what looks even.
 *
 * @param zones in the order in which they should be read; those that stand in others go with them
 */
export function wrapZones(sketch: Sketch, zones: readonly ElementId[], places: Places): Places {
  const { outerOf } = zoneTree(sketch.zones);
  const outermost = zones.filter((id) => !outerOf(id));
  const boxes = outermost.flatMap((id) => places.get(id) ?? []);
  const area = boxes.reduce((sum, box) => sum + (box.width + BETWEEN.x) * (box.height + BETWEEN.y), 0);
  const widthMax = Math.max(Math.sqrt(area * ASPECT), ...boxes.map(({ width }) => width));
  const corners = new Map<ElementId, Point>();
  let [x, y, rowHeight] = [0, 0, 0];
  for (const id of outermost) {
    const box = places.get(id);
    if (!box) continue;
    if (x > 0 && x + box.width > widthMax) [x, y, rowHeight] = [0, y + rowHeight + BETWEEN.y, 0];
    corners.set(id, { x: snapped(x), y: snapped(y) });
    x += box.width + BETWEEN.x;
    rowHeight = Math.max(rowHeight, box.height);
  }
  return placedAnew({ ...sketch, places }, corners);
}

/**
 * The sketch with a place for whatever has none, as an element that somebody added by a form, and with each zone inside
 * the one that somebody put it into.
 */
export function placeTheRest(sketch: Sketch): Sketch {
  let whole = sketch;
  const { outerFirst, outerOf } = zoneTree(sketch.zones);
  for (const { id } of outerFirst) {
    const outer = outerOf(id);
    const box = whole.places.get(id);
    if (box && (!outer || isWithin(middleOf(box), whole.places.get(outer.id)))) continue;
    const to = outer ? freeZonePlaceIn(whole, outer.id, id) : freeZonePlace(whole.places);
    whole = box ? { ...whole, places: placedAnew(whole, new Map([[id, to]])) } : withPlace(whole, id, to);
    if (outer) whole = growZones(whole);
  }
  for (const { id, zoneId } of sketch.components)
    if (!whole.places.has(id)) whole = growZones(withPlace(whole, id, freePlaceIn(whole, zoneId)));
  return whole;
}

/** The sketch with an element at a place. */
export function withPlace(sketch: Sketch, id: ElementId, box: Box): Sketch {
  return { ...sketch, places: new Map(sketch.places).set(id, box) };
}
