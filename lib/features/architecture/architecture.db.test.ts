import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { databaseNow, reader } from "@/lib/db/client";
import { findLayout } from "@/lib/db/diagram-layouts";
import { findModel, findModelAt } from "@/lib/db/model";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { registry } from "@/lib/registry";
import { makeToken } from "@/lib/server/token";
import { type Known, somebody } from "@/lib/testing/people";
import { saveElements } from "./commands";
import { saveLayout } from "./commands/save-layout";

const sql = () => reader().sql;
let ana: Known;
let jonas: Known;
let vera: Known;
beforeAll(async () => {
  ana = await somebody("ana", "security-lead");
  jonas = await somebody("jonas", "engineer");
  vera = await somebody("vera", "viewer");
});

async function register(slug: string): Promise<SystemId> {
  const create = registry.get("systems.create");
  const facts = {
    name: slug,
    slug,
    type: "microservices",
    description: "",
    ownerId: jonas.id,
    criticality: "2",
  };
  const result = await create?.(facts, jonas.caller);
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return (result.value as { id: SystemId }).id;
}

const save = (systemId: SystemId, elements: readonly object[], who = jonas) =>
  saveElements({ systemId, elements }, who.caller);
async function saved(systemId: SystemId, elements: readonly object[], who = jonas) {
  const result = await save(systemId, elements, who);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const model = (id: SystemId): Promise<SystemModel> => findModel(reader(), { id, name: "x" });

const zone = (name: string, over: object = {}) => ({
  op: "save",
  kind: "zone",
  id: randomUUID(),
  name,
  trust: "2",
  coordination: "none",
  ...over,
});
const component = (name: string, zoneId: string, over: object = {}) => ({
  op: "save",
  kind: "component",
  id: randomUUID(),
  name,
  zoneId,
  ...over,
});
const flow = (sourceId: string, targetId: string, over: object = {}) => ({
  op: "save",
  kind: "flow",
  id: randomUUID(),
  sourceId,
  targetId,
  ...over,
});

/** Edge and core with a gateway, a service and the flow between them, drawn in one batch. */
async function drawn(slug: string) {
  const systemId = await register(slug);
  const [edge, core] = [zone("Edge", { trust: 1 }), zone("Core")];
  const [gateway, service] = [component("Gateway", edge.id), component("Orders", core.id)];
  const call = flow(gateway.id, service.id, {
    properties: { protocol: "grpc", encryption: "tls", publicNetwork: "no", dataClasses: ["personal"] },
  });
  await saved(systemId, [edge, core, gateway, service, call]);
  return { systemId, ...(await model(systemId)) };
}
const at = <T>(list: readonly T[], index = 0): T => {
  const one = list[index];
  if (one === undefined) throw new Error("not there");
  return one;
};

describe("drawing a system", () => {
  it("saves a batch that refers to itself, under ids and numbers of ours, with its revisions and one entry", async () => {
    const { systemId, zones, components, flows } = await drawn("drawn");
    expect(zones.map(({ number, name, trust }) => [number, name, trust])).toEqual([
      [1, "Edge", 1],
      [2, "Core", 2],
    ]);
    expect(components.map(({ zoneId }) => zoneId)).toEqual(zones.map(({ id }) => id));
    expect(at(flows)).toMatchObject({
      name: "Gateway to Orders",
      sourceId: at(components).id,
      callsPerRequest: 1,
      msRoundTrip: null,
      properties: { protocol: "grpc", encryption: "tls", publicNetwork: false, dataClasses: ["personal"] },
      stated: { encryption: { by: jonas.id } },
    });
    expect(at(flows).id[14]).toBe("7");
    expect(await sql().revision.count({ where: { systemId, aggregate: "model-element" } })).toBe(5);
    const entries = await sql().auditEntry.findMany({
      where: { systemId, action: "architecture.save-elements" },
    });
    expect(entries).toMatchObject([{ actorId: jonas.id, subject: "element", outcome: "done" }]);
  });

  it("keeps a readable entry of what changed", async () => {
    const { systemId, flows } = await drawn("readable");
    const { name, id, version, sourceId, targetId } = at(flows);
    const properties = { encryption: "none", protocol: "grpc", tokenLifetimeMin: "15" };
    await saved(systemId, [{ op: "save", kind: "flow", id, version, name, sourceId, targetId, properties }]);
    const entry = await sql().auditEntry.findFirstOrThrow({
      where: { systemId, subject: "element" },
      orderBy: { id: "desc" },
      include: { detail: true },
    });
    const detail = JSON.parse(entry.detail?.text ?? "{}");
    expect(detail.about).toBe(
      "Changed F-1 Gateway to Orders: public network, data classes, encryption, token lifetime",
    );
    expect(detail.before).toEqual({ Encryption: "TLS", "Public network": "No", "Data classes": "Personal" });
    expect(detail.after).toEqual({ Encryption: "None", "Token lifetime": "15\u00a0min" });
  });

  it("takes the fields of a form that works without script", async () => {
    const systemId = await register("form");
    const form = {
      systemId,
      "elements.0.op": "save",
      "elements.0.kind": "zone",
      "elements.0.name": " Edge ",
      "elements.0.trust": "1",
      "elements.0.coordination": "weak",
      "elements.0.properties.regions": "3",
      "elements.0.properties.publicNetwork": "",
      "elements.0.properties.defaultDeny": "yes",
    };
    expect(await saveElements(form, jonas.caller)).toMatchObject({
      ok: true,
      value: { slug: "form", ref: "Z-1" },
    });
    expect(at((await model(systemId)).zones)).toMatchObject({
      name: "Edge",
      properties: { regions: 3, defaultDeny: true },
      stated: { defaultDeny: { by: jonas.id } },
    });
    expect(await saveElements({ ...form, "elements.0.trust": "7" }, jonas.caller)).toMatchObject({
      error: { code: "invalid-input", issues: [{ path: "elements.0.trust" }] },
    });
    expect(
      await saveElements(
        { ...form, "elements.0.name": "B", "elements.0.properties.regions": "many" },
        jonas.caller,
      ),
    ).toMatchObject({ error: { issues: [{ path: "elements.0.properties.regions" }] } });
  });

  it("keeps the properties of the whole system beside its elements", async () => {
    const systemId = await register("whole");
    const whole = { op: "save", kind: "system", properties: { regions: 2, controlPlaneShared: true } };
    await saved(systemId, [whole]);
    expect((await model(systemId)).whole).toMatchObject({
      id: systemId,
      version: 1,
      properties: { regions: 2 },
    });
    expect(await save(systemId, [whole])).toMatchObject({ error: { code: "stale", version: 1 } });
    await saved(systemId, [{ ...whole, version: 1, properties: {} }]);
    expect((await model(systemId)).whole).toMatchObject({ version: 2, properties: {} });
  });

  it("writes nothing and records nothing when nothing differs", async () => {
    const { systemId, zones } = await drawn("nothing");
    const { id, version } = at(zones);
    const same = zone("Edge", { id, version, trust: 1 });
    expect(await saved(systemId, [same])).toMatchObject({ saved: [], ref: "" });
    expect(await sql().auditEntry.count({ where: { systemId, subject: "element" } })).toBe(1);
  });
});

describe("who may draw what", () => {
  it("refuses viewers, strangers and nonsense", async () => {
    const systemId = await register("refused");
    expect(await save(systemId, [zone("Edge")], vera)).toMatchObject({ error: { code: "forbidden" } });
    expect(
      await saveElements({ systemId, elements: [zone("Edge")] }, { ...jonas.caller, token: makeToken() }),
    ).toMatchObject({ error: { code: "unauthenticated" } });
    for (const elements of [[], [zone("")], [{ ...zone("Edge"), extra: 1 }], [{ op: "retire" }], "no"])
      expect(await saveElements({ systemId, elements }, jonas.caller)).toMatchObject({
        error: { code: "invalid-input" },
      });
    expect((await model(systemId)).zones).toEqual([]);
  });

  it.each([["a\0b"], ["paid\u202eton"], ["a\nb"]])("refuses a flow called %j", async (name) => {
    const systemId = await register(`named-${randomUUID().slice(0, 8)}`);
    const core = zone("Core");
    const [from, to] = [component("Gateway", core.id), component("Orders", core.id)];
    const elements = [core, from, to, flow(from.id, to.id, { name })];
    expect(await save(systemId, elements)).toMatchObject({
      error: { code: "invalid-input", issues: [{ path: "elements.3.name" }] },
    });
  });

  it("refuses elements of another system as if there were none", async () => {
    const mine = await drawn("mine");
    const theirs = await drawn("theirs");
    const [ours, foreign] = [at(mine.components), at(theirs.components)];
    const { version } = foreign;
    expect(
      await save(mine.systemId, [component("Stolen", at(mine.zones).id, { id: foreign.id, version })]),
    ).toMatchObject({ error: { code: "not-found", reason: expect.not.stringContaining("theirs") } });
    expect(await save(mine.systemId, [{ op: "retire", id: foreign.id, version }])).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await save(mine.systemId, [component("Over there", at(theirs.zones).id)])).toMatchObject({
      error: { issues: [{ path: "elements.0.zoneId" }] },
    });
    expect(await save(mine.systemId, [flow(ours.id, foreign.id)])).toMatchObject({
      error: { issues: [{ path: "elements.0.targetId" }] },
    });
    expect(await model(theirs.systemId)).toMatchObject({
      components: theirs.components,
      zones: theirs.zones,
    });
  });

  it("takes the id of another system's element for a name of the editor's own when it is new", async () => {
    const mine = await register("new-here");
    const theirs = await drawn("not-there");
    await saved(mine, [zone("Copy", { id: at(theirs.zones).id })]);
    expect(at((await model(mine)).zones).id).not.toBe(at(theirs.zones).id);
    expect((await model(theirs.systemId)).zones).toEqual(theirs.zones);
  });
});

describe("two editors", () => {
  const renamed = (one: { id: string; version: number; trust: number }, name: string) =>
    zone(name, { id: one.id, version: one.version, trust: one.trust });

  it("are both kept when they change different elements at once", async () => {
    const { systemId, zones } = await drawn("both");
    const both = await Promise.all([
      save(systemId, [renamed(at(zones), "Border")], ana),
      save(systemId, [renamed(at(zones, 1), "Inside")]),
    ]);
    expect(both).toMatchObject([{ ok: true }, { ok: true }]);
    expect((await model(systemId)).zones.map(({ name }) => name)).toEqual(["Border", "Inside"]);
  });

  it("are both kept when they change different fields of one element at once", async () => {
    const { systemId, zones } = await drawn("fields");
    const { id } = at(zones);
    const both = await Promise.all([
      save(systemId, [zone("Border", { id, version: 1, trust: 1 })], ana),
      save(systemId, [zone("Edge", { id, version: 1, trust: 1, properties: { regions: 3 } })]),
    ]);
    expect(both).toMatchObject([{ ok: true }, { ok: true }]);
    expect(at((await model(systemId)).zones)).toMatchObject({
      name: "Border",
      properties: { regions: 3 },
      version: 3,
    });
  });

  it("who add elements at once get numbers of their own", async () => {
    const { systemId } = await drawn("adding");
    const many = Array.from({ length: 6 }, (_, index) => save(systemId, [zone(`Zone ${index}`)]));
    expect((await Promise.all(many)).every(({ ok }) => ok)).toBe(true);
    expect((await model(systemId)).zones.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("of one element: the later is refused with who was faster and what differs, and nothing of the batch stays", async () => {
    const { systemId, zones } = await drawn("stale");
    await saved(systemId, [renamed(at(zones), "Border")], ana);
    const mine = zone("Rim", { id: at(zones).id, version: 1, trust: 0 });
    expect(await save(systemId, [zone("Third"), mine])).toMatchObject({
      error: {
        code: "stale",
        version: 2,
        by: "ana",
        atMs: expect.any(Number),
        reason: expect.stringContaining("ana changed the same fields of Z-1 Border"),
        changes: [{ field: "Name", before: "Border", after: "Rim" }],
      },
    });
    expect((await model(systemId)).zones.map(({ name }) => name)).toEqual(["Border", "Core"]);
    expect(await save(systemId, [{ ...mine, over: 2 }])).toMatchObject({ ok: true });
    expect(at((await model(systemId)).zones)).toMatchObject({ name: "Rim", trust: 0, version: 3 });
  });

  it("one of whom takes out what the other stands on: exactly one of them wins", async () => {
    const { systemId, components, flows } = await drawn("taken");
    await saved(systemId, [{ op: "retire", id: at(flows).id, version: 1 }]);
    const [gateway, orders] = [at(components), at(components, 1)];
    const race = await Promise.all([
      save(systemId, [{ op: "retire", id: gateway.id, version: 1 }], ana),
      save(systemId, [flow(gateway.id, orders.id)]),
    ]);
    expect(race.filter(({ ok }) => ok)).toHaveLength(1);
    const after = await model(systemId);
    for (const { sourceId } of after.flows)
      expect(after.components.some(({ id }) => id === sourceId)).toBe(true);
  });

  it("is told that an element was taken out, not that it never was", async () => {
    const { systemId, flows } = await drawn("gone");
    const { id } = at(flows);
    await saved(systemId, [{ op: "retire", id, version: 1 }], ana);
    expect(await save(systemId, [{ op: "retire", id, version: 1 }])).toMatchObject({
      error: { code: "stale", by: "ana", reason: expect.stringContaining("took this out") },
    });
  });
});

describe("taking out", () => {
  it("keeps the tombstone and its number, and refuses what others stand on", async () => {
    const { systemId, zones, flows } = await drawn("tombstone");
    expect(await save(systemId, [{ op: "retire", id: at(zones).id, version: 1 }])).toMatchObject({
      error: { issues: [{ path: "elements.0", message: expect.stringContaining("C-1 Gateway") }] },
    });
    const { sourceId, targetId, id } = at(flows);
    await saved(systemId, [{ op: "retire", id, version: 1 }]);
    await saved(systemId, [flow(sourceId, targetId)]);
    expect((await model(systemId)).flows.map(({ number }) => number)).toEqual([2]);
    expect(await sql().modelElement.findUniqueOrThrow({ where: { id } })).toMatchObject({ version: 2 });
    await expect(sql().modelElement.delete({ where: { id } })).rejects.toThrow();
  });

  it("leaves paths and controls to their own commands", async () => {
    const { systemId } = await drawn("others");
    const path = await registry.get("latency.save-path")?.(
      { systemId, name: "Buy", flows: "F1" },
      jonas.caller,
    );
    expect(path).toMatchObject({ ok: true });
    const { id } = at((await model(systemId)).paths);
    expect(await save(systemId, [{ op: "retire", id, version: 1 }])).toMatchObject({
      error: { code: "invalid-input" },
    });
  });
});

describe("the past", () => {
  it("is the model as it stood at each moment, taken out elements included", async () => {
    const now = () => databaseNow(reader());
    const { systemId, zones, flows } = await drawn("past");
    const past = [await now()];
    const states = [await model(systemId)];
    for (const step of [
      [zone("Border", { id: at(zones).id, version: 1, trust: 1 }), zone("Vault", { trust: 4 })],
      [{ op: "retire", id: at(flows).id, version: 1 }],
      [{ op: "save", kind: "system", properties: { regions: 3 } }],
    ]) {
      await saved(systemId, step);
      past.push(await now());
      states.push(await model(systemId));
    }
    for (const [index, moment] of past.entries())
      expect(await findModelAt(reader(), { id: systemId, name: "x" }, moment)).toEqual(states[index]);
    expect(states.map((state) => [state.zones.length, state.flows.length])).toEqual([
      [2, 1],
      [3, 1],
      [3, 0],
      [3, 0],
    ]);
  });
});

describe("where things stand on the drawing board", () => {
  const layout = async (systemId: SystemId) =>
    Object.fromEntries([...(await findLayout(reader(), systemId))].map(([id, { x, y }]) => [id, [x, y]]));

  it("is kept beside the model: no revision, no version of an element, one entry", async () => {
    const { systemId, zones, components } = await drawn("laid-out");
    const [zone, part] = [at(zones), at(components)];
    expect(await layout(systemId)).toEqual({});
    const revisions = () => sql().revision.count({ where: { systemId, aggregate: "model-element" } });
    const before = await revisions();
    const positions = { [zone.id]: [0, 8, 320, 160], [part.id]: [16, 56] };
    expect(await saveLayout({ systemId, positions }, jonas.caller)).toMatchObject({ ok: true });
    expect(await layout(systemId)).toEqual({ [zone.id]: [0, 8], [part.id]: [16, 56] });
    expect(await revisions()).toBe(before);
    expect(at((await model(systemId)).components).version).toBe(1);
    const entries = await sql().auditEntry.findMany({
      where: { systemId, action: "architecture.save-layout" },
    });
    expect(entries).toMatchObject([{ actorId: jonas.id, outcome: "done" }]);
  });

  it("keeps what others moved, and forgets what no longer lives", async () => {
    const { systemId, components, flows } = await drawn("laid-out-by-two");
    const [one, two] = [at(components), at(components, 1)];
    await saveLayout({ systemId, positions: { [one.id]: [8, 8] } }, jonas.caller);
    await saveLayout({ systemId, positions: { [two.id]: [80, 8], [randomUUID()]: [1, 1] } }, ana.caller);
    expect(await layout(systemId)).toEqual({ [one.id]: [8, 8], [two.id]: [80, 8] });
    const gone = [at(flows), two].map(({ id, version }) => ({ op: "retire", id, version }));
    await saved(systemId, gone);
    await saveLayout({ systemId, positions: { [one.id]: [16, 8] } }, jonas.caller);
    expect(await layout(systemId)).toEqual({ [one.id]: [16, 8] });
    expect(await sql().diagramLayout.findUnique({ where: { systemId } })).toMatchObject({ version: 3 });
  });

  it("is bounded, and not for everybody", async () => {
    const { systemId, components } = await drawn("laid-out-far");
    const place = (x: number) => ({ systemId, positions: { [at(components).id]: [x, 0] } });
    expect(await saveLayout(place(100_001), jonas.caller)).toMatchObject({
      error: { code: "invalid-input" },
    });
    expect(await saveLayout(place(0.5), jonas.caller)).toMatchObject({ error: { code: "invalid-input" } });
    expect(await saveLayout(place(5), vera.caller)).toMatchObject({ error: { code: "forbidden" } });
    expect(await layout(systemId)).toEqual({});
  });
});
