import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { modelCatalogue } from "@/lib/server/catalogue";
import { truncated, unsound, wronged } from "@/lib/testing/hostile-files";
import { elementsOfKind } from "@/lib/testing/real-files";
import { RECOGNISES_NOTHING, type Recogniser, recogniserOf } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";
import { readTmBomDocument } from "./read-tm-bom";

let recognise: Recogniser = RECOGNISES_NOTHING;
beforeAll(async () => {
  recognise = recogniserOf(await modelCatalogue());
});

const end = (type: string, object: string) => ({ type, object });
const BOM = {
  $schema: "https://github.com/OWASP/www-project-threat-model-library/blob/v1.0.2/threat-model.schema.json",
  version: "7",
  scope: { title: "<b>Shop</b>" },
  trust_zones: [
    { symbolic_name: "public", title: "Public" },
    { symbolic_name: "core", title: "Core" },
    { symbolic_name: "core", title: "Core again" },
  ],
  trust_boundaries: [
    { trust_zone_a: "public", trust_zone_b: "core", authentication_methods: ["sso", "otp"] },
    { trust_zone_a: "core", trust_zone_b: "core", authentication_methods: ["public_key", "token"] },
  ],
  actors: [{ symbolic_name: "shop", title: "Shop", type: "user", trust_zone: "public" }],
  components: [
    { symbolic_name: "shop", title: "Shop", trust_zone: "core" },
    { symbolic_name: "part", title: "Part", parent_component: "shop" },
    { symbolic_name: "loop", title: "Loop", parent_component: "loop" },
    { symbolic_name: "lost", title: "Lost", trust_zone: "dmz-net" },
  ],
  data_stores: [{ symbolic_name: "db", title: "DB", type: "key_value", trust_zone: "core" }],
  data_sets: [
    {
      symbolic_name: "a",
      data_sensitivity: ["pii", "zzz"],
      placements: [{ data_store: "db", encrypted: true }],
    },
    { symbolic_name: "b", data_sensitivity: ["cred"], placements: [{ data_store: "db", encrypted: false }] },
  ],
  data_flows: [
    {
      symbolic_name: "f1",
      title: "Buy",
      source: end("actor", "shop"),
      destination: end("component", "shop"),
      encrypted: true,
    },
    {
      symbolic_name: "f2",
      title: "Keep",
      source: end("#/$defs/component", "shop"),
      destination: end("data_store", "db"),
    },
    {
      symbolic_name: "f3",
      title: "Ghost",
      source: end("component", "shop"),
      destination: end("component", "ghost"),
    },
    {
      symbolic_name: "f4",
      title: "Self",
      source: end("component", "shop"),
      destination: end("component", "shop"),
    },
  ],
  threats: [
    {
      symbolic_name: "t1",
      title: "SQL injection",
      description: "<img src=x> in the search",
      components_affected: ["db", "ghost"],
      weaknesses: [{ cwe_id: 89 }],
    },
    { symbolic_name: "t2", title: "Odd" },
  ],
  controls: [
    {
      symbolic_name: "c1",
      title: "Enforce TLS",
      status: "active",
      threats: ["t2"],
      trust_boundary: { trust_zone_a: "core", trust_zone_b: "public" },
    },
    { symbolic_name: "c2", title: "Require MFA", status: "scheduled", threats: ["t1"] },
    { symbolic_name: "c3", title: "Penetration test", status: "wont_do", threats: ["t1"] },
    { symbolic_name: "c4", title: "Encrypt the disk", status: "active", threats: ["t1"] },
    { symbolic_name: "c5", title: "Paint the fence", status: "suggested", threats: ["t1"] },
    { symbolic_name: "c6", title: "Keep backups", status: "shining" },
  ],
  risks: [
    { symbolic_name: "r1", title: "R1", threats: ["t1"], likelihood: "rare", score: 10, level: "high" },
    { symbolic_name: "r2", title: "R2", threats: ["t1"], likelihood: "likely", score: 10, level: "medium" },
  ],
};
const read = (bom: object = BOM) => {
  const result = readModelFile(JSON.stringify(bom, null, 1), recognise);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

describe("a TM-BOM", () => {
  test("has components, stores and actors in their zones, under names of their own", () => {
    const model = read();
    expect(model).toMatchObject({ format: "TM-BOM 1.0", systemName: "Shop", source: "tm-bom:Shop" });
    const components = elementsOfKind(model, "component");
    expect(components.map(({ key, name, zoneKey }) => [key, name, zoneKey])).toEqual([
      ["components:shop", "Shop", "zone:core"],
      ["components:part", "Part", "zone:core"],
      ["components:loop", "Loop", "zone of those without:inside"],
      ["components:lost", "Lost", "zone:dmz-net"],
      ["data_stores:db", "DB", "zone:core"],
      ["actors:shop", "Shop (2)", "zone:public"],
    ]);
    expect(elementsOfKind(model, "zone").map(({ name, trust }) => [name, trust])).toEqual([
      ["Public", 0],
      ["Core", 2],
      ["Inside, without a trust zone", 2],
      ["dmz net", 1],
    ]);
  });
  test("counts data that lie in the clear once as in the clear", () => {
    expect(elementsOfKind(read(), "component")[4]?.properties).toEqual({
      kind: "database",
      storesData: true,
      dataClasses: ["personal", "credentials"],
      encryptedAtRest: "none",
    });
  });
  test("makes a flow of each that has two ends, by their types", () => {
    const flows = elementsOfKind(read(), "flow");
    expect(
      flows.map(({ name, sourceKey, targetKey, properties }) => [name, sourceKey, targetKey, properties]),
    ).toEqual([
      ["Buy", "actors:shop", "components:shop", { encryption: "tls", authentication: "token" }],
      ["Keep", "components:shop", "data_stores:db", {}],
    ]);
  });
  test("states threats with their controls and risks as words", () => {
    const [first, second] = elementsOfKind(read(), "stated-threat");
    expect(first).toMatchObject({ threat: "api", likelihood: 4, placeKeys: ["data_stores:db"] });
    expect(first?.note).toContain(
      "Require MFA (scheduled); Penetration test (wont do); Encrypt the disk (active)",
    );
    expect(first?.note).toContain("Risk in the file: R1 (likelihood rare, level high, score 10).");
    expect(first?.note).not.toContain("<img");
    expect(second).toMatchObject({ threat: null, stride: null, placeKeys: ["system:whole"] });
  });
  test("takes a control only where it is known and has a place, and only an active one as in place", () => {
    const controls = elementsOfKind(read(), "control");
    expect(controls.map(({ mechanism, standing, scopeKeys }) => [mechanism, standing, scopeKeys])).toEqual([
      ["tls", "in-place", ["flow:f1"]],
      ["mfa-otp", "planned", ["system:whole"]],
      ["backup-dr", "proposed", ["system:whole"]],
    ]);
  });
  test("says what it could not take", () => {
    const messages = read()
      .notes.map(({ message }) => message)
      .join("\n");
    for (const words of [
      '"core" stands there twice',
      '"zzz" is not known here',
      'Nothing is called "ghost"',
      "from an element to itself",
      'No trust zone is called "dmz-net"',
      "Loop names no trust zone",
      "several ways of knowing who calls",
      'No component is called "ghost"',
      "does not say where Encrypt the disk stands",
      "What Paint the fence is in the catalogue is not known",
      '"shining" is not known here',
      "another risk of that score is high",
    ])
      expect(messages).toContain(words);
  });
  test("of an active control covers its threats, of another kind none", () => {
    expect(read().found).toMatchObject({ threats: 2, threatsUncovered: 0, controls: 6, controlsActive: 2 });
    const suggested = BOM.controls.map((one) => ({ ...one, status: "suggested" }));
    expect(read({ ...BOM, controls: suggested }).found).toMatchObject({
      threatsUncovered: 2,
      controlsActive: 0,
    });
  });
  test("has its data sets as assets where they are kept; how much they matter it does not say", () => {
    const model = read();
    const UNRATED = { confidentiality: null, integrity: null, availability: null };
    expect(elementsOfKind(model, "asset")).toMatchObject([
      { name: "a", dataClasses: ["personal"], worth: UNRATED, placeKeys: ["data_stores:db"] },
      { name: "b", dataClasses: ["credentials"], worth: UNRATED, placeKeys: ["data_stores:db"] },
    ]);
    expect(model.notes.filter(({ path }) => path.startsWith("data_sets"))).toHaveLength(1);
  });
});

describe("hostile TM-BOM", () => {
  test("ends too early: refused", () => {
    for (const text of truncated(JSON.stringify(BOM))) expect(readModelFile(text, recognise).ok).toBe(false);
  });
  test("has parts of the wrong type: always an answer, and always a sound model", () => {
    fc.assert(
      fc.property(wronged(BOM), (data) => {
        const result = readTmBomDocument({ data, lineOf: () => 1 }, recognise);
        if (result.ok) expect(unsound(result.value)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
  test("10,000 of anything are refused, or answered quickly", () => {
    const start = performance.now();
    for (const list of Object.keys(BOM)) {
      const many = Array.from({ length: 10_000 }, (_, n) => ({
        symbolic_name: `n${n}`,
        threats: ["t1"],
        score: n,
      }));
      readTmBomDocument({ data: { ...BOM, [list]: many }, lineOf: () => 1 }, recognise);
    }
    expect(performance.now() - start).toBeLessThan(8_000);
  });
});
