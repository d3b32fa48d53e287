import { describe, expect, test } from "vitest";
import type { ElementId } from "../../kernel/ids";
import { COMPONENT_SIZE } from "../topology-drawing";
import { GRID, moveBoxes, overlap, placeTheRest, wrapZones } from "./arrange";
import { copyOf, pasteInto } from "./copy";
import { addComponent, addFlow, addZone, freeName, moveIntoZone } from "./draw";
import { redo, startHistory, step, undo } from "./history";
import { madeIds, movedPlaces, pendingChanges, writtenChanges } from "./pending";
import { keepPlaces, readPlaces } from "./places";
import { routeFlows } from "./routes";
import { type Sketch, sketchOf, withElement, withoutElements } from "./sketch";

const id = (n: number) => `0190a1b2-0000-7000-8000-${String(n).padStart(12, "0")}` as ElementId;
const [edge, core, gateway, orders, store, call, read] = [1, 2, 3, 4, 5, 6, 7].map(id) as [
  ElementId,
  ElementId,
  ElementId,
  ElementId,
  ElementId,
  ElementId,
  ElementId,
];
const nothing: Sketch = sketchOf({ zones: [], components: [], flows: [] }, new Map());

/** Two zones, a gateway in one, a service and its store in the other, a flow along them. */
function drawn(): Sketch {
  let sketch = addZone(nothing, edge, 1, "Edge");
  sketch = addZone(sketch, core, 2, "Core");
  sketch = addComponent(sketch, gateway, edge, { name: "Gateway", kind: "gateway" });
  sketch = addComponent(sketch, orders, core, { name: "Orders", kind: "service" });
  sketch = addComponent(sketch, store, core, { name: "Store", kind: "database" });
  sketch = addFlow(sketch, call, gateway, orders);
  return addFlow(sketch, read, orders, store);
}
/** The same as it would come back once it is saved. */
const saved = (sketch: Sketch): Sketch => ({
  ...sketch,
  zones: sketch.zones.map((one, index) => ({ ...one, number: index + 1, version: 1 })),
  components: sketch.components.map((one, index) => ({ ...one, number: index + 1, version: 1 })),
  flows: sketch.flows.map((one, index) => ({ ...one, number: index + 1, version: 1 })),
});
const boxOf = (sketch: Sketch, of: ElementId) => sketch.places.get(of)!;

describe("places", () => {
  test("are kept as whole px and read again; what is no place is left out", () => {
    const places = drawn().places;
    const kept = keepPlaces(places, new Set([edge, core]));
    expect(kept[gateway]).toHaveLength(2);
    expect(kept[edge]).toHaveLength(4);
    expect(readPlaces(JSON.parse(JSON.stringify(kept)))).toEqual(places);
    expect(readPlaces({ [gateway]: ["1", 2], [orders]: [1], "not an id": [1, 2] }).size).toBe(0);
    expect(readPlaces(null).size).toBe(0);
  });
});

describe("boxes", () => {
  test("of new components stand in their zone, on nobody", () => {
    const sketch = drawn();
    expect(overlap(boxOf(sketch, orders), boxOf(sketch, store))).toBe(false);
    for (const [part, zone] of [
      [gateway, edge],
      [orders, core],
      [store, core],
    ] as const)
      expect(overlap(boxOf(sketch, part), boxOf(sketch, zone))).toBe(true);
    expect(overlap(boxOf(sketch, edge), boxOf(sketch, core))).toBe(false);
  });
  test("come along with their zone, snapped to the grid", () => {
    const before = drawn();
    const { x, y } = boxOf(before, core);
    const after = moveBoxes(before, new Map([[core, { x: x + 101, y: y + 3 }]]));
    expect(boxOf(after, core).x % GRID).toBe(0);
    expect(boxOf(after, orders).x - boxOf(before, orders).x).toBe(boxOf(after, core).x - x);
    expect(boxOf(after, gateway)).toEqual(boxOf(before, gateway));
  });
  test("dropped onto another zone belong to it; dropped onto none they stay, and their zone grows", () => {
    const sketch = drawn();
    const { x, y } = boxOf(sketch, edge);
    const there = { x: x + 80, y: y + 60 };
    const dropped = moveBoxes(sketch, new Map([[store, there]]));
    expect(dropped.components.find((one) => one.id === store)?.zoneId).toBe(edge);
    const far = moveBoxes(sketch, new Map([[store, { x: 3_000, y: 2_000 }]]));
    expect(far.components.find((one) => one.id === store)?.zoneId).toBe(core);
    const zone = boxOf(far, core);
    expect(zone.x + zone.width).toBeGreaterThan(3_000 + COMPONENT_SIZE.width);
  });
  test("of many zones stand in rows, each with what is in it", () => {
    const sketch = drawn();
    const far = new Map(
      [...sketch.places].map(([part, box], index) => [part, { ...box, x: box.x + index }] as const),
    );
    const wide = new Map(far).set(core, { ...boxOf(sketch, core), width: 2_000 });
    const wrapped = wrapZones(sketch, [edge, core], wide);
    expect([wrapped.get(edge), wrapped.get(core)]).toMatchObject([
      { x: 0, y: 0 },
      { x: 0, y: boxOf(sketch, edge).height + 72 },
    ]);
    const inside = (places: Sketch["places"]) => places.get(orders)!.x - places.get(core)!.x;
    expect(inside(wrapped)).toBe(inside(wide));
  });
  test("are found for what has none", () => {
    const sketch = drawn();
    const placed = placeTheRest({ ...sketch, places: new Map() });
    expect(placed.places.size).toBe(5);
    expect(placeTheRest(sketch).places).toEqual(sketch.places);
  });
});

describe("drawing", () => {
  test("gives names that nothing else has", () => {
    expect(freeName("Service", [])).toBe("Service");
    expect(freeName("Service", [{ name: " service " }, { name: "Service 2" }])).toBe("Service 3");
    expect(freeName("x".repeat(130), [{ name: "x".repeat(120) }])).toHaveLength(120);
  });
  test("moves a component into another zone, where there is room", () => {
    const sketch = drawn();
    const moved = moveIntoZone(sketch, sketch.components[2]!, edge);
    expect(overlap(boxOf(moved, store), boxOf(moved, gateway))).toBe(false);
    expect(overlap(boxOf(moved, store), boxOf(moved, edge))).toBe(true);
  });
  test("makes no flow from a component to itself", () => {
    expect(addFlow(drawn(), id(9), orders, orders).flows).toHaveLength(2);
  });
  test("takes out what stands in a zone and flows that lose an end", () => {
    const left = withoutElements(drawn(), new Set([core]));
    expect(left.components.map((one) => one.id)).toEqual([gateway]);
    expect(left.flows).toEqual([]);
  });
  test("copies components with the flows between them, under new names", () => {
    let next = 100;
    const clip = copyOf(drawn(), new Set([orders, store]));
    const { sketch, made } = pasteInto(drawn(), clip, () => id(next++));
    expect(made).toEqual([id(100), id(101)]);
    expect(sketch.components.slice(3).map(({ name, number }) => [name, number])).toEqual([
      ["Orders copy", 0],
      ["Store copy", 0],
    ]);
    expect(sketch.flows[2]).toMatchObject({ sourceId: id(100), targetId: id(101), version: 0 });
    expect(pasteInto(nothing, clip, () => id(1)).made).toEqual([]);
  });
});

describe("what is pending", () => {
  const base = saved(drawn());
  test("is nothing where nothing differs, whatever the order of a set", () => {
    expect(pendingChanges(base, base)).toEqual([]);
    const twice = withElement(base, { ...base.flows[0]!, properties: {} });
    expect(pendingChanges(base, twice)).toEqual([]);
  });
  test("names new, changed and taken out, and is written as the command takes it", () => {
    const renamed = withElement(base, { ...base.components[0]!, name: "Front door" });
    const changed = addZone(withoutElements(renamed, new Set([store])), id(50), 3, "Data");
    const changes = pendingChanges(base, changed);
    expect(changes.map(({ op, element }) => [op, element.id])).toEqual([
      ["add", id(50)],
      ["change", gateway],
      ["take-out", read],
      ["take-out", store],
    ]);
    const written = writtenChanges(changes, new Map([[gateway, 4]]));
    expect(written[0]).toEqual({
      op: "save",
      kind: "zone",
      id: id(50),
      version: null,
      over: null,
      name: "Data",
      parentId: null,
      trust: 3,
      coordination: "none",
      properties: {},
      attested: [],
    });
    expect(written[1]).toMatchObject({ op: "save", version: 1, over: 4, name: "Front door", zoneId: edge });
    expect(written[3]).toEqual({ op: "retire", id: store, version: 1 });
    expect(
      madeIds(changes, [
        { id: id(77), version: 1 },
        { id: gateway, version: 2 },
      ]),
    ).toEqual(new Map([[id(50), id(77)]]));
  });
  test("counts places apart from the model", () => {
    const moved = moveBoxes(base, new Map([[gateway, { x: 40, y: 72 }]]));
    expect(pendingChanges(base, moved)).toEqual([]);
    expect(movedPlaces(base, moved)).toMatchObject({ [gateway]: [40, 72] });
    expect(movedPlaces(base, base)).toEqual({});
  });
});

describe("history", () => {
  test("goes back and forward; a new step forgets what was undone", () => {
    const two = step(step(startHistory("a"), "b"), "c");
    expect(undo(two).present).toBe("b");
    expect(redo(undo(two)).present).toBe("c");
    expect(redo(step(undo(two), "d")).present).toBe("d");
    expect(undo(undo(undo(two))).present).toBe("a");
  });
  test("joins steps about the same, such as letters of a name", () => {
    const typed = step(step(startHistory("a"), "b", "name"), "c", "name");
    expect(undo(typed).present).toBe("a");
    expect(undo(step(typed, "d", "else")).present).toBe("c");
  });
});

describe("routes", () => {
  const chip = { width: 80, height: 24 };
  test("leave and enter at the sides that face each other, and their chips keep apart", () => {
    const sketch = drawn();
    const flows = [
      { id: call, sourceId: gateway, targetId: orders, chip },
      { id: read, sourceId: orders, targetId: gateway, chip },
    ];
    const routes = routeFlows(flows, sketch.places);
    const [there, back] = [routes.get(call)!, routes.get(read)!];
    const box = boxOf(sketch, gateway);
    expect(there.from.x).toBe(box.x + box.width);
    expect(back.to.x).toBe(box.x + box.width);
    expect(there.from.y).not.toBe(back.to.y);
    expect(there.chip).not.toEqual(back.chip);
  });
  test("leave out flows with an end nowhere", () => {
    expect(routeFlows([{ id: call, sourceId: gateway, targetId: orders, chip }], new Map()).size).toBe(0);
  });
});
