import { expect, test } from "vitest";
import type { ImportedAsset } from "./imported-model";
import type { ElementDraft } from "./model-change";
import { asset, Bench, draftOf, file, shop } from "./testdata/import-bench";

const RATED = { confidentiality: 4, integrity: null, availability: 2 } as const;
const orders = (over: Partial<ImportedAsset> = {}) =>
  file(
    ...shop().elements,
    asset("o", "Orders", ["b", "a>b"], { dataClasses: ["personal"], worth: RATED, ...over }),
  );
const isOrders = ({ kind }: { readonly kind: string }) => kind === "asset";
const write = (bench: Bench, over: object) =>
  bench.edit((one) => ({ ...draftOf(one), ...over }) as ElementDraft, isOrders);

test("an asset comes in with its places, and nobody owns it", () => {
  const bench = new Bench();
  const { preview } = bench.import(orders());
  const [, api] = bench.model.components;
  const [flow] = bench.model.flows;
  expect(bench.model.assets).toMatchObject([
    { number: 1, name: "Orders", dataClasses: ["personal"], worth: RATED, ownerId: null },
  ]);
  expect(bench.model.assets[0]?.places).toEqual([api?.id, flow?.id].toSorted());
  expect(preview.lines.at(-1)?.changes).toEqual([
    { field: "Data classes", before: null, after: "Personal" },
    { field: "Confidentiality", before: null, after: "4 of 5" },
    { field: "Availability", before: null, after: "2 of 5" },
    { field: "Lies in", before: null, after: expect.stringContaining("API") },
  ]);
});

test("what a person rated stays, the rest follows the file, and what the file leaves open stays as it is", () => {
  const bench = new Bench();
  bench.import(orders());
  write(bench, { worth: { ...RATED, confidentiality: 5 } });
  const worth = { confidentiality: 1, integrity: 3, availability: null } as const;
  for (const round of [1, 2]) {
    const { preview } = bench.import(orders({ worth }));
    expect(bench.model.assets[0]?.worth).toEqual({ confidentiality: 5, integrity: 3, availability: 2 });
    expect(preview.lines.at(-1)).toMatchObject({
      outcome: round === 1 ? "changed" : "unchanged",
      kept: [{ field: "Confidentiality", before: "5 of 5", after: "1 of 5" }],
    });
  }
});

test("an empty list of a person is nobody’s until something stood there, and one in a file takes nothing away", () => {
  const bench = new Bench();
  bench.import(shop());
  const { key: _key, line: _line, placeKeys: _places, ...facts } = asset("o", "Orders", []);
  const draft = { ...facts, id: bench.makeId(), places: [], ownerId: null };
  bench.write([{ op: "save", draft, version: null }], false);
  bench.import(orders());
  expect(bench.model.assets[0]).toMatchObject({
    dataClasses: ["personal"],
    worth: RATED,
    places: { length: 2 },
  });
  expect(bench.merge(orders({ dataClasses: [], placeKeys: [] })).changes).toEqual([]);
  write(bench, { dataClasses: [], places: [] });
  expect(bench.merge(orders()).changes).toEqual([]);
});

test("one that somebody wrote down is found by its name; a second of that name gets another", () => {
  const bench = new Bench();
  bench.import(orders());
  write(bench, { origin: null, name: "ORDERS" });
  bench.import({ ...orders({ key: "other" }), source: "elsewhere" });
  expect(bench.model.assets).toMatchObject([{ number: 1, name: "ORDERS" }]);
  const two = new Bench();
  const twice = file(...orders().elements, asset("p", "orders", []));
  two.import(twice);
  expect(two.model.assets.map(({ name }) => name)).toEqual(["Orders", "orders (2)"]);
  expect(two.merge(twice).changes).toEqual([]);
});

test("it stays without the places that are left out", () => {
  const bench = new Bench();
  bench.import(shop());
  bench.take(({ kind }) => kind === "flow");
  const only = orders({ placeKeys: ["a>b"] });
  bench.import(only);
  expect(bench.model.assets).toMatchObject([{ name: "Orders", places: [] }]);
  expect(bench.merge(only).changes).toEqual([]);
});
