import { expect, test } from "vitest";
import type { ElementId } from "../../kernel/ids";
import { addComponent, addFlow, addZone } from "./draw";
import { pendingChanges } from "./pending";
import { rebased } from "./rebase";
import { type Sketch, sketchElement, sketchOf, withElement, withoutElements } from "./sketch";

const id = (n: number) => `0190a1b2-0000-7000-8000-${String(n).padStart(12, "0")}` as ElementId;
const [zone, web, shop, flow, late] = [1, 2, 3, 4, 5].map(id) as [
  ElementId,
  ElementId,
  ElementId,
  ElementId,
  ElementId,
];
const real = (of: ElementId) => of.replace(/^0190a1b2/, "0190ffff") as ElementId;
const made = new Map([zone, web, shop, flow].map((one) => [one, real(one)]));
const nothing: Sketch = sketchOf({ zones: [], components: [], flows: [] }, new Map());

function drawn(): Sketch {
  let sketch = addZone(nothing, zone, 1, "Edge");
  sketch = addComponent(sketch, web, zone, { name: "Web", kind: "service" });
  sketch = addComponent(sketch, shop, zone, { name: "Shop", kind: "service" });
  return addFlow(sketch, flow, web, shop);
}

/** The same as it comes back from the server: under ids of ours, with numbers. */
function saved({ zones, components, flows, places }: Sketch): Sketch {
  const marks = (one: { readonly id: ElementId }, index: number) => ({
    id: real(one.id),
    number: index + 1,
    version: 1,
  });
  return sketchOf(
    {
      zones: zones.map((one, index) => ({ ...one, ...marks(one, index) })),
      components: components.map((one, index) => ({
        ...one,
        ...marks(one, index),
        zoneId: real(one.zoneId),
      })),
      flows: flows.map((one, index) => ({
        ...one,
        ...marks(one, index),
        sourceId: real(one.sourceId),
        targetId: real(one.targetId),
      })),
    },
    new Map([...places].map(([one, box]) => [real(one), box])),
  );
}

test("nothing drawn since is nothing to save", () => {
  const sent = drawn();
  expect(pendingChanges(saved(sent), rebased(saved(sent), sent, sent, made))).toEqual([]);
});

test("what was added, changed, moved and taken out since stays a change on top of what is saved", () => {
  const sent = drawn();
  const fresh = saved(sent);
  let present = addComponent(sent, late, zone, { name: "Late", kind: "service" });
  const renamed = sketchElement(present, web);
  if (!renamed) throw new Error("it was drawn");
  present = withElement(present, { ...renamed, name: "Portal" });
  present = withoutElements(present, new Set([flow]));
  const box = { x: 800, y: 80, width: 1, height: 1 };
  present = { ...present, places: new Map(present.places).set(shop, box) };
  const now = rebased(fresh, sent, present, made);
  expect(pendingChanges(fresh, now).map(({ op, element, version }) => [op, element.name, version])).toEqual([
    ["change", "Portal", 1],
    ["add", "Late", 0],
    ["take-out", "", 1],
  ]);
  expect(sketchElement(now, late)).toMatchObject({ zoneId: real(zone) });
  expect(now.places.get(real(shop))).toEqual(box);
});

test("a field that somebody else changed meanwhile is theirs, and what they took out stays out", () => {
  const sent = drawn();
  const before = saved(sent);
  const standing = sketchElement(before, real(web));
  if (standing?.kind !== "component") throw new Error("it was drawn");
  const theirs = { ...standing, version: 2, properties: { kind: "gateway" } };
  const fresh = withoutElements(withElement(before, theirs), new Set([real(shop)]));
  const mine = (of: ElementId, name: string, sketch: Sketch) => {
    const element = sketchElement(sketch, of);
    if (!element) throw new Error("it was drawn");
    return withElement(sketch, { ...element, name });
  };
  const now = rebased(fresh, sent, mine(shop, "Store", mine(web, "Portal", sent)), made);
  expect(sketchElement(now, real(web))).toMatchObject({ ...theirs, name: "Portal" });
  expect(sketchElement(now, real(shop))).toBeUndefined();
  expect(pendingChanges(fresh, now)).toHaveLength(1);
});
