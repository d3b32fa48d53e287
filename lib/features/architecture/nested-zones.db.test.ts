import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { databaseNow, inTransaction, reader } from "@/lib/db/client";
import { findModel, findModelAt } from "@/lib/db/model";
import { insertSystem } from "@/lib/db/systems";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { type Known, somebody } from "@/lib/testing/people";
import { saveElements } from "./commands";
import { importModel } from "./commands/import-model";
import "@/lib/server/database";

const sql = () => reader().sql;
let jonas: Known;
beforeAll(async () => {
  jonas = await somebody("jonas", "engineer");
});

async function register(slug: string): Promise<SystemId> {
  const facts = {
    slug,
    name: slug,
    type: "microservices" as const,
    description: "",
    criticality: 2 as const,
  };
  const lists = { dataClasses: [], regulations: [], tags: [] };
  return (await inTransaction((tx) => insertSystem(tx, { ...facts, ...lists, ownerId: jonas.id }))).id;
}
const model = (id: SystemId): Promise<SystemModel> => findModel(reader(), { id, name: "x" });
const zone = (name: string, parentId: string | null = null, over: object = {}) => ({
  op: "save",
  kind: "zone",
  id: randomUUID() as string,
  name,
  trust: 2,
  coordination: "none",
  parentId,
  ...over,
});
async function saved(systemId: SystemId, ...elements: readonly object[]): Promise<void> {
  const result = await saveElements({ systemId, elements }, jonas.caller);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
}
const nestingOf = ({ zones }: SystemModel) =>
  Object.fromEntries(
    zones.map(({ name, parentId }) => [name, zones.find(({ id }) => id === parentId)?.name ?? null]),
  );
/** Core in Cluster in Cloud, drawn in one batch, the inner one first. */
async function drawn(slug: string) {
  const systemId = await register(slug);
  const cloud = zone("Cloud");
  const cluster = zone("Cluster", cloud.id);
  await saved(systemId, zone("Core", cluster.id), cluster, cloud);
  const { zones } = await model(systemId);
  const of = (name: string) => {
    const { id, version } = zones.find((one) => one.name === name)!;
    return { id: id as string, version };
  };
  return { systemId, of };
}

describe("drawing zones in zones", () => {
  it("keeps a batch that refers to itself, whatever its order, also for the past", async () => {
    const { systemId, of } = await drawn("nested");
    const before = await databaseNow(reader());
    expect(nestingOf(await model(systemId))).toEqual({ Core: "Cluster", Cluster: "Cloud", Cloud: null });
    await saved(systemId, zone("Core", null, of("Core")));
    expect(nestingOf(await model(systemId))).toMatchObject({ Core: null });
    const past = await findModelAt(reader(), { id: systemId, name: "x" }, before);
    expect(nestingOf(past)).toMatchObject({ Core: "Cluster" });
    const entry = await sql().auditEntry.findFirstOrThrow({
      where: { systemId, subject: "element" },
      orderBy: { id: "desc" },
      include: { detail: true },
    });
    expect(JSON.parse(entry.detail?.text ?? "{}")).toMatchObject({
      about: "Changed Z-1 Core: inside",
      before: { Inside: "Z-2 Cluster" },
    });
  });

  it("takes the field of a form that works without script, empty too", async () => {
    const { systemId, of } = await drawn("form");
    const form = (name: string, parentId: string) => ({
      systemId,
      "elements.0.op": "save",
      "elements.0.kind": "zone",
      "elements.0.name": name,
      "elements.0.parentId": parentId,
      "elements.0.trust": "3",
      "elements.0.coordination": "none",
    });
    expect(await saveElements(form("Vault", of("Cluster").id), jonas.caller)).toMatchObject({ ok: true });
    expect(await saveElements(form("Alone", ""), jonas.caller)).toMatchObject({ ok: true });
    expect(nestingOf(await model(systemId))).toMatchObject({ Vault: "Cluster", Alone: null });
    expect(await saveElements(form("Odd", "no id"), jonas.caller)).toMatchObject({
      error: { code: "invalid-input", issues: [{ path: "elements.0.parentId" }] },
    });
  });

  it("refuses a circle, a zone of another system, and taking out a zone in which one stands", async () => {
    const { systemId, of } = await drawn("refused");
    const other = await drawn("refused-other");
    const refusal = async (...elements: readonly object[]) => {
      const result = await saveElements({ systemId, elements }, jonas.caller);
      return !result.ok && result.error.code === "invalid-input" ? result.error.issues : [];
    };
    expect(await refusal(zone("Cloud", of("Core").id, of("Cloud")))).toMatchObject([
      { path: "elements.0.parentId", message: expect.stringContaining("inside itself") },
    ]);
    expect(await refusal(zone("Core", other.of("Cloud").id, of("Core")))).toMatchObject([
      { path: "elements.0.parentId", message: "Choose a zone that exists." },
    ]);
    expect(await refusal({ op: "retire", ...of("Cluster") })).toMatchObject([
      { path: "elements.0", message: "Z-1 Core still stands on it. Change that first." },
    ]);
    expect(nestingOf(await model(systemId))).toEqual({ Core: "Cluster", Cluster: "Cloud", Cloud: null });
  });

  it("keeps both where one person moves a zone and another one renames it, and compares where both move it", async () => {
    const { systemId, of } = await drawn("clash");
    const seen = of("Core");
    await saved(systemId, zone("Core", of("Cloud").id, seen));
    await saved(systemId, zone("Vault", of("Cluster").id, seen));
    expect(nestingOf(await model(systemId))).toMatchObject({ Vault: "Cloud" });
    const elements = [zone("Core", null, seen)];
    expect(await saveElements({ systemId, elements }, jonas.caller)).toMatchObject({
      error: {
        code: "stale",
        changes: expect.arrayContaining([{ field: "Inside", before: "Z-3 Cloud", after: null }]),
      },
    });
  });

  it("reads rows of before as zones that stand in no other", async () => {
    const { systemId, of } = await drawn("before");
    await sql()
      .$executeRaw`update model_element set facts = facts - 'parentId' where system_id = ${systemId}::uuid`;
    const { zones } = await model(systemId);
    expect(zones.map(({ parentId }) => parentId)).toEqual([null, null, null]);
    await saved(systemId, zone("Core", of("Cloud").id, of("Core")));
    expect(nestingOf(await model(systemId))).toMatchObject({ Core: "Cloud" });
  });
});

describe("importing zones in zones", () => {
  const otm = (inside: string | undefined) =>
    JSON.stringify({
      otmVersion: "0.2.0",
      project: { id: "shop", name: "Shop" },
      trustZones: [
        { id: "core", name: "Core", ...(inside ? { parent: { trustZone: inside } } : {}) },
        { id: "cloud", name: "Cloud" },
        { id: "dmz", name: "DMZ" },
      ],
      components: [{ id: "a", name: "API", type: "web-service", parent: { trustZone: "core" } }],
      dataflows: [],
    });
  const imported = async (systemId: SystemId, text: string) => {
    const result = await importModel({ systemId, fileName: "shop.json", text }, jonas.caller);
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return "counts" in result.value ? result.value.counts : null;
  };

  it("follows the file, twice as once, until a person places the zone", async () => {
    const systemId = await register("imported");
    await imported(systemId, otm("cloud"));
    expect(nestingOf(await model(systemId))).toMatchObject({ Core: "Cloud" });
    expect(await imported(systemId, otm("cloud"))).toMatchObject({ made: 0, changed: 0 });
    await imported(systemId, otm("dmz"));
    expect(nestingOf(await model(systemId))).toMatchObject({ Core: "DMZ" });
    const core = (await model(systemId)).zones.find(({ name }) => name === "Core")!;
    await saved(systemId, {
      ...zone("Core", null, { id: core.id, version: core.version }),
      trust: core.trust,
    });
    expect(await imported(systemId, otm("cloud"))).toMatchObject({ made: 0, changed: 0, kept: 1 });
    expect(nestingOf(await model(systemId))).toMatchObject({ Core: null });
  });
});
