import { describe, expect, test } from "vitest";
import type { ElementId } from "../../kernel/ids";
import type { Box } from "../topology-drawing";
import { topologyGraph } from "../topology-graph";
import { zoneTree } from "../zone-tree";
import { freePlaceIn, moveBoxes, overlap, placeTheRest, wrapZones } from "./arrange";
import { diagramSvg } from "./diagram-svg";
import { addComponent, addZone, moveZoneInto } from "./draw";
import { shiftedPlaces, shiftsOf } from "./move";
import { type Sketch, sketchOf, withElement, withoutElements } from "./sketch";

const id = (n: number) => `0190a1b2-0000-7000-8000-${String(n).padStart(12, "0")}` as ElementId;
const [outer, inner, core, beside, web, store] = [1, 2, 3, 4, 5, 6].map(id) as [
  ElementId,
  ElementId,
  ElementId,
  ElementId,
  ElementId,
  ElementId,
];
const boxOf = (sketch: Sketch, of: ElementId): Box => sketch.places.get(of)!;
const zoneOf = (sketch: Sketch, of: ElementId) => sketch.zones.find((one) => one.id === of)!;
const contains = (around: Box, box: Box) =>
  box.x >= around.x &&
  box.y >= around.y &&
  box.x + box.width <= around.x + around.width &&
  box.y + box.height <= around.y + around.height;

/** Core in inner in outer, a component in outer and one in core; another zone beside them. */
function drawn(): Sketch {
  let sketch = sketchOf({ zones: [], components: [], flows: [] }, new Map());
  for (const [zone, name] of [
    [outer, "Outer"],
    [inner, "Inner"],
    [core, "Core"],
    [beside, "Beside"],
  ] as const)
    sketch = addZone(sketch, zone, 2, name);
  sketch = addComponent(sketch, web, outer, { name: "Web", kind: null });
  sketch = moveZoneInto(sketch, zoneOf(sketch, inner), outer);
  sketch = moveZoneInto(sketch, zoneOf(sketch, core), inner);
  return addComponent(sketch, store, core, { name: "Store", kind: null });
}
const moved = (sketch: Sketch, part: ElementId, by: { x: number; y: number }) => {
  const { x, y } = boxOf(sketch, part);
  return moveBoxes(sketch, new Map([[part, { x: x + by.x, y: y + by.y }]]));
};
/** Drops a box with its middle on the middle of another's ground, below its head. */
const dropped = (sketch: Sketch, part: ElementId, onto: ElementId) => {
  const [box, ground] = [boxOf(sketch, part), boxOf(sketch, onto)];
  const to = { x: ground.x + (ground.width - box.width) / 2, y: ground.y + (ground.height - box.height) / 2 };
  return moveBoxes(sketch, new Map([[part, to]]));
};
function expectWhole(sketch: Sketch): void {
  const { outerOf } = zoneTree(sketch.zones);
  for (const { id: zone } of sketch.zones) {
    const around = outerOf(zone);
    if (around) expect(contains(boxOf(sketch, around.id), boxOf(sketch, zone))).toBe(true);
  }
  for (const { id: part, zoneId } of sketch.components)
    expect(contains(boxOf(sketch, zoneId), boxOf(sketch, part))).toBe(true);
}

describe("zones in zones on the board", () => {
  test("stand within the zone around them, on nothing else that is in it", () => {
    const sketch = drawn();
    expectWhole(sketch);
    expect(overlap(boxOf(sketch, inner), boxOf(sketch, web))).toBe(false);
  });
  test("come along with the zone around them, with all that stands in them", () => {
    const sketch = drawn();
    const after = moved(sketch, outer, { x: 80, y: 160 });
    for (const part of [outer, inner, core, web, store])
      expect(boxOf(after, part)).toMatchObject({
        x: boxOf(sketch, part).x + 80,
        y: boxOf(sketch, part).y + 160,
      });
    expect(boxOf(after, beside)).toEqual(boxOf(sketch, beside));
    expect(after.zones).toEqual(sketch.zones);
  });
  test("move for themselves when they and the zone around them are both moved", () => {
    const sketch = drawn();
    const corner = ({ x, y }: Box, by: number) => ({ x: x + by, y: y + by });
    const shifts = shiftsOf(
      sketch,
      zoneTree(sketch.zones),
      new Map([
        [outer, corner(boxOf(sketch, outer), 40)],
        [inner, corner(boxOf(sketch, inner), 8)],
      ]),
    );
    expect(Object.fromEntries(shifts)).toEqual({
      [outer]: { x: 40, y: 40 },
      [web]: { x: 40, y: 40 },
      [inner]: { x: 8, y: 8 },
      [core]: { x: 8, y: 8 },
      [store]: { x: 8, y: 8 },
    });
    expect(shiftedPlaces(sketch.places, shifts).get(beside)).toBe(boxOf(sketch, beside));
  });
  test("are put in by dropping their middle on one, which grows, and taken out by dropping it outside", () => {
    const sketch = drawn();
    const put = dropped(sketch, beside, outer);
    expect(zoneOf(put, beside).parentId).not.toBeNull();
    expectWhole(put);
    const out = moved(sketch, core, { x: 4_000, y: 0 });
    expect(zoneOf(out, core).parentId).toBeNull();
    expect(out.components.find((one) => one.id === store)?.zoneId).toBe(core);
    expectWhole(out);
    expect(boxOf(out, inner)).toEqual(boxOf(sketch, inner));
  });
  test("are never put into themselves or into what is inside them", () => {
    const sketch = drawn();
    for (const onto of [inner, core]) {
      const after = dropped(sketch, outer, onto);
      expect(zoneOf(after, outer).parentId).toBeNull();
    }
  });
  test("make every zone around them grow when something in them is moved to their edge", () => {
    const sketch = drawn();
    const after = moved(sketch, store, { x: 0, y: 900 });
    expectWhole(after);
    for (const zone of [outer, inner, core])
      expect(boxOf(after, zone).height).toBeGreaterThan(boxOf(sketch, zone).height);
  });
  test("take a component that is dropped on them, the innermost one", () => {
    const sketch = drawn();
    const into = dropped(sketch, web, core);
    expect(into.components.find((one) => one.id === web)?.zoneId).toBe(core);
    const { x, y } = boxOf(sketch, outer);
    const back = moveBoxes(into, new Map([[web, { x: x + 8, y: y + 40 }]]));
    expect(back.components.find((one) => one.id === web)?.zoneId).toBe(outer);
  });
  test("leave a new component in the zone around them a place that is free", () => {
    const sketch = drawn();
    const box = freePlaceIn(sketch, outer);
    expect([inner, web].some((part) => overlap(boxOf(sketch, part), box))).toBe(false);
  });
  test("are moved into the zone that a form put them into, and stay where they are in it", () => {
    const sketch = drawn();
    const byForm = withElement(sketch, { ...zoneOf(sketch, beside), parentId: inner });
    const placed = placeTheRest(byForm);
    expectWhole(placed);
    expect(placeTheRest(placed).places).toEqual(placed.places);
    expect(placeTheRest(sketch).places).toEqual(sketch.places);
    expectWhole(placeTheRest({ ...byForm, places: new Map() }));
  });
  test("go out of all by the form, right of everything", () => {
    const sketch = drawn();
    const out = moveZoneInto(sketch, zoneOf(sketch, inner), null);
    expect(zoneOf(out, inner).parentId).toBeNull();
    expect(overlap(boxOf(out, inner), boxOf(out, outer))).toBe(false);
    expect(contains(boxOf(out, core), boxOf(out, store))).toBe(true);
  });
  test("are taken out with the zone around them", () => {
    const left = withoutElements(drawn(), new Set([inner]));
    expect(left.zones.map((one) => one.id)).toEqual([outer, beside]);
    expect(left.components.map((one) => one.id)).toEqual([web]);
  });
  test("keep their place in the outermost zone when zones are set in rows", () => {
    const sketch = drawn();
    const order = topologyGraph(sketch).zones.map((zone) => zone.id);
    const wrapped = wrapZones(sketch, order, sketch.places);
    expect([wrapped.get(outer)!.x, wrapped.get(outer)!.y]).toEqual([0, 0]);
    const within = (places: Sketch["places"]) => places.get(store)!.y - places.get(outer)!.y;
    expect(within(wrapped)).toBe(within(sketch.places));
    expectWhole({ ...sketch, places: wrapped });
    expect(overlap(wrapped.get(outer)!, wrapped.get(beside)!)).toBe(false);
  });
  test("are exported over the zone around them", () => {
    const sketch = drawn();
    const { svg } = diagramSvg("Shop", topologyGraph(sketch), sketch.places);
    const at = (name: string) => svg.indexOf(`>${name}<`);
    expect(at("Outer")).toBeGreaterThan(0);
    expect(at("Outer")).toBeLessThan(at("Inner"));
    expect(at("Inner")).toBeLessThan(at("Core"));
  });
  test("cost a frame of a drag no more than there are boxes, however they are nested", () => {
    const component = drawn().components[0]!;
    const box = { x: 0, y: 0, width: 10, height: 10 };
    const zones = Array.from({ length: 5_000 }, (_, n) => ({
      ...zoneOf(drawn(), outer),
      id: id(10_000 + n),
      parentId: n === 0 ? null : id(10_000 + n - 1),
    }));
    const components = zones.map((zone, n) => ({ ...component, id: id(20_000 + n), zoneId: zone.id }));
    const places = new Map([...zones, ...components].map((one) => [one.id, box]));
    const large = sketchOf({ zones, components, flows: [] }, places);
    const tree = zoneTree(large.zones);
    const start = performance.now();
    const shifts = shiftsOf(large, tree, new Map([[id(10_000), { x: 8, y: 0 }]]));
    expect(shiftedPlaces(large.places, shifts).get(id(24_999))?.x).toBe(8);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
