import { expect, test } from "vitest";
import { NESTED } from "../kit/sample-models";
import { presentArchitecture } from "./present";

test("zones are listed below the zone around them, and components say what is around theirs", () => {
  const sources = { slug: "x", model: NESTED, catalogue: { properties: [] }, claims: [], people: new Map() };
  const { zones, components } = presentArchitecture(sources);
  expect(zones.map(({ ref, name, inside, level }) => [ref, name, inside, level])).toEqual([
    ["Z-1", "Internet", null, 0],
    ["Z-2", "Cloud", null, 0],
    ["Z-5", "Cluster", "Cloud", 1],
    ["Z-4", "Stores", "Cluster", 2],
    ["Z-3", "Keys", "Stores", 3],
    ["Z-6", "Office", null, 0],
  ]);
  expect(components.map(({ zone, inside }) => [zone?.name, inside])).toEqual([
    ["Internet", null],
    ["Cloud", null],
    ["Cluster", "Cloud"],
    ["Cluster", "Cloud"],
    ["Keys", "Stores"],
    ["Office", null],
  ]);
});
