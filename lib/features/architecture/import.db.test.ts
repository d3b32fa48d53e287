import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, reader } from "@/lib/db/client";
import { findModel } from "@/lib/db/model";
import { insertPerson } from "@/lib/db/people";
import { insertSystem } from "@/lib/db/systems";
import { elementsOf, type SystemModel } from "@/lib/domain/architecture/system-model";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import { writeModelJson } from "@/lib/formats/model-json/write-model";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";
import { saveElements } from "./commands";
import { importModel } from "./commands/import-model";
import "@/lib/server/database";

const sql = () => reader().sql;
type Person = { readonly id: UserId; readonly caller: Caller };

async function somebody(handle: string, role: Role): Promise<Person> {
  const person = { email: `${handle}@example.com`, handle, name: handle, role, passwordHash: "none" };
  const { id } = await inTransaction((tx) => insertPerson(tx, person));
  return { id, caller: { kind: "person", userId: id } };
}

let ana: Person;
let viewer: Person;
beforeAll(async () => {
  ana = await somebody("ana", "engineer");
  viewer = await somebody("vera", "viewer");
});

let systems = 0;
async function system(): Promise<SystemId> {
  systems += 1;
  const slug = `shop-${systems}`;
  const facts = {
    slug,
    name: slug,
    type: "microservices" as const,
    description: "",
    criticality: 2 as const,
  };
  const lists = { dataClasses: [], regulations: [], tags: [] };
  return (await inTransaction((tx) => insertSystem(tx, { ...facts, ...lists, ownerId: ana.id }))).id;
}
const modelOf = (id: SystemId): Promise<SystemModel> => findModel(reader(), { id, name: "Shop" });

const service = (ref: string, rest: object = {}) => ({
  "bom-ref": ref,
  name: ref,
  "x-trust-boundary": false,
  ...rest,
});
/** A small SaaSBOM of the same shape as the public example. */
const bom = (endpoint = "https://cart.example.com", cart = "Cart") =>
  JSON.stringify(
    {
      bomFormat: "CycloneDX",
      specVersion: "1.5",
      metadata: { component: { "bom-ref": "shop", name: "Web shop" } },
      services: [
        service("gate", {
          "x-trust-boundary": true,
          authenticated: false,
          services: [
            service("cart", {
              name: cart,
              endpoints: [endpoint],
              data: [{ classification: "PIFI", flow: "inbound" }],
            }),
            service("db", {
              endpoints: ["postgres://db:5432"],
              data: [{ classification: "PII", flow: "inbound" }],
            }),
          ],
        }),
      ],
      dependencies: [
        { ref: "shop", dependsOn: ["gate"] },
        { ref: "gate", dependsOn: ["cart"] },
        { ref: "cart", dependsOn: ["db"] },
      ],
    },
    null,
    1,
  );

const run = (systemId: SystemId, text: string, more: object = {}, who = ana) =>
  importModel({ systemId, fileName: "shop.json", text, ...more }, who.caller);
async function imported(systemId: SystemId, text: string, more: object = {}) {
  const result = await run(systemId, text, more);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
async function counts(systemId: SystemId, text: string) {
  const outcome = await imported(systemId, text);
  return outcome.status === "imported" ? outcome.counts : null;
}
const written = async (systemId: SystemId) =>
  Promise.all([
    sql().revision.count({ where: { systemId, aggregate: "model-element" } }),
    sql().auditEntry.count({ where: { systemId, action: "architecture.import-model" } }),
  ]);

describe("importing a SaaSBOM", () => {
  it("shows first what it would make, writes nothing meanwhile, and then makes just that", async () => {
    const systemId = await system();
    const looked = await imported(systemId, bom(), { dryRun: true });
    if (looked.status !== "preview") throw new Error("imported at once");
    expect(looked.preview.counts).toEqual({ made: 10, changed: 0, unchanged: 0, kept: 0 });
    expect(await written(systemId)).toEqual([0, 0]);
    const throughAForm = bom().replaceAll("\n", "\r\n");
    const done = await imported(systemId, throughAForm, { base: looked.base });
    expect(done).toMatchObject({
      status: "imported",
      to: expect.stringContaining("/architecture?imported=10-0-0"),
    });
    const model = await modelOf(systemId);
    expect(model.components.map(({ name }) => name)).toEqual(["Web shop", "gate", "Cart", "db"]);
    expect(model.flows.map(({ properties }) => properties)).toEqual([
      { authentication: "none" },
      { protocol: "https", encryption: "tls", dataClasses: ["payment"] },
      { protocol: "sql", dataClasses: ["personal"] },
    ]);
    expect(model.flows[1]?.stated).toEqual({ encryption: { by: ana.id, on: expect.any(String) } });
    expect(await written(systemId)).toEqual([10, 1]);
  });
  it("twice is the same as once: no version, no entry", async () => {
    const systemId = await system();
    await imported(systemId, bom());
    const before = await written(systemId);
    expect(await counts(systemId, bom())).toEqual({ made: 0, changed: 0, unchanged: 10, kept: 0 });
    expect(await written(systemId)).toEqual(before);
  });
  it("twice at once is the same as once", async () => {
    const systemId = await system();
    const both = await Promise.all([run(systemId, bom()), run(systemId, bom())]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect((await modelOf(systemId)).components).toHaveLength(4);
  });
  it("leaves what a person wrote since, and follows the file in the rest", async () => {
    const systemId = await system();
    await imported(systemId, bom());
    const flow = (await modelOf(systemId)).flows[1];
    if (!flow) throw new Error("no flow");
    const { id, version, name, sourceId, targetId } = flow;
    const edit = { op: "save", kind: "flow", id, version, name, sourceId, targetId };
    const properties = { ...flow.properties, encryption: "app" };
    expect(await saveElements({ systemId, elements: [{ ...edit, properties }] }, ana.caller)).toMatchObject({
      ok: true,
    });
    const again = bom("http://cart.example.com", "Basket");
    for (const changed of [3, 0]) {
      expect(await counts(systemId, again)).toMatchObject({ made: 0, changed, kept: 1 });
      const model = await modelOf(systemId);
      expect(model.flows[1]?.properties).toMatchObject({ encryption: "app", protocol: "http" });
      expect(model.components[2]?.name).toBe("Basket");
    }
  });
  it("does not bring back what a person took out", async () => {
    const systemId = await system();
    await imported(systemId, bom());
    const [, , last] = (await modelOf(systemId)).flows;
    const taken = [{ op: "retire", id: last?.id, version: last?.version }];
    expect(await saveElements({ systemId, elements: taken }, ana.caller)).toMatchObject({ ok: true });
    const outcome = await imported(systemId, bom(), { dryRun: true });
    expect(outcome.status === "preview" && outcome.preview.leftOut).toEqual([
      expect.objectContaining({ kind: "flow", reason: expect.stringContaining("was taken out here") }),
    ]);
    expect(await counts(systemId, bom())).toMatchObject({ made: 0, changed: 0 });
  });
  it("is refused when model or file are no longer what was looked at", async () => {
    const systemId = await system();
    const looked = await imported(systemId, bom(), { dryRun: true });
    const base = looked.status === "preview" ? looked.base : "";
    expect(await run(systemId, bom("http://x"), { base })).toMatchObject({ error: { code: "stale" } });
    await imported(systemId, bom());
    expect(await run(systemId, bom(), { base })).toMatchObject({ error: { code: "stale" } });
  });
});

describe("what is refused", () => {
  it("is an import by somebody who may not edit, and it is on record", async () => {
    const systemId = await system();
    for (const more of [{}, { dryRun: true }])
      expect(await run(systemId, bom(), more, viewer)).toMatchObject({ error: { code: "forbidden" } });
    expect((await modelOf(systemId)).zones).toEqual([]);
    expect(await sql().auditEntry.count({ where: { systemId, outcome: "denied" } })).toBeGreaterThan(0);
  });
  it("is a file of more than 6 MB, and one that is no model, with the line", async () => {
    const systemId = await system();
    expect(await run(systemId, " ".repeat(6 * 1024 * 1024 + 1))).toMatchObject({
      error: { code: "invalid-input" },
    });
    expect(await run(systemId, `{"format": "countersign-model",\n"version": 7}`)).toMatchObject({
      error: {
        code: "invalid-input",
        issues: [{ path: "line 1", message: expect.stringContaining("version") }],
      },
    });
  });
  it("is a file with a value that no model takes, all of it, naming line and element", async () => {
    const systemId = await system();
    const file = {
      format: "countersign-model",
      version: 1,
      system: { key: "s", name: "S" },
      zones: [{ key: "z", name: "Z", trust: 0 }],
      components: [
        { key: "a", name: "A", zone: "z" },
        { key: "b", name: "B", zone: "z" },
      ],
      flows: [{ key: "f", number: 1, name: "A to B", from: "a", to: "b", callsPerRequest: 51 }],
    };
    expect(await run(systemId, JSON.stringify(file, null, 1))).toMatchObject({
      error: {
        issues: [{ path: "line 28 · A to B · callsPerRequest", message: "Give 1 to 50 calls per request." }],
      },
    });
    expect((await modelOf(systemId)).zones).toEqual([]);
  });
});

/** A model with everything in it, as JSON of ours. */
function everything(): string {
  const quantity = { kind: "lognormal", p5: 1000, p50: 3162.2776601683795, p95: 10_000 };
  return JSON.stringify({
    format: "countersign-model",
    version: 1,
    system: { key: "s", name: "S", properties: { wrongProperty: 1 } },
    zones: [
      { key: "z", name: "Edge", trust: 1, coordination: "weak" },
      { key: "y", name: "Core", trust: 2, coordination: "strong" },
    ],
    components: [
      { key: "a", name: "Gate", zone: "z", properties: { kind: "gateway", adminMfa: "otp" } },
      { key: "b", name: "API", zone: "y", properties: { kind: "service", replicas: 3 } },
    ],
    flows: [
      {
        key: "f",
        number: 4,
        name: "Gate to API",
        from: "a",
        to: "b",
        callsPerRequest: 2,
        msRoundTrip: 1.5,
        properties: { protocol: "grpc", encryption: "tls", dataClasses: ["personal", "payment"] },
      },
      {
        key: "g",
        number: 7,
        name: "API to Gate",
        from: "b",
        to: "a",
        origin: { source: "cyclonedx:X", externalId: "g" },
      },
    ],
    paths: [{ key: "p", name: "Order", flows: "F4 > (F7 | F4)", budget: { percentile: 0.95, msLimit: 60 } }],
    controls: [
      {
        key: "c",
        name: "TLS inside",
        mechanism: "tls",
        standing: "in-place",
        on: ["f", "g"],
        tool: "nginx",
        note: "two\nlines",
        oneOffAmount: quantity,
        latency: { kind: "none" },
      },
    ],
    lossScenarios: [
      {
        key: "l",
        name: "Spied on",
        threat: "mitm",
        ratePerYear: quantity,
        lossAmount: quantity,
        basis: "guess",
      },
    ],
  });
}

/** A model with names for ids, so that two systems can be compared. */
function compared(model: SystemModel) {
  const names = new Map(elementsOf(model).map(({ id, name, kind }) => [id as string, `${kind} ${name}`]));
  const { whole, ...rest } = model;
  return JSON.parse(
    JSON.stringify({ whole: { ...whole, name: "" }, ...rest }, (key, value: unknown) => {
      if (key === "version" || key === "origin" || key === "number") return undefined;
      if (typeof value === "string") return names.get(value) ?? value;
      return key === "scope" && Array.isArray(value) ? value.map((id) => names.get(id)).sort() : value;
    }),
  );
}

describe("our own JSON", () => {
  it("makes a whole model, and leaves what the catalogue does not know with a note", async () => {
    const systemId = await system();
    const looked = await imported(systemId, everything(), { dryRun: true });
    expect(looked.status === "preview" && looked.preview.notes.map(({ message }) => message)).toEqual([
      expect.stringContaining("wrongProperty"),
    ]);
    await imported(systemId, everything());
    const model = await modelOf(systemId);
    expect(model.controls[0]).toMatchObject({ standing: "in-place", ownerId: null, note: "two\nlines" });
    expect(model.paths[0]?.budget).toEqual({ percentile: 0.95, msLimit: 60 });
    expect(model.flows[1]?.origin).toEqual({ source: "cyclonedx:X", externalId: "g" });
  });
  it("of a system changes nothing in it", async () => {
    const systemId = await system();
    await imported(systemId, everything());
    const model = await modelOf(systemId);
    const before = await written(systemId);
    expect(await counts(systemId, writeModelJson(model))).toMatchObject({ made: 0, changed: 0, kept: 0 });
    expect(await modelOf(systemId)).toEqual(model);
    expect(await written(systemId)).toEqual(before);
  });
  it("of a system makes the same model in another, from there changes nothing in the first", async () => {
    const [first, second] = [await system(), await system()];
    await imported(first, everything());
    await imported(second, writeModelJson(await modelOf(first)));
    const [a, b] = [await modelOf(first), await modelOf(second)];
    expect(compared(b)).toEqual(compared(a));
    const ids = (model: SystemModel) => new Set(elementsOf(model).map(({ id }) => id));
    expect([...ids(a)].filter((id) => ids(b).has(id))).toEqual([]);
    expect(await counts(second, writeModelJson(a))).toMatchObject({ made: 0, changed: 0, kept: 0 });
    expect(await counts(first, writeModelJson(b))).toMatchObject({ made: 0, changed: 0, kept: 0 });
    expect(await modelOf(first)).toEqual(a);
  });
  it("touches no other system, whose ids it names", async () => {
    const [first, second] = [await system(), await system()];
    await imported(first, everything());
    const before = await modelOf(first);
    const text = writeModelJson(before)
      .replaceAll("Gate", "Taken over")
      .replaceAll('"in-place"', '"retired"');
    await imported(second, text);
    expect(await modelOf(first)).toEqual(before);
  });
  it("does not loosen a budget and takes no control back, and says where that is done", async () => {
    const systemId = await system();
    await imported(systemId, everything());
    const model = await modelOf(systemId);
    const text = writeModelJson(model)
      .replace('"msLimit": 60', '"msLimit": 90')
      .replace('"in-place"', '"retired"');
    const looked = await imported(systemId, text, { dryRun: true });
    const kept = looked.status === "preview" ? looked.preview.lines.flatMap((line) => line.kept) : [];
    expect(kept.map(({ field }) => field)).toEqual(["Standing"]);
    expect(looked.status === "preview" && looked.preview.critical).toMatchObject([
      { kind: "path", changes: [{ field: "Budget" }], request: { state: "asked" } },
    ]);
    await imported(systemId, text);
    expect(await modelOf(systemId)).toEqual(model);
  });
});

it("the command is in the registry under its name", () => {
  expect(registry.get("architecture.import-model")?.meta.permission).toBe("system:edit");
});
