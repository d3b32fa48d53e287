import { beforeAll, describe, expect, test } from "vitest";
import type { ImportedElement, ImportedModel } from "@/lib/domain/architecture/imported-model";
import { bands, modelCatalogue } from "@/lib/server/catalogue";
import { makeShop, type Shop } from "@/lib/testing/shop";
import { readModelFile } from "../model-file/read-model-file";
import { writeOtm } from "../otm/write-otm";
import { writeThreatDragon } from "../threat-dragon/write-threat-dragon";
import { exportedThreats } from "./exported-threats";
import { recogniserOf } from "./recognise";

let shop: Shop;
let dragon: ImportedModel;
let otm: ImportedModel;
const of = <K extends ImportedElement["kind"]>({ elements }: ImportedModel, kind: K) =>
  elements.filter((one): one is Extract<ImportedElement, { kind: K }> => one.kind === kind);
beforeAll(async () => {
  shop = makeShop(await modelCatalogue(), await bands());
  const recognise = recogniserOf(await modelCatalogue());
  const read = (text: string) => {
    const result = readModelFile(text, recognise);
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value;
  };
  dragon = read(writeThreatDragon(shop.model, shop.findings, shop.facts));
  otm = read(writeOtm(shop.model, shop.findings, shop.facts));
}, 60_000);

describe("what is exported", () => {
  test("are the findings and what people stated at each place, mitigated only where proof stands against it", () => {
    const threats = exportedThreats(shop.model, shop.findings, shop.facts);
    expect(threats).toHaveLength(shop.findings.length + 2);
    expect(new Set(threats.map(({ id }) => id)).size).toBe(threats.length);
    const mitigated = threats.filter(({ status }) => status === "mitigated");
    expect(mitigated.length).toBeGreaterThan(0);
    for (const { answers, elementId } of mitigated) {
      expect(elementId).toBe(shop.model.flows[0]?.id);
      expect(answers.some(({ state }) => state === "proven")).toBe(true);
    }
    const claimed = exportedThreats(shop.model, shop.findings, {
      ...shop.facts,
      controls: shop.facts.controls.map((one) => ({ ...one, proof: "claimed" as const })),
    });
    expect(claimed.every(({ status }) => status === "open")).toBe(true);
  });
});

describe("a Threat Dragon model of ours", () => {
  test("is read back with the same counts", () => {
    const { model } = shop;
    const threats = exportedThreats(model, shop.findings, shop.facts);
    const mitigated = threats.filter(({ status }) => status === "mitigated").length;
    expect(dragon.found).toEqual({
      diagrams: 1,
      actors: 1,
      processes: 2,
      stores: 2,
      others: 0,
      flows: model.flows.length,
      looseFlows: 0,
      boundaries: model.zones.length,
      boundaryCurves: 0,
      threats: threats.length,
      threatsOpen: threats.length - mitigated,
      threatsMitigated: mitigated,
      threatsNotApplicable: 0,
      threatsOther: 0,
    });
    expect(dragon.systemName).toBe(model.whole.name);
  });
  test("has every component in its zone and every threat at its place", () => {
    const zoneKey = new Map(of(dragon, "zone").map(({ key, name }) => [key, name]));
    expect(of(dragon, "component").map(({ name, zoneKey: key }) => [name, zoneKey.get(key)])).toEqual([
      ["Browser", "Internet"],
      ["Web", "DMZ"],
      ["Orders", "Data"],
      ["Secrets", "Keys"],
      ["Plain", "Data"],
    ]);
    expect(
      of(dragon, "flow").map(({ sourceKey, targetKey, properties }) => [sourceKey, targetKey, properties]),
    ).toEqual([
      [
        shop.model.flows[0]?.sourceId,
        shop.model.flows[0]?.targetId,
        { protocol: "https", publicNetwork: true, encryption: "tls" },
      ],
      [shop.model.flows[1]?.sourceId, shop.model.flows[1]?.targetId, { protocol: "sql" }],
    ]);
    const drawn = new Set<string>([...shop.model.components, ...shop.model.flows].map(({ id }) => id));
    const threats = exportedThreats(shop.model, shop.findings, shop.facts);
    expect(
      of(dragon, "stated-threat")
        .map(({ placeKeys }) => placeKeys[0])
        .toSorted(),
    ).toEqual(threats.map(({ elementId }) => (drawn.has(elementId) ? elementId : "system")).toSorted());
  });
});

describe("an Open Threat Model of ours", () => {
  test("is read back with the same counts", () => {
    const { model } = shop;
    const threats = exportedThreats(model, shop.findings, shop.facts);
    const drawn = new Set<string>([...model.components, ...model.flows].map(({ id }) => id));
    const placed = threats.filter(({ elementId }) => drawn.has(elementId));
    expect(placed.length).toBeLessThan(threats.length);
    const answers = placed.flatMap((one) => one.answers);
    expect(otm.found).toEqual({
      trustZones: 4,
      components: 5,
      dataflows: 2,
      assets: 3,
      representations: 0,
      threats: threats.length,
      mitigations: new Set(threats.flatMap((one) => one.answers.map(({ mechanism }) => mechanism))).size,
      threatInstances: placed.length,
      mitigationInstances: answers.length,
      mitigationsInPlace: answers.filter(({ state }) => state === "proven").length,
    });
  });
  test("keeps zones, kinds, classes of data, likelihoods and the proven control", () => {
    expect(of(otm, "zone").map(({ name, trust }) => [name, trust])).toEqual(
      shop.model.zones.map(({ name, trust }) => [name, trust]),
    );
    expect(of(otm, "component").map(({ properties }) => properties)).toEqual([
      { kind: "client" },
      { kind: "service" },
      { kind: "database", storesData: true, dataClasses: ["payment"] },
      { kind: "key-store" },
      {},
    ]);
    const likelihoods = new Map(shop.findings.map(({ id, likelihood }) => [id, likelihood]));
    for (const { key, likelihood } of of(otm, "stated-threat")) {
      const id = key
        .replace(/^threat:/, "")
        .split("@")
        .slice(0, 2)
        .join("@");
      expect(likelihood).toBe(likelihoods.get(id) ?? 4);
    }
    expect(of(otm, "control").filter(({ standing }) => standing === "in-place")).toMatchObject([
      { mechanism: "tls" },
    ]);
    expect(otm.notes).toEqual([]);
  });
  test("keeps assets as they are, apart from the classes of data that elements name", () => {
    expect(of(otm, "asset")).toMatchObject(
      shop.model.assets.map(({ name, dataClasses, worth, note }) => ({ name, dataClasses, worth, note })),
    );
    const [orders] = shop.model.assets;
    expect(of(otm, "asset")[0]?.placeKeys.toSorted()).toEqual(
      orders?.places.map((one) => `${one.endsWith("301") ? "flow" : "component"}:${one}`).toSorted(),
    );
    expect(of(otm, "flow").map(({ properties }) => properties["dataClasses"])).toEqual([
      ["payment"],
      undefined,
    ]);
  });
});
