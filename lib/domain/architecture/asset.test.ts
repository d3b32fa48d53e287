import { describe, expect, test } from "vitest";
import type { ElementId } from "../kernel/ids";
import type { Asset } from "./element";
import { elementChanges, type Naming } from "./element-fields";
import type { ModelChange } from "./model-change";
import { elementsOf } from "./system-model";
import { Bench, shop } from "./testdata/import-bench";
import { withNewIds } from "./with-new-ids";

const UNRATED = { confidentiality: null, integrity: null, availability: null };
const add = (bench: Bench, over: Partial<Asset> = {}): ModelChange => ({
  op: "save",
  version: null,
  draft: {
    kind: "asset",
    id: bench.makeId(),
    name: "Orders",
    origin: null,
    dataClasses: [],
    worth: UNRATED,
    places: [],
    ownerId: null,
    note: "",
    ...over,
  },
});
const drawn = () => {
  const bench = new Bench();
  bench.import(shop());
  return bench;
};
const placesIn = ({ model }: Bench) => [...model.components, ...model.flows].map(({ id }) => id).toSorted();
const written = (over: Partial<Asset>) => {
  const bench = drawn();
  bench.write([add(bench, over)], false);
  return bench;
};

describe("an asset", () => {
  test("needs a name and nothing else: its classes, worth and places may be unknown", () => {
    expect(written({}).model.assets).toMatchObject([{ number: 1, version: 1, places: [], worth: UNRATED }]);
    expect(() => written({ name: " " })).toThrow("Write a name.");
  });
  test("lies in components and flows, and in nothing else", () => {
    const bench = drawn();
    bench.write([add(bench, { places: placesIn(bench) })], false);
    expect(bench.model.assets[0]?.places).toHaveLength(3);
    const { whole, zones } = bench.model;
    for (const id of [whole.id, ...zones.map((zone) => zone.id)])
      expect(() => bench.write([add(bench, { name: "Keys", places: [id] })], false)).toThrow(
        "This takes only a flow or component.",
      );
    expect(() => bench.write([add(bench, { name: "Keys", places: [bench.makeId()] })], false)).toThrow(
      "Choose a flow or component that exists.",
    );
  });
  test("names each place once in rising order, each class once in the order of the list, and worth from 1 to 5", () => {
    const [first, second] = placesIn(drawn()) as [ElementId, ElementId];
    const ORDER = "Name each element once, in rising order of ids.";
    expect(() => written({ places: [second, first] })).toThrow(ORDER);
    expect(() => written({ places: [first, first] })).toThrow(ORDER);
    const classes = "Name classes of the list, each once, in its order.";
    for (const wrong of [["payment", "personal"], ["public", "public"], ["secret"]])
      expect(() => written({ dataClasses: wrong as never })).toThrow(classes);
    for (const wrong of [0, 6, 2.5, Number.NaN])
      expect(() => written({ worth: { ...UNRATED, integrity: wrong as never } })).toThrow(
        "Give integrity from 1 to 5, or leave it open.",
      );
    expect(
      written({ worth: { confidentiality: 1, integrity: 5, availability: null } }).model.assets,
    ).toHaveLength(1);
  });
  test("has a name of its own, and there are 500 at most", () => {
    const bench = written({});
    expect(() => bench.write([add(bench, { name: "ORDERS" })], false)).toThrow(
      "A-1 Orders has this name already.",
    );
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => add(bench, { name: `Asset ${n}` }));
    expect(() => bench.write(many(500), false)).toThrow("at most 500 elements of the kind asset");
    bench.write(many(499), false);
    expect(bench.model.assets).toHaveLength(500);
  });
  test("keeps what it lies in from being taken out, and is named", () => {
    const bench = drawn();
    const [flow] = bench.model.flows;
    bench.write([add(bench, { places: flow ? [flow.id] : [] })], false);
    const takeFlow = () => bench.take(({ kind }) => kind === "flow");
    expect(takeFlow).toThrow("A-1 Orders still stands on it. Change that first.");
    bench.take(({ kind }) => kind === "asset");
    takeFlow();
    expect(elementsOf(bench.model).map(({ kind }) => kind)).not.toContain("flow");
  });
  test("that an editor adds with what it lies in refers to that under its id of ours", () => {
    const bench = drawn();
    const change = add(bench, { places: ["new-one" as ElementId] });
    const component = { ...bench.model.components[0], id: "new-one" } as never;
    const changes = withNewIds([{ op: "save", version: null, draft: component }, change], bench.makeId);
    const [made, asset] = changes.map((one) => (one.op === "save" ? one.draft : null));
    expect(asset).toMatchObject({ places: [made?.id] });
    expect(made?.id).not.toBe("new-one");
  });
  test("says field by field what changed", () => {
    const [before] = written({}).model.assets;
    const naming = { person: () => "Ana", element: () => undefined } as unknown as Naming;
    const after = { ...before, dataClasses: ["personal"], worth: { ...UNRATED, integrity: 4 } } as Asset;
    expect(elementChanges(before ?? null, after, naming)).toEqual([
      { field: "Data classes", before: null, after: "Personal" },
      { field: "Integrity", before: null, after: "4 of 5" },
    ]);
  });
});
