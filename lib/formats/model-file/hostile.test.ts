import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { changeModel } from "@/lib/domain/architecture/change-model";
import type { ImportedModel } from "@/lib/domain/architecture/imported-model";
import { keepKnown } from "@/lib/domain/architecture/known-parts";
import { mergeImport } from "@/lib/domain/architecture/merge-import";
import { emptyModel } from "@/lib/domain/architecture/system-model";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import type { ElementId, SystemId, UserId, UtcDate } from "@/lib/domain/kernel/ids";
import { bands, modelCatalogue } from "@/lib/server/catalogue";
import { makeShop } from "@/lib/testing/shop";
import { type Recogniser, recogniserOf } from "../foreign/recognise";
import { writeOtm } from "../otm/write-otm";
import { writeThreatDragon } from "../threat-dragon/write-threat-dragon";
import { readModelFile } from "./read-model-file";

const SYSTEM = "01900000-0000-7000-8000-000000000001" as SystemId;
const HIDDEN = /[\p{Cs}\p{Cf}]|[^\P{Cc}\n\t]/u;
let catalogue: ModelCatalogue;
let recognise: Recogniser;
let ours: readonly string[];
beforeAll(async () => {
  catalogue = await modelCatalogue();
  recognise = recogniserOf(catalogue);
  const { model, findings, facts } = makeShop(catalogue, await bands());
  ours = [writeThreatDragon(model, findings, facts), writeOtm(model, findings, facts)];
}, 60_000);

/** A file of each format with one of everything. */
const DRAGON = {
  version: "2.3.0",
  summary: { title: "Shop" },
  detail: {
    diagrams: [
      {
        title: "Main",
        cells: [
          {
            id: "z",
            shape: "trust-boundary-box",
            position: { x: 0, y: 0 },
            size: { width: 500, height: 500 },
            data: { name: "DMZ" },
          },
          {
            id: "c",
            shape: "trust-boundary-curve",
            source: { x: 1, y: 1 },
            target: { x: 2, y: 2 },
            data: { name: "" },
          },
          {
            id: "a",
            shape: "actor",
            position: { x: 600, y: 0 },
            size: { width: 100, height: 100 },
            data: { type: "tm.Actor", name: "User", outOfScope: true },
          },
          {
            id: "s",
            shape: "store",
            position: { x: 10, y: 10 },
            size: { width: 100, height: 100 },
            data: {
              type: "tm.Store",
              name: "DB",
              isEncrypted: true,
              threats: [
                {
                  id: "t",
                  title: "Sniffing",
                  type: "Tampering",
                  status: "Mitigated",
                  severity: "High",
                  score: "5",
                  description: "d",
                  mitigation: "m",
                },
              ],
            },
          },
          {
            id: "y",
            shape: "trust-boundary-box",
            position: { x: 5, y: 5 },
            size: { width: 200, height: 200 },
            data: { name: "Core" },
          },
          {
            id: "f",
            shape: "flow",
            source: { cell: "a" },
            target: { cell: "s" },
            labels: [{ attrs: { labelText: { text: "Query" } } }],
            data: {
              protocol: "HTTPS",
              isBidirectional: true,
              threats: [{ title: "Loss", type: "", status: "" }],
            },
          },
        ],
      },
    ],
  },
};
const OTM = {
  otmVersion: "0.2.0",
  project: { name: "Shop", id: "shop" },
  assets: [{ id: "p", name: "PII", risk: { confidentiality: 1, integrity: 1, availability: 1 } }],
  trustZones: [
    { id: "z", name: "DMZ", risk: { trustRating: 30 }, parent: { trustZone: "y" } },
    { id: "y", name: "Core", risk: { trustRating: 60 } },
  ],
  components: [
    {
      id: "a",
      name: "Web",
      type: "web-service",
      parent: { trustZone: "z" },
      assets: { processed: ["p"], stored: [] },
    },
    {
      id: "b",
      name: "DB",
      type: "postgresql",
      parent: { component: "a" },
      threats: [{ threat: "t", state: "exposed", mitigations: [{ mitigation: "m", state: "IMPLEMENTED" }] }],
    },
  ],
  dataflows: [
    {
      id: "f",
      name: "Query",
      source: "a",
      destination: "b",
      bidirectional: true,
      tags: ["https"],
      assets: ["p"],
      threats: [{ threat: "t", state: "x", mitigations: [] }],
    },
  ],
  threats: [
    {
      id: "t",
      name: "Sniffing",
      categories: ["Tampering"],
      cwes: ["CWE-295"],
      risk: { likelihood: 40, impact: 60 },
    },
  ],
  mitigations: [{ id: "m", name: "Encrypt the disk", riskReduction: 100, description: "d" }],
};

/** Whatever the file: an answer, never a throw; and a model that is taken passes every rule of an edit. */
function expectAnswer(text: string): void {
  const result = readModelFile(text, recognise);
  if (!result.ok) {
    expect(result.error.problems.length).toBeGreaterThan(0);
    return;
  }
  expectSound(result.value);
}

function expectSound(file: ImportedModel): void {
  const seen = new Set<string>();
  for (const element of file.elements) {
    expect(seen.has(element.key), element.key).toBe(false);
    for (const key of referencesOf(element)) expect(seen.has(key), `${element.key} > ${key}`).toBe(true);
    seen.add(element.key);
    expect(element.key.length).toBeLessThanOrEqual(700);
    expect(element.name).not.toMatch(HIDDEN);
    if ("note" in element) expect(element.note).not.toMatch(HIDDEN);
  }
  for (const element of file.elements)
    if (element.kind === "zone" && element.parentKey) expect(seen.has(element.parentKey)).toBe(true);
  let made = 0;
  const { properties, mechanisms, threats } = catalogue;
  const merged = mergeImport(keepKnown(file, catalogue), {
    model: emptyModel(SYSTEM, "Shop"),
    tombstones: [],
    personsFieldsOf: () => new Set(),
    properties,
    makeId: () => {
      made += 1;
      return `01900000-0000-7000-8000-1${String(made).padStart(11, "0")}` as ElementId;
    },
  });
  const changed = changeModel(emptyModel(SYSTEM, "Shop"), merged.changes, {
    systemId: SYSTEM,
    by: "01900000-0000-7000-8000-0000000000aa" as UserId,
    on: "2026-12-01" as UtcDate,
    numbersUsed: {},
    properties,
    mechanisms,
    threats,
  });
  expect(changed.ok ? [] : changed.error).toEqual([]);
}

function referencesOf(element: ImportedModel["elements"][number]): readonly string[] {
  if (element.kind === "component") return [element.zoneKey];
  if (element.kind === "flow") return [element.sourceKey, element.targetKey];
  if (element.kind === "control") return element.scopeKeys;
  return element.kind === "stated-threat" ? element.placeKeys : [];
}

/** Every place in a file, from the outside in. */
function pathsIn(
  value: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...steps.flatMap((step) => pathsIn(Reflect.get(value, step), [...path, step]))];
}

function replaced(file: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const copy: { whole: unknown } = { whole: structuredClone(file) };
  let at: object = copy;
  let last: string | number = "whole";
  for (const step of path) {
    at = Object(Reflect.get(at, last));
    last = step;
  }
  Reflect.set(at, last, value);
  return copy.whole;
}

const wrong = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -1,
    1e308,
    "",
    " ",
    "a",
    "s",
    "z",
    "\u0000",
    "\ud800",
    "\u202ex",
    "<b>x</b>",
    "[object Object]",
    "constructor",
    "toString",
    "__proto__",
  ),
  fc.constant([]),
  fc.constant({}),
  fc.constant([[[null]]]),
  fc.constant({ cell: { id: {} }, x: "1" }),
  fc.jsonValue({ maxDepth: 2 }),
);

describe.each([
  ["Threat Dragon", DRAGON, 0],
  ["Open Threat Model", OTM, 1],
] as const)("hostile copies of a model: %s", (_, file, index) => {
  test("the file itself is taken, and so is our own export", () => {
    for (const text of [JSON.stringify(file), ours[index] ?? ""]) {
      const result = readModelFile(text, recognise);
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      expectSound(result.value);
    }
  });
  test("cut off at every twentieth of its length", () => {
    for (const text of [JSON.stringify(file, null, 1), ours[index] ?? "", stringify(file)])
      for (let part = 0; part < 20; part++)
        expectAnswer(text.slice(0, Math.floor((text.length * part) / 20)));
  });
  test("with up to three fields of a wrong type", () => {
    const paths = pathsIn(file);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...paths), wrong), { minLength: 1, maxLength: 3 }),
        (swaps) => {
          const some = swaps.reduce<unknown>((whole, [path, value]) => replaced(whole, path, value), file);
          expectAnswer(JSON.stringify(some) ?? "");
        },
      ),
      { numRuns: 100 },
    );
  });
  test("with names that are special to JavaScript, at every object", () => {
    for (const name of ["__proto__", "constructor", "prototype"])
      for (const path of pathsIn(file)) {
        const text = JSON.stringify(replaced(file, path, "SPECIAL")).replace(
          '"SPECIAL"',
          `{"${name}": {"polluted": 1}}`,
        );
        const result = readModelFile(text, recognise);
        expect(result.ok ? "" : result.error.problems[0]?.message).toContain("can't be a field name");
      }
    expect("polluted" in {}).toBe(false);
  });
  test("with HTML and hidden marks in every text", () => {
    const text = JSON.stringify(file, (key, value: unknown) =>
      typeof value === "string" && !["shape", "type", "otmVersion"].includes(key) && value.length > 1
        ? `<img src=x onerror=alert(1)>\u202e${value}\u0007`
        : value,
    );
    expectAnswer(text);
    const result = readModelFile(text, recognise);
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    for (const element of result.value.elements)
      if ("note" in element && element.kind === "stated-threat")
        expect(element.note.split("\n\n").slice(1).join()).not.toContain("<img");
  });
});

describe("loops and crowds", () => {
  test("components in one another, 500 deep and in a circle, are answered at once", () => {
    const components = Array.from({ length: 500 }, (_, n) => ({
      id: `c${n}`,
      name: `C${n}`,
      type: "x",
      parent: { component: `c${(n + 1) % 500}` },
    }));
    const start = performance.now();
    expectAnswer(JSON.stringify({ ...OTM, components, dataflows: [] }));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
  test("10,000 cells of one id and one name, boundaries, loose flows and threats are answered in seconds", () => {
    const [box, curve, , store, , flow] = DRAGON.detail.diagrams[0]?.cells ?? [];
    for (const cell of [box, curve, store, flow]) {
      const cells = Array.from({ length: 10_000 }, () => cell);
      const start = performance.now();
      expectAnswer(JSON.stringify({ ...DRAGON, detail: { diagrams: [{ cells: [store, ...cells] }] } }));
      expectAnswer(
        JSON.stringify({ ...DRAGON, detail: { diagrams: cells.map((one) => ({ cells: [one] })) } }),
      );
      expect(performance.now() - start).toBeLessThan(15_000);
    }
  }, 60_000);
  test("10,000 of everything in an Open Threat Model are answered in seconds", () => {
    const many = <T>(one: T) => Array.from({ length: 10_000 }, () => one);
    const start = performance.now();
    for (const list of ["trustZones", "components", "dataflows", "threats", "mitigations", "assets"] as const)
      expectAnswer(JSON.stringify({ ...OTM, [list]: many(OTM[list][0]) }));
    const threats = many({ threat: "t", state: "", mitigations: [] });
    expectAnswer(JSON.stringify({ ...OTM, components: [{ ...OTM.components[0], threats }] }));
    expect(performance.now() - start).toBeLessThan(15_000);
  }, 60_000);
});
