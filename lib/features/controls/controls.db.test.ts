import { beforeAll, describe, expect, it } from "vitest";
import { listItemsForCounting } from "@/lib/db/checklists";
import { reader } from "@/lib/db/client";
import { findModel } from "@/lib/db/model";
import type { Control } from "@/lib/domain/architecture/element";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";
import { withoutStepUp } from "@/lib/testing/critical";
import { type Known, somebody } from "@/lib/testing/people";
import { retireControl, saveControl } from "./commands";

let ana: Known;
let jonas: Known;
let vera: Known;
beforeAll(async () => {
  await withoutStepUp();
  ana = await somebody("ana", "security-lead");
  await somebody("olu", "approver");
  jonas = await somebody("jonas", "engineer");
  vera = await somebody("vera", "viewer");
  await run("checklists.publish-built-in", {}, { kind: "job", name: "test" });
});

async function run(name: string, input: object, caller: Caller = jonas.caller): Promise<unknown> {
  const result = await registry.get(name)?.(input, caller);
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

/** A system with two zones, three components and two flows. */
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
  const zone = { op: "save", kind: "zone", trust: 2, coordination: "none", id: uuid(1), name: "Core" };
  const component = (n: number, name: string) => ({
    op: "save",
    kind: "component",
    id: uuid(n),
    name,
    zoneId: uuid(1),
  });
  const flow = (from: number, to: number) => ({
    op: "save",
    kind: "flow",
    sourceId: uuid(from),
    targetId: uuid(to),
  });
  const parts = [component(2, "Gateway"), component(3, "Orders"), component(4, "Ledger")];
  await run("architecture.save-elements", { systemId, elements: [zone, ...parts, flow(2, 3), flow(3, 4)] });
  return systemId;
}

const model = (id: SystemId) => findModel(reader(), { id, name: "x" });
const at = <T>(list: readonly T[], index = 0): T => {
  const one = list[index];
  if (one === undefined) throw new Error("not there");
  return one;
};
async function parts(systemId: SystemId) {
  const { flows, components } = await model(systemId);
  return { f1: at(flows).id, f2: at(flows, 1).id, gateway: at(components).id };
}
const control = async (systemId: SystemId): Promise<Control> => at((await model(systemId)).controls);

/** Answers and proves every item that proves a mechanism. */
async function prove(systemId: SystemId, mechanism: string): Promise<void> {
  const items = await listItemsForCounting(reader(), [systemId]);
  const proving = items.filter(({ text }) => text.proves.includes(mechanism));
  expect(proving.length).toBeGreaterThan(0);
  const effectiveOn = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  for (const { id: itemId, version } of proving) {
    await run("checklists.edit-item", { systemId, itemId, version, status: "done" });
    const proof = { title: "Scan", url: "https://example.com/scan", note: "", effectiveOn };
    await run("checklists.add-link", { systemId, itemId, ...proof });
  }
}

describe("putting a control on elements", () => {
  it("keeps what was said, with the catalogue's figures where nothing was, and its number", async () => {
    const systemId = await drawn("put");
    const { f1, f2 } = await parts(systemId);
    const input = {
      systemId,
      mechanism: "mtls",
      standing: "in-place",
      scope: [f2, f1, f1],
      ownerId: ana.id,
      tool: "Istio",
      note: "",
      "perYearAmount.kind": "lognormal",
      "perYearAmount.p5": "4000",
      "perYearAmount.p50": "",
      "perYearAmount.p95": "16000",
      "oneOffAmount.p5": "",
      "oneOffAmount.p50": "",
      "oneOffAmount.p95": "",
      "latency.kind": "single",
      "latency.step": "handshake",
      "latency.single.msP50": "1,5",
      "latency.single.msP95": "2",
      "latency.single.msP99": "3",
      "latency.hit.msP50": "",
      "latency.roundTrips": "",
      "latency.msRoundTrip": "",
    };
    expect(await saveControl(input, jonas.caller)).toMatchObject({ ok: true, value: { ref: "CT-1" } });
    const saved = await control(systemId);
    expect(saved).toMatchObject({
      name: expect.stringMatching(/mutual tls/i),
      scope: [f1, f2].toSorted(),
      ownerId: ana.id,
      oneOffAmount: null,
      perYearAmount: { kind: "lognormal", p5: 4000, p95: 16000 },
      latency: { kind: "single", single: { msP50: 1.5, msP95: 2, msP99: 3 }, roundTrips: 0 },
    });
    expect(saved.perYearAmount?.p50).toBeCloseTo(8000, 6);
  });

  it("refuses what a mechanism can't stand on, elements of elsewhere, strangers as owners, and viewers", async () => {
    const systemId = await drawn("wrong");
    const { f1, gateway } = await parts(systemId);
    const elsewhere = await parts(await drawn("elsewhere"));
    const input = { systemId, mechanism: "mtls", standing: "in-place", scope: [f1] };
    const refused = async (change: object, path: string) =>
      expect(await saveControl({ ...input, ...change }, jonas.caller)).toMatchObject({
        error: { code: "invalid-input", issues: [{ path }] },
      });
    await refused({ scope: [gateway] }, "scope");
    await refused({ scope: [elsewhere.f1] }, "scope");
    await refused({ scope: [] }, "scope");
    await refused({ mechanism: "magic" }, "mechanism");
    await refused({ ownerId: "00000000-0000-4000-8000-000000000000" }, "ownerId");
    await refused({ meetsConditionFor: ["nothing"] }, "meetsConditionFor");
    await refused({ perYearAmount: { kind: "pert", p5: 3, p50: 2, p95: 1 } }, "perYearAmount");
    await refused({ standing: "maybe" }, "standing");
    await refused({ name: "a\0b" }, "name");
    await refused({ name: "paid\u202eton" }, "name");
    await refused({ tool: "a\u001b[31m" }, "tool");
    expect(await saveControl(input, vera.caller)).toMatchObject({ error: { code: "forbidden" } });
    expect((await model(systemId)).controls).toEqual([]);
  });

  it("of two people who change the same control at once keeps the first and tells the second", async () => {
    const systemId = await drawn("race");
    const { f1 } = await parts(systemId);
    const input = { systemId, mechanism: "mtls", standing: "planned", scope: [f1] };
    await saveControl(input, jonas.caller);
    const { id, version } = await control(systemId);
    const race = await Promise.all([
      saveControl({ ...input, id, version, name: "mTLS of the mesh" }, ana.caller),
      saveControl({ ...input, id, version, name: "mTLS everywhere" }, jonas.caller),
    ]);
    expect(race.filter(({ ok }) => ok)).toHaveLength(1);
    expect(race.find(({ ok }) => !ok)).toMatchObject({
      error: { code: "stale", changes: [{ field: "Name" }] },
    });
    expect(await control(systemId)).toMatchObject({ version: 2 });
  });
});

describe("taking protection away", () => {
  async function placed(slug: string, proven: boolean) {
    const systemId = await drawn(slug);
    const { f1, f2 } = await parts(systemId);
    const input = { systemId, mechanism: "mtls", standing: "in-place", scope: [f1, f2] };
    await saveControl(input, jonas.caller);
    if (proven) await prove(systemId, "mtls");
    const { id, version } = await control(systemId);
    return { systemId, f1, input: { ...input, id, version } };
  }

  it("needs nobody else while the control is only said to be there", async () => {
    const { systemId, input } = await placed("claimed", false);
    expect(
      await retireControl({ systemId, id: input.id, version: input.version }, jonas.caller),
    ).toMatchObject({
      ok: true,
    });
    expect(await control(systemId)).toMatchObject({ standing: "retired", version: 2 });
  });

  it.each([
    ["retiring", { standing: "retired" }],
    ["planning", { standing: "planned" }],
    ["another mechanism for", { mechanism: "tls" }],
  ])(
    "%s a proven one asks for a reason, then for a second person, and changes nothing meanwhile",
    async (word, change) => {
      const { systemId, input } = await placed(`proven-${word.replaceAll(" ", "-")}`, true);
      expect(await saveControl({ ...input, ...change }, jonas.caller)).toMatchObject({
        error: { code: "invalid-input", issues: [{ path: "reason" }] },
      });
      expect(
        await saveControl({ ...input, ...change, reason: "The mesh goes." }, jonas.caller),
      ).toMatchObject({
        error: { code: "sent-for-approval" },
      });
      expect(await control(systemId)).toMatchObject({ standing: "in-place", mechanism: "mtls", version: 1 });
    },
  );

  it("from one flow, or by the command that retires, too; but not what adds to it", async () => {
    const { systemId, f1, input } = await placed("proven-scope", true);
    const smaller = { ...input, scope: [f1], reason: "Moved." };
    expect(await saveControl(smaller, jonas.caller)).toMatchObject({ error: { code: "sent-for-approval" } });
    const { id, version } = input;
    expect(await retireControl({ systemId, id, version, reason: "Gone." }, jonas.caller)).toMatchObject({
      error: { code: "sent-for-approval" },
    });
    expect(await saveControl({ ...input, note: "Checked." }, jonas.caller)).toMatchObject({ ok: true });
  });

  it("does not go around the gate through the command for paths or for elements", async () => {
    const { systemId, input } = await placed("around", true);
    const { id, version } = input;
    const path = registry.get("latency.retire-path");
    expect(await path?.({ systemId, id, version }, jonas.caller)).toMatchObject({ ok: false });
    const elements = [{ op: "retire", id, version }];
    expect(
      await registry.get("architecture.save-elements")?.({ systemId, elements }, jonas.caller),
    ).toMatchObject({ ok: false });
    const scenario = registry.get("roi.drop-loss-scenario");
    expect(await scenario?.({ systemId, id, version }, jonas.caller)).toMatchObject({ ok: false });
    expect(await control(systemId)).toMatchObject({ standing: "in-place" });
  });
});
