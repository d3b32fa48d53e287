import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { databaseNow, reader } from "@/lib/db/client";
import { findModel, findModelAt } from "@/lib/db/model";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { writeModelJson } from "@/lib/formats/model-json/write-model";
import { registry } from "@/lib/registry";
import { readPosture } from "@/lib/server/posture";
import { type Known, somebody } from "@/lib/testing/people";
import { addDataClasses, saveAsset, takeOutAsset } from "./commands";

const sql = () => reader().sql;
let jonas: Known;
let vera: Known;
beforeAll(async () => {
  jonas = await somebody("jonas", "engineer");
  vera = await somebody("vera", "viewer");
});

const modelOf = (id: SystemId): Promise<SystemModel> => findModel(reader(), { id, name: "x" });

async function run<T>(name: string, input: object): Promise<T> {
  const result = await registry.get(name)?.(input, jonas.caller);
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return result.value as T;
}

let systems = 0;
/** A zone with a service and a database, and the flow between them, which carries personal data. */
async function drawn(): Promise<SystemId> {
  systems += 1;
  const slug = `shop-${systems}`;
  const facts = { name: slug, slug, type: "microservices", description: "", criticality: "2" };
  const { id: systemId } = await run<{ id: SystemId }>("systems.create", { ...facts, ownerId: jonas.id });
  const [zone, service, store] = [randomUUID(), randomUUID(), randomUUID()];
  const save = (kind: string, id: string, rest: object) => ({ op: "save", kind, id, ...rest });
  await run("architecture.save-elements", {
    systemId,
    elements: [
      save("zone", zone, { name: "Core", trust: 2, coordination: "none" }),
      save("component", service, { name: "Orders", zoneId: zone }),
      save("component", store, {
        name: "Store",
        zoneId: zone,
        properties: { storesData: true, dataClasses: ["internal"], encryptedAtRest: "none" },
      }),
      save("flow", randomUUID(), {
        sourceId: service,
        targetId: store,
        properties: { dataClasses: ["personal"], encryption: "none" },
      }),
    ],
  });
  return systemId;
}
const at = <T>(list: readonly T[], index = 0): T => {
  const one = list[index];
  if (one === undefined) throw new Error("not there");
  return one;
};
const orders = (systemId: SystemId, rest: object = {}) => ({
  systemId,
  name: "Card data",
  dataClasses: ["payment"],
  "worth.confidentiality": "5",
  "worth.integrity": "",
  "worth.availability": "3",
  ownerId: jonas.id,
  ...rest,
});
async function saved(systemId: SystemId, rest: object = {}) {
  const result = await saveAsset(orders(systemId, rest), jonas.caller);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe("an asset", () => {
  it("is kept as a form without script sends it, under a number of its own, with its revision and its entry", async () => {
    const systemId = await drawn();
    const { components, flows } = await modelOf(systemId);
    const [store, flow] = [at(components, 1).id, at(flows).id];
    expect(await saved(systemId, { places: [flow, store, flow] })).toMatchObject({
      slug: `shop-${systems}`,
      ref: "A-1",
    });
    expect((await modelOf(systemId)).assets).toMatchObject([
      {
        number: 1,
        version: 1,
        dataClasses: ["payment"],
        worth: { confidentiality: 5, integrity: null, availability: 3 },
        places: [store, flow].toSorted(),
        ownerId: jonas.id,
        origin: null,
      },
    ]);
    const entry = await sql().auditEntry.findFirstOrThrow({
      where: { systemId, action: "assets.save" },
      include: { detail: true },
    });
    expect(JSON.parse(entry.detail?.text ?? "{}")).toMatchObject({
      about: "Added A-1 Card data",
      after: {
        "Data classes": "Payment",
        Confidentiality: "5 of 5",
        "Lies in": expect.stringContaining("C-2 Store"),
        Owner: "jonas",
      },
    });
  });

  it("is changed under its version, and two who write the same field are told", async () => {
    const systemId = await drawn();
    await saved(systemId);
    const { id } = at((await modelOf(systemId)).assets);
    await saved(systemId, { id, version: "1", name: "Cards" });
    expect(
      await saveAsset(orders(systemId, { id, version: "1", name: "Payments" }), jonas.caller),
    ).toMatchObject({
      error: { code: "stale", version: 2, changes: [{ field: "Name", before: "Cards", after: "Payments" }] },
    });
    expect(at((await modelOf(systemId)).assets)).toMatchObject({ name: "Cards", version: 2 });
  });

  it.each([
    ["without a name", { name: "" }, "name"],
    ["of a class that is none", { dataClasses: ["secret"] }, "dataClasses.0"],
    ["worth more than 5", { "worth.integrity": "6" }, "worth.integrity"],
    ["that nobody here owns", { ownerId: randomUUID() }, "ownerId"],
    ["in an element that is none", { places: [randomUUID()] }, "places"],
  ])("%s is refused beside its field", async (_, rest, path) => {
    const systemId = await drawn();
    expect(await saveAsset(orders(systemId, rest), jonas.caller)).toMatchObject({
      error: { code: "invalid-input", issues: [{ path }] },
    });
    expect((await modelOf(systemId)).assets).toEqual([]);
  });

  it("is refused from viewers, and nobody reaches one of another system", async () => {
    const [mine, theirs] = [await drawn(), await drawn()];
    expect(await saveAsset(orders(mine), vera.caller)).toMatchObject({ error: { code: "forbidden" } });
    await saved(theirs);
    const { id } = at((await modelOf(theirs)).assets);
    expect(await saveAsset(orders(mine, { id, version: "1" }), jonas.caller)).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await takeOutAsset({ systemId: mine, id, version: 1 }, jonas.caller)).toMatchObject({
      error: { code: "not-found" },
    });
    const zone = at((await modelOf(mine)).zones);
    expect(await takeOutAsset({ systemId: mine, id: zone.id, version: 1 }, jonas.caller)).toMatchObject({
      error: { code: "not-found" },
    });
  });

  it("is taken out with its history kept: the past has it, its number is not given again", async () => {
    const systemId = await drawn();
    await saved(systemId);
    const before = await databaseNow(reader());
    const { id } = at((await modelOf(systemId)).assets);
    expect(await takeOutAsset({ systemId, id, version: "1" }, jonas.caller)).toMatchObject({ ok: true });
    expect((await modelOf(systemId)).assets).toEqual([]);
    expect((await findModelAt(reader(), { id: systemId, name: "x" }, before)).assets).toMatchObject([{ id }]);
    expect(await saved(systemId)).toMatchObject({ ref: "A-2" });
  });
});

describe("what an asset lies in", () => {
  it("can’t be taken out from under it, and a batch of the drawing board leaves it as it is", async () => {
    const systemId = await drawn();
    const { flows, components, zones } = await modelOf(systemId);
    const flow = at(flows);
    await saved(systemId, { places: [flow.id] });
    const edit = (elements: readonly object[]) =>
      registry.get("architecture.save-elements")?.({ systemId, elements }, jonas.caller);
    expect(await edit([{ op: "retire", id: flow.id, version: 1 }])).toMatchObject({
      error: { issues: [{ message: "A-1 Card data still stands on it. Change that first." }] },
    });
    const { id, name } = at(components);
    const renamed = {
      op: "save",
      kind: "component",
      id,
      version: 1,
      name: `${name} 2`,
      zoneId: at(zones).id,
    };
    expect(await edit([renamed])).toMatchObject({ ok: true });
    expect((await modelOf(systemId)).assets).toMatchObject([{ version: 1, places: [flow.id] }]);
  });

  it("takes its data classes over with one click, beside its own; only then do rules read them", async () => {
    const systemId = await drawn();
    const store = at((await modelOf(systemId)).components, 1);
    const today = utcDateOf(await databaseNow(reader()));
    const findings = async () => {
      const posture = await readPosture(reader(), systemId, today);
      return posture?.facts.findings
        .filter(({ element }) => element.id === store.id)
        .map(({ ruleId }) => ruleId);
    };
    const bare = await findings();
    await saved(systemId, { places: [store.id] });
    expect(await findings()).toEqual(bare);
    const form = {
      systemId,
      "additions.0.id": store.id,
      "additions.0.version": "1",
      "additions.0.dataClasses": ["payment"],
    };
    expect(await addDataClasses(form, vera.caller)).toMatchObject({ error: { code: "forbidden" } });
    expect(await addDataClasses(form, jonas.caller)).toMatchObject({ ok: true });
    const now = at((await modelOf(systemId)).components, 1);
    expect(now).toMatchObject({
      version: 2,
      properties: { storesData: true, dataClasses: ["internal", "payment"] },
      stated: store.stated,
    });
    expect((await findings())?.length).toBeGreaterThan(bare?.length ?? 0);
    const zone = at((await modelOf(systemId)).zones);
    expect(await addDataClasses({ ...form, "additions.0.id": zone.id }, jonas.caller)).toMatchObject({
      error: { code: "not-found" },
    });
  });
});

describe("a file with assets", () => {
  it("that was exported here and comes in again changes nothing, and into another system makes the same", async () => {
    const systemId = await drawn();
    await saved(systemId, { places: [at((await modelOf(systemId)).flows).id], note: "Never stored." });
    const before = await modelOf(systemId);
    const text = writeModelJson(before);
    await run("architecture.import-model", { systemId, text });
    expect(await modelOf(systemId)).toEqual(before);
    const other = await drawn();
    await run("architecture.import-model", { systemId: other, text });
    const { assets, flows } = await modelOf(other);
    expect(assets).toMatchObject([{ name: "Card data", note: "Never stored.", ownerId: null }]);
    expect(flows.map(({ id }) => id)).toEqual(expect.arrayContaining([...at(assets).places]));
    await run("architecture.import-model", { systemId: other, text });
    expect((await modelOf(other)).assets).toEqual(assets);
  });
});
