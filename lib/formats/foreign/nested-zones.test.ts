import { beforeAll, describe, expect, test } from "vitest";
import type { ImportedElement, ImportedModel } from "@/lib/domain/architecture/imported-model";
import { mergeImport } from "@/lib/domain/architecture/merge-import";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { bands, modelCatalogue } from "@/lib/server/catalogue";
import { makeShop, type Shop } from "@/lib/testing/shop";
import { readModelFile } from "../model-file/read-model-file";
import { writeModelJson } from "../model-json/write-model";
import { writeOtm } from "../otm/write-otm";
import { writeThreatDragon } from "../threat-dragon/write-threat-dragon";
import { nestedZones } from "./nested-zones";
import { RECOGNISES_NOTHING } from "./recognise";

const read = (text: string): ImportedModel => {
  const result = readModelFile(text, RECOGNISES_NOTHING);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const of = <K extends ImportedElement["kind"]>({ elements }: ImportedModel, kind: K) =>
  elements.filter((one): one is Extract<ImportedElement, { kind: K }> => one.kind === kind);
/** What each zone of a file stands in, by names; undefined: it does not say. */
function nestingOf(model: ImportedModel) {
  const names = new Map(of(model, "zone").map(({ key, name }) => [key, name]));
  return Object.fromEntries(
    of(model, "zone").map(({ name, parentKey }) => [name, parentKey && names.get(parentKey)]),
  );
}
const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe("zones of a file", () => {
  test("past five in one another stand beside the fifth, and each is said", () => {
    const notes: string[] = [];
    const chain = times(8, (n) => ({
      key: `z${n}`,
      name: `Z${n}`,
      parentKey: n === 0 ? null : `z${n - 1}`,
      path: [],
    }));
    const placed = nestedZones(chain.toReversed(), (_, message) => notes.push(message));
    expect(Object.fromEntries(placed)).toEqual({
      z0: null,
      z1: "z0",
      z2: "z1",
      z3: "z2",
      z4: "z3",
      z5: "z3",
      z6: "z3",
      z7: "z3",
    });
    expect(notes).toEqual(
      ["Z5", "Z6", "Z7"].map(
        (name) => `The zone "${name}" stands more than 5 zones deep: it is put beside the one around it.`,
      ),
    );
  });
});

const at = (x: number, y: number, width: number, height: number) => ({
  position: { x, y },
  size: { width, height },
});
const boundary = (id: string, place: object) => ({
  id,
  shape: "trust-boundary-box",
  ...place,
  data: { type: "tm.BoundaryBox", name: id.toUpperCase() },
});
const store = (id: string, place: object) => ({
  id,
  shape: "store",
  ...place,
  data: { type: "tm.Store", name: id.toUpperCase() },
});
/** Threat Dragon as version 2 writes it, and the same as version 1 does. */
const dragons = (...diagrams: readonly (readonly object[])[]) => [
  JSON.stringify({
    version: "2.3.0",
    summary: { title: "Shop" },
    detail: { diagrams: diagrams.map((cells) => ({ cells })) },
  }),
  JSON.stringify({
    summary: { title: "Shop" },
    detail: { diagrams: diagrams.map((cells) => ({ diagramJson: { cells } })) },
  }),
];

describe("boundary boxes of Threat Dragon", () => {
  test("stand in the smallest box that holds all of them; one that holds only boxes is a zone too", () => {
    for (const text of dragons([
      boundary("inner", at(200, 200, 200, 200)),
      boundary("middle", at(100, 100, 500, 500)),
      boundary("outer", at(0, 0, 1_000, 1_000)),
      boundary("same", at(0, 0, 1_000, 1_000)),
      boundary("across", at(900, 900, 300, 300)),
      boundary("empty", at(700, 100, 50, 50)),
      store("a", at(250, 250, 50, 50)),
      store("b", at(920, 920, 50, 50)),
      store("c", at(1_100, 1_100, 50, 50)),
      store("d", at(10, 10, 50, 50)),
    ])) {
      const model = read(text);
      expect(nestingOf(model)).toEqual({ INNER: "MIDDLE", MIDDLE: "OUTER", OUTER: null, ACROSS: null });
      const messages = model.notes.map(({ message }) => message).join("\n");
      expect(messages).toContain("The boundary EMPTY has no component in it");
      expect(messages).not.toContain("MIDDLE has no component");
    }
  });
  test("that two diagrams draw in one another both ways stand in none, and a note says so", () => {
    for (const text of dragons(
      [
        boundary("a", at(0, 0, 500, 500)),
        boundary("b", at(10, 10, 100, 100)),
        store("s", at(20, 20, 50, 50)),
      ],
      [
        boundary("b", at(0, 0, 500, 500)),
        boundary("a", at(10, 10, 100, 100)),
        store("t", at(20, 20, 50, 50)),
      ],
    )) {
      const model = read(text);
      expect(nestingOf(model)).toEqual({ B: undefined, A: undefined });
      expect(model.notes.filter(({ message }) => message.includes("stand inside itself"))).toHaveLength(2);
    }
  });
});

describe("zones in zones that are exported", () => {
  let shop: Shop;
  let model: SystemModel;
  beforeAll(async () => {
    shop = makeShop(await modelCatalogue(), await bands());
    const [internet, dmz, data, keys] = shop.model.zones;
    model = {
      ...shop.model,
      flows: shop.model.flows.map((one) => ({ ...one, name: `Flow ${one.number}` })),
      zones: [internet!, { ...dmz!, parentId: keys!.id }, data!, { ...keys!, parentId: data!.id }],
    };
  }, 60_000);
  const expected = { Internet: null, DMZ: "Keys", Data: null, Keys: "Data" };
  const zoneNames = (file: ImportedModel) => {
    const names = new Map(of(file, "zone").map(({ key, name }) => [key, name]));
    return of(file, "component").map(({ zoneKey }) => names.get(zoneKey));
  };

  test("come back as they were, each component in its own", () => {
    for (const text of [
      writeModelJson(model),
      writeOtm(model, shop.findings, shop.facts),
      writeThreatDragon(model, shop.findings, shop.facts),
    ]) {
      const file = read(text);
      expect(nestingOf(file)).toMatchObject({ DMZ: "Keys", Keys: "Data" });
      for (const [name, inside] of Object.entries(nestingOf(file)))
        expect(inside ?? null).toBe(Reflect.get(expected, name));
      expect(zoneNames(file)).toEqual(["Internet", "DMZ", "Data", "Keys", "Data"]);
      expect(file.notes.filter(({ message }) => message.includes("stand"))).toEqual([]);
    }
  });
  test("change nothing where they came from", async () => {
    const { changes } = mergeImport(read(writeModelJson(model)), {
      model,
      tombstones: [],
      personsFieldsOf: () => new Set(),
      properties: (await modelCatalogue()).properties,
      makeId: () => "01900000-0000-7000-8000-1ffffffffff1" as ElementId,
    });
    expect(changes).toEqual([]);
  });
  test("are drawn for Threat Dragon one in the other, the inner one above, nothing over anything else", () => {
    const { detail } = JSON.parse(writeThreatDragon(model, shop.findings, shop.facts));
    type Cell = {
      shape: string;
      zIndex: number;
      position: { x: number; y: number };
      size: { width: number; height: number };
    };
    const cells = (detail.diagrams[0].cells as readonly Cell[]).filter(
      ({ shape }) => !/flow|text/.test(shape),
    );
    const holds = (a: Cell, b: Cell) =>
      a.position.x < b.position.x &&
      a.position.y < b.position.y &&
      a.position.x + a.size.width > b.position.x + b.size.width &&
      a.position.y + a.size.height > b.position.y + b.size.height;
    const meets = (a: Cell, b: Cell) =>
      a.position.x < b.position.x + b.size.width &&
      b.position.x < a.position.x + a.size.width &&
      a.position.y < b.position.y + b.size.height &&
      b.position.y < a.position.y + a.size.height;
    for (const [index, a] of cells.entries())
      for (const b of cells.slice(index + 1)) expect(!meets(a, b) || holds(a, b)).toBe(true);
    expect(cells.filter((a) => cells.some((b) => holds(a, b)))).toHaveLength(4);
  });
});

describe("10,000 zones in one another", () => {
  const chain = <T>(make: (n: number) => T) => times(10_000, make);
  const files: readonly (readonly [string, () => string])[] = [
    [
      "our JSON",
      () =>
        JSON.stringify({
          format: "countersign-model",
          version: 1,
          system: { key: "s", name: "Shop" },
          zones: chain((n) => ({
            key: `z${n}`,
            name: `Z${n}`,
            trust: 1,
            inside: n === 0 ? null : `z${n - 1}`,
          })),
        }),
    ],
    [
      "an Open Threat Model",
      () =>
        JSON.stringify({
          otmVersion: "0.2.0",
          project: { id: "p", name: "P" },
          trustZones: chain((n) => ({ id: `z${n}`, name: `Z${n}`, parent: { trustZone: `z${n - 1}` } })),
          components: [{ id: "a", name: "A", type: "x", parent: { trustZone: "z9999" } }],
        }),
    ],
    [
      "Threagile",
      () =>
        JSON.stringify({
          threagile_version: "1.0.0",
          technical_assets: { A: { id: "a" } },
          trust_boundaries: Object.fromEntries(
            chain((n) => [`Z${n}`, { id: `z${n}`, trust_boundaries_nested: [`z${n + 1}`] }]),
          ),
        }),
    ],
    [
      "Threat Dragon",
      () =>
        dragons([
          ...chain((n) => boundary(`z${n}`, at(n, n, 40_000 - 2 * n, 40_000 - 2 * n))),
          store("s", at(19_999, 19_999, 2, 2)),
        ])[0] ?? "",
    ],
  ];
  test.each(files)("of %s are refused at once", (_, make) => {
    const text = make();
    const start = performance.now();
    const result = readModelFile(text, RECOGNISES_NOTHING);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(result.ok ? "" : result.error.problems.map(({ message }) => message).join()).toMatch(
      /at most (100|9[89])\b|100/i,
    );
  });
  test("as many as a system holds are taken, in at most five levels", () => {
    const zones = times(90, (n) => ({
      id: `z${n}`,
      name: `Z${n}`,
      parent: n === 0 ? undefined : { trustZone: `z${n - 1}` },
    }));
    const model = read(
      JSON.stringify({
        otmVersion: "0.2.0",
        project: { id: "p", name: "P" },
        trustZones: zones,
        components: [{ id: "a", name: "A", type: "x", parent: { trustZone: "z89" } }],
      }),
    );
    expect(new Set(Object.values(nestingOf(model)))).toEqual(new Set([null, "Z0", "Z1", "Z2", "Z3"]));
  });
});
