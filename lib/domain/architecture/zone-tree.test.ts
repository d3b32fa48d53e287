import { describe, expect, test } from "vitest";
import type { ElementId } from "../kernel/ids";
import { levelsOf, type Nested, zonesToStandIn, zonesWithin, zoneTree } from "./zone-tree";

const id = (name: string) => name as ElementId;
const zone = (name: string, parent: string | null = null): Nested => ({
  id: id(name),
  parentId: parent === null ? null : id(parent),
});
const names = (zones: Iterable<Nested | ElementId>) =>
  [...zones].map((one) => (typeof one === "string" ? one : one.id));

describe("zones in zones", () => {
  test("are listed each before those inside it, else in their order", () => {
    const { outerFirst, levelOf, outerOf } = zoneTree([
      zone("inner", "middle"),
      zone("b"),
      zone("middle", "a"),
      zone("a"),
      zone("other", "a"),
    ]);
    expect(names(outerFirst)).toEqual(["b", "a", "middle", "inner", "other"]);
    expect(outerFirst.map((one) => levelOf.get(one.id))).toEqual([0, 0, 1, 2, 1]);
    expect(outerOf(id("inner"))?.id).toBe("middle");
    expect(outerOf(id("a"))).toBeUndefined();
  });
  test("stand in none where the zone around is not there, or where they would stand in themselves", () => {
    const zones = [
      zone("a", "b"),
      zone("b", "a"),
      zone("self", "self"),
      zone("under", "b"),
      zone("c", "gone"),
    ];
    const { outerFirst, outerOf } = zoneTree(zones);
    expect(names(outerFirst)).toEqual(["a", "b", "under", "self", "c"]);
    expect(outerOf(id("under"))?.id).toBe("b");
    expect(zones.filter((one) => outerOf(one.id)).map((one) => one.id)).toEqual(["under"]);
  });
  test("tell those of a circle from those below it", () => {
    const { levelOf, circled } = levelsOf(
      new Map([
        ["under", "a"],
        ["a", "b"],
        ["b", "c"],
        ["c", "a"],
        ["alone", "gone"],
      ]),
    );
    expect([...circled].toSorted()).toEqual(["a", "b", "c"]);
    expect(levelOf.get("under")).toBe(1);
    expect(levelOf.get("alone")).toBe(0);
  });
  test("in a chain of 100,000 are walked at once", () => {
    const chain = new Map<string, string | null>(
      Array.from({ length: 100_000 }, (_, n) => [`z${n}`, n === 0 ? null : `z${n - 1}`]),
    );
    const start = performance.now();
    expect(levelsOf(new Map([...chain].reverse())).levelOf.get("z99999")).toBe(99_999);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
  test("may stand in all but themselves and what is inside them", () => {
    const zones = [zone("inner", "middle"), zone("middle", "a"), zone("a"), zone("b")];
    expect([...zonesWithin(zones, id("middle"))].toSorted()).toEqual(["inner", "middle"]);
    expect(names(zonesToStandIn(zones, id("middle")))).toEqual(["a", "b"]);
    expect(names(zonesToStandIn(zones, null))).toHaveLength(4);
  });
});
