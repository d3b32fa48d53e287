import { beforeAll, describe, expect, it } from "vitest";
import { reader } from "@/lib/db/client";
import { findModel } from "@/lib/db/model";
import type { RequestPath } from "@/lib/domain/architecture/element";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { registry } from "@/lib/registry";
import { withoutStepUp } from "@/lib/testing/critical";
import { type Known, somebody } from "@/lib/testing/people";
import { retirePath, savePath } from "./commands";

let ana: Known;
let jonas: Known;
let vera: Known;
beforeAll(async () => {
  await withoutStepUp();
  ana = await somebody("ana", "security-lead");
  await somebody("olu", "approver");
  jonas = await somebody("jonas", "engineer");
  vera = await somebody("vera", "viewer");
});

async function run(name: string, input: object): Promise<unknown> {
  const result = await registry.get(name)?.(input, jonas.caller);
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

/** A system with three flows in a row. */
async function drawn(slug: string): Promise<SystemId> {
  const facts = {
    name: slug,
    slug,
    type: "microservices",
    description: "",
    ownerId: jonas.id,
    criticality: "2",
  };
  const { id: systemId } = (await run("systems.create", facts)) as { id: SystemId };
  const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
  const zone = { op: "save", kind: "zone", trust: 2, coordination: "none", id: uuid(9), name: "Core" };
  const component = (n: number) => ({
    op: "save",
    kind: "component",
    id: uuid(n),
    name: `Part ${n}`,
    zoneId: uuid(9),
  });
  const flow = (n: number) => ({ op: "save", kind: "flow", sourceId: uuid(n), targetId: uuid(n + 1) });
  const elements = [zone, component(1), component(2), component(3), component(4), flow(1), flow(2), flow(3)];
  await run("architecture.save-elements", { systemId, elements });
  return systemId;
}

const model = (id: SystemId) => findModel(reader(), { id, name: "x" });
async function path(systemId: SystemId): Promise<RequestPath> {
  const [first] = (await model(systemId)).paths;
  if (!first) throw new Error("no path");
  return first;
}
const budget = { percentile: "0.95", msLimit: "60" };

async function budgeted(slug: string) {
  const systemId = await drawn(slug);
  const input = { systemId, name: "Buy", flows: "F1 > (F2 | F3)", ...budget };
  expect(await savePath(input, jonas.caller)).toMatchObject({ ok: true, value: { ref: "P-1" } });
  const { id, version } = await path(systemId);
  return { ...input, id, version };
}

describe("writing a request path", () => {
  it("keeps its course, its budget and its properties", async () => {
    const { systemId } = await budgeted("written");
    const { flows } = await model(systemId);
    const [f1, f2, f3] = flows.map(({ id }) => ({ kind: "flow", flowId: id }));
    expect(await path(systemId)).toMatchObject({
      tree: { kind: "series", parts: [f1, { kind: "parallel", parts: [f2, f3] }] },
      budget: { percentile: 0.95, msLimit: 60 },
    });
  });

  it("says beside which field what is wrong, and refuses viewers", async () => {
    const systemId = await drawn("wrong");
    const input = { systemId, name: "Buy", flows: "F1", ...budget };
    const refused = async (change: object, field: string) =>
      expect(await savePath({ ...input, ...change }, jonas.caller)).toMatchObject({
        error: { code: "invalid-input", issues: [{ path: field }] },
      });
    await refused({ flows: "F1 > F9" }, "flows");
    await refused({ flows: "" }, "flows");
    await refused({ percentile: "" }, "percentile");
    await refused({ msLimit: "" }, "msLimit");
    await refused({ msLimit: "many" }, "msLimit");
    await refused({ msLimit: "90000" }, "msLimit");
    await refused({ percentile: "0.2" }, "percentile");
    await refused({ name: "" }, "name");
    await refused({ properties: { hops: 3 } }, "properties.hops");
    expect(await savePath(input, vera.caller)).toMatchObject({ error: { code: "forbidden" } });
    expect((await model(systemId)).paths).toEqual([]);
  });
});

describe("a budget", () => {
  it("is tightened by one person", async () => {
    const input = await budgeted("tightened");
    expect(await savePath({ ...input, msLimit: "40", percentile: "0.99" }, jonas.caller)).toMatchObject({
      ok: true,
    });
    expect(await path(input.systemId)).toMatchObject({
      budget: { percentile: 0.99, msLimit: 40 },
      version: 2,
    });
  });

  it.each([
    ["a higher limit", { msLimit: "70" }],
    ["a lower percentile", { percentile: "0.9", msLimit: "20" }],
    ["a hop left out", { flows: "F1 > F2" }],
    ["no limit at all", { percentile: "", msLimit: "" }],
  ])("is loosened by %s only with a reason and a second person", async (word, change) => {
    const input = { ...(await budgeted(word.replaceAll(" ", "-"))), ...change };
    expect(await savePath(input, jonas.caller)).toMatchObject({
      error: { code: "invalid-input", issues: [{ path: "reason" }] },
    });
    expect(await savePath({ ...input, reason: "Two data centres." }, jonas.caller)).toMatchObject({
      error: { code: "sent-for-approval" },
    });
    expect(await path(input.systemId)).toMatchObject({
      version: 1,
      budget: { percentile: 0.95, msLimit: 60 },
    });
  });

  it("is loosened by no longer waiting for one of its flows, whichever page that is said on", async () => {
    const { systemId } = await budgeted("unwaited");
    const [, flow] = (await model(systemId)).flows;
    if (!flow) throw new Error("no flow");
    const { kind, id, name, sourceId, targetId, version } = flow;
    const facts = { op: "save", kind, id, name, sourceId, targetId, version };
    const save = (properties: object, reason = "") =>
      registry.get("architecture.save-elements")?.(
        { systemId, elements: [{ ...facts, properties }], reason },
        jonas.caller,
      );
    expect(await save({ asynchronous: true })).toMatchObject({
      error: { code: "invalid-input", issues: [{ path: "reason" }] },
    });
    expect(await save({ asynchronous: true }, "The queue answers at once.")).toMatchObject({
      error: { code: "sent-for-approval" },
    });
    expect((await model(systemId)).flows[1]?.properties).toEqual({});
    expect(await save({ asynchronous: false })).toMatchObject({ ok: true });
  });

  it("is loosened as asked once somebody else agrees, and not where it was changed meanwhile", async () => {
    const ask = async (slug: string) => {
      const input = await budgeted(slug);
      const sent = await savePath({ ...input, msLimit: "70", reason: "Two data centres." }, jonas.caller);
      if (sent.ok || sent.error.code !== "sent-for-approval") throw new Error(JSON.stringify(sent));
      const { requestId } = sent.error;
      const request = await reader().sql.approvalRequest.findUniqueOrThrow({ where: { id: requestId } });
      const { payloadHash, changes } = request;
      const { systemId } = input;
      const vote = () =>
        registry.get("approvals.approve")?.(
          { requestId, systemId, payloadHash, reason: "Agreed for both data centres." },
          ana.caller,
        );
      return { input, changes, vote };
    };
    const agreed = await ask("agreed");
    expect(agreed.changes).toContain('"after":"70 ms","before":"60 ms","field":"Limit"');
    expect(await agreed.vote()).toMatchObject({ ok: true });
    expect(await path(agreed.input.systemId)).toMatchObject({ version: 2, budget: { msLimit: 70 } });
    const overtaken = await ask("overtaken");
    expect(await savePath({ ...overtaken.input, msLimit: "50" }, jonas.caller)).toMatchObject({ ok: true });
    await overtaken.vote();
    expect(await path(overtaken.input.systemId)).toMatchObject({ version: 2, budget: { msLimit: 50 } });
  });

  it("is dropped with its path only by two; a path without one by anybody who works here", async () => {
    const { systemId, id, version } = await budgeted("dropped");
    expect(await retirePath({ systemId, id, version, reason: "Not used." }, jonas.caller)).toMatchObject({
      error: { code: "sent-for-approval" },
    });
    await savePath({ systemId, name: "Browse", flows: "F1" }, jonas.caller);
    const { paths } = await model(systemId);
    const free = paths.find(({ name }) => name === "Browse");
    expect(await retirePath({ systemId, id: free?.id, version: 1 }, vera.caller)).toMatchObject({
      error: { code: "forbidden" },
    });
    expect(await retirePath({ systemId, id: free?.id, version: 1 }, jonas.caller)).toMatchObject({
      ok: true,
    });
  });
});
