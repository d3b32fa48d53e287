import { expect, test } from "vitest";
import type { ElementId } from "../kernel/ids";
import { dataClassGaps } from "./data-class-gaps";
import type { Asset, Component, Flow } from "./element";

const id = (number: number) => `01900000-0000-7000-8000-00000000000${number}` as ElementId;
const head = { version: 1, origin: null };
const component = (number: number, dataClasses?: readonly string[]): Component => ({
  ...head,
  kind: "component",
  id: id(number),
  number,
  name: `C ${number}`,
  zoneId: id(9),
  properties: dataClasses ? { dataClasses } : {},
  stated: {},
});
const flow: Flow = {
  ...head,
  kind: "flow",
  id: id(5),
  number: 1,
  name: "",
  sourceId: id(1),
  targetId: id(2),
  callsPerRequest: 1,
  msRoundTrip: null,
  properties: { dataClasses: ["payment"] },
  stated: {},
};
const orders = (over: Partial<Asset> = {}): Asset => ({
  ...head,
  kind: "asset",
  id: id(7),
  number: 1,
  name: "Orders",
  dataClasses: ["personal", "payment"],
  worth: { confidentiality: null, integrity: null, availability: null },
  places: [id(1), id(2), id(3), id(5)],
  ownerId: null,
  note: "",
  ...over,
});
const components = [
  component(1, ["payment", "personal", "internal"]),
  component(2, ["personal"]),
  component(3),
];
const gapsOf = (asset: Asset) =>
  dataClassGaps({ assets: [asset], components, flows: [flow] }).map(({ place, stated, missing }) => [
    place.id,
    stated,
    missing,
  ]);

test("a place that names all classes of its asset, and more, contradicts nothing", () => {
  expect(gapsOf(orders({ places: [id(1)] }))).toEqual([]);
});

test("every other place is named with what it says and what it lacks, also one of which nobody has said anything", () => {
  expect(gapsOf(orders())).toEqual([
    [id(2), ["personal"], ["payment"]],
    [id(3), [], ["personal", "payment"]],
    [id(5), ["payment"], ["personal"]],
  ]);
});

test("an asset whose data nobody knows, and one that lies nowhere, contradict nothing", () => {
  expect(gapsOf(orders({ dataClasses: [] }))).toEqual([]);
  expect(gapsOf(orders({ places: [] }))).toEqual([]);
});
