import { beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { inTransaction } from "@/lib/db/client";
import { lockPerson } from "@/lib/db/people";
import { elementsOf } from "@/lib/domain/architecture/system-model";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { err, ok } from "@/lib/domain/kernel/result";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";
import { defineCommand } from "@/lib/server/command";
import { provideCommands } from "@/lib/server/commands-at-hand";
import { got, refused, run } from "@/lib/testing/commands";
import { ballot, call, type Open, query, withoutStepUp } from "@/lib/testing/critical";
import { modelOf, prove } from "@/lib/testing/critical-scene";
import { type Known, somebody } from "@/lib/testing/people";
import type { ImportOutcome } from "./commands/import-model";

let ana: Known;
let olu: Known;
let bea: Known;
let vera: Known;
beforeAll(async () => {
  ana = await somebody("ana", "engineer");
  bea = await somebody("bea", "engineer");
  olu = await somebody("olu", "admin");
  vera = await somebody("vera", "viewer");
  await registry.get("checklists.publish-built-in")?.({}, { kind: "job", name: "test" });
  await withoutStepUp();
});

type Wanted = {
  readonly on?: readonly string[];
  readonly standing?: string;
  readonly msLimit?: number;
  readonly asynchronous?: boolean;
  readonly likelihood?: number;
  readonly threat?: string;
  readonly web?: string;
  readonly paths?: number;
};

/** Two flows with a control on both, a path with a budget over them, and a threat that counts. */
function fileOf(wanted: Wanted = {}): string {
  const { on = ["f", "g"], standing = "in-place", msLimit = 60, asynchronous, paths = 1 } = wanted;
  const waits = asynchronous === undefined ? {} : { asynchronous };
  return JSON.stringify({
    format: "countersign-model",
    version: 1,
    system: { key: "s", name: "S" },
    zones: [
      { key: "z", name: "Out", trust: 0 },
      { key: "y", name: "Core", trust: 2 },
    ],
    components: [
      { key: "a", name: wanted.web ?? "Web", zone: "z" },
      { key: "b", name: "API", zone: "y" },
      { key: "c", name: "Data", zone: "y" },
    ],
    flows: [
      { key: "f", number: 1, name: "Web to API", from: "a", to: "b" },
      { key: "g", number: 2, name: "API to Data", from: "b", to: "c", properties: waits },
    ],
    paths: Array.from({ length: paths }, (_, n) => ({
      key: `p${n}`,
      name: `Buy ${n}`,
      flows: "F1 > F2",
      budget: { percentile: 0.95, msLimit },
    })),
    controls: [{ key: "k", name: "mTLS", mechanism: "mtls", standing, on }],
    statedThreats: [
      {
        key: "t",
        name: wanted.threat ?? "Data are read on the way",
        threat: "mitm",
        stride: "I",
        likelihood: wanted.likelihood ?? 4,
        on: ["f"],
      },
    ],
  });
}

let systems = 0;
/** A system whose model came from such a file, its control proven. */
async function imported(wanted: Wanted = {}): Promise<SystemId> {
  systems += 1;
  const slug = `shop-${systems}`;
  const facts = {
    name: slug,
    slug,
    type: "microservices",
    description: "",
    ownerId: ana.id,
    criticality: "2",
  };
  const { id } = await run<{ id: SystemId }>("systems.create", facts, olu.caller);
  got(await importing(id, fileOf(wanted)));
  await prove({ by: ana, second: olu.id, systemId: id }, "mtls");
  return id;
}

const importing = (systemId: SystemId, text: string, more: object = {}, caller: Caller = ana.caller) =>
  call("architecture.import-model", { systemId, fileName: "shop.json", text, ...more }, caller);
async function done(systemId: SystemId, text: string, more: object = {}) {
  const outcome = got(await importing(systemId, text, more)) as ImportOutcome;
  if (outcome.status !== "imported") throw new Error("only looked");
  return outcome;
}
async function looked(systemId: SystemId, text: string, more: object = {}) {
  const outcome = got(await importing(systemId, text, { dryRun: true, ...more })) as ImportOutcome;
  if (outcome.status !== "preview") throw new Error("not only looked");
  return outcome;
}

/** Returns once some transaction of this database waits for a lock. */
const somebodyWaits = () =>
  vi.waitUntil(
    async () =>
      (
        await query(
          "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          [],
        )
      ).length > 0,
    { timeout: 5_000, interval: 25 },
  );

type Row = Omit<Open, "requestId"> & { readonly requestId: string; readonly [more: string]: unknown };
const requests = (systemId: SystemId): Promise<Row[]> =>
  query(
    `select id as "requestId", number, payload_hash as "payloadHash", system_id as "systemId", command, about, asked, state,
       requester_id as "requesterId", changes::json as changes from approval_request where system_id = $1 order by number`,
    [systemId],
  );
const vote = (kind: "approve" | "reject", row: Row | undefined) =>
  call(`approvals.${kind}`, ballot(row as unknown as Open), olu.caller);
/** Versions, so that what stayed is seen to the last of them. */
const critical = async (systemId: SystemId) => {
  const { controls, paths, statedThreats, flows } = await modelOf(systemId);
  return { controls, paths, statedThreats, flows };
};

/** Each critical part that a file can have, by the command whose form asks for it. */
const PARTS: readonly (readonly [string, Wanted, string, readonly object[]])[] = [
  ["a proven control on fewer elements", { on: ["g"] }, "controls.save", [{ field: "Stands on" }]],
  [
    "a proven control that is only planned",
    { standing: "planned" },
    "controls.save",
    [{ field: "Standing" }],
  ],
  ["a proven control that is retired", { standing: "retired" }, "controls.retire", [{ field: "Standing" }]],
  ["a looser budget", { msLimit: 90 }, "latency.save-path", [{ field: "Limit" }, { field: "Budget" }]],
  [
    "a hop that is not waited for any more",
    { asynchronous: true },
    "architecture.save-elements",
    [{ field: "Covers F-2 API to Data" }, { field: expect.any(String) }],
  ],
  ["a threat that is less likely", { likelihood: 2 }, "threats.state", [{ field: "Likelihood" }]],
  ["a threat with another name", { threat: "Nothing much" }, "threats.state", [{ field: "Name" }]],
];

describe.each(PARTS)("%s", (_, wanted, command, changes) => {
  test("becomes a request of its own; the rest is imported, and the request does just that", async () => {
    const systemId = await imported();
    const before = await critical(systemId);
    const text = fileOf({ ...wanted, web: "Browser" });
    const { preview, base } = await looked(systemId, text);
    expect(preview.critical).toMatchObject([
      { reason: expect.stringContaining("a second person decides"), request: { state: "asked" } },
    ]);
    expect(preview.lines.flatMap(({ kept }) => kept)).toEqual([]);
    expect(await requests(systemId)).toEqual([]);

    const outcome = await done(systemId, text, { base });
    const [request, ...others] = await requests(systemId);
    expect(others).toEqual([]);
    expect(request).toMatchObject({ command, changes, asked: "From the file shop.json", state: "pending" });
    expect(request?.requesterId).toBe(ana.id);
    expect(outcome).toMatchObject({
      requests: [request?.number],
      to: expect.stringContaining(`requests=${request?.number}`),
    });
    expect(await critical(systemId)).toEqual(before);
    expect((await modelOf(systemId)).components[0]?.name).toBe("Browser");

    expect(await vote("approve", request)).toMatchObject({ ok: true });
    expect((await requests(systemId))[0]).toMatchObject({ state: "executed" });
    expect(await critical(systemId)).not.toEqual(before);
    const again = await looked(systemId, text);
    expect([again.preview.critical, again.preview.counts]).toMatchObject([
      [],
      { made: 0, changed: 0, kept: 0 },
    ]);
  });

  test("is asked for once, however often the file comes, and stays rejected until somebody says so", async () => {
    const systemId = await imported();
    const before = await critical(systemId);
    const first = await done(systemId, fileOf(wanted));
    expect((await done(systemId, fileOf({ ...wanted, web: "Browser" }))).requests).toEqual(first.requests);
    const [request] = await requests(systemId);
    expect((await looked(systemId, fileOf(wanted))).preview.critical).toMatchObject([
      { request: { state: "open", number: request?.number } },
    ]);
    expect(await vote("reject", request)).toMatchObject({ ok: true });

    const { preview } = await looked(systemId, fileOf(wanted));
    expect(preview.critical).toMatchObject([{ request: { state: "rejected", number: request?.number } }]);
    expect(preview.lines.flatMap(({ kept }) => kept)).toMatchObject([
      { why: `Rejected in AR-${request?.number}.` },
    ]);
    expect(await done(systemId, fileOf(wanted))).toMatchObject({ requests: [], counts: { kept: 1 } });
    expect(await requests(systemId)).toHaveLength(1);
    expect(await critical(systemId)).toEqual(before);

    const again = preview.critical.map(({ id }) => id);
    expect((await done(systemId, fileOf(wanted), { again })).requests).toHaveLength(1);
    expect(await requests(systemId)).toMatchObject([{ state: "rejected" }, { state: "pending" }]);
  });
});

test("several parts are several requests, each about its own element", async () => {
  const systemId = await imported();
  const text = fileOf({ on: ["f"], msLimit: 90, likelihood: 1, asynchronous: true });
  await done(systemId, text);
  const all = await requests(systemId);
  expect(all.map(({ command }) => command)).toEqual([
    "architecture.save-elements",
    "latency.save-path",
    "controls.save",
    "threats.state",
  ]);
  for (const one of all) expect(await vote("approve", one)).toMatchObject({ ok: true });
  expect((await requests(systemId)).map(({ state }) => state)).toEqual(all.map(() => "executed"));
  expect((await looked(systemId, text)).preview.critical).toEqual([]);
});

test("two imports at once open one request", async () => {
  const systemId = await imported();
  const text = fileOf({ on: ["f"], web: "Browser" });
  const both = await Promise.all([importing(systemId, text), importing(systemId, text, {}, bea.caller)]);
  const numbers = both.map((answer) => (got(answer) as { requests: number[] }).requests);
  expect(numbers[0]).toEqual(numbers[1]);
  expect(await requests(systemId)).toHaveLength(1);
});

test("a form that asked for the same before is the same request", async () => {
  const systemId = await imported();
  const [control] = (await modelOf(systemId)).controls;
  const { origin: _origin, kind: _kind, number: _number, ...facts } = control!;
  const asked = { systemId, ...facts, scope: control!.scope.slice(1), reason: "It is off there." };
  refused(await call("controls.save", asked, bea.caller), "sent-for-approval");
  const [request] = await requests(systemId);
  expect((await done(systemId, fileOf({ on: ["g"] }))).requests).toEqual([request?.number]);
  expect(await requests(systemId)).toHaveLength(1);
});

test("an import holds the owners of controls before the system, as where an account ends", async () => {
  const systemId = await imported();
  const [control] = (await modelOf(systemId)).controls;
  const { origin: _origin, kind: _kind, number: _number, ...facts } = control!;
  got(await call("controls.save", { systemId, ...facts, ownerId: bea.id, reason: "" }, ana.caller));
  let answer: ReturnType<typeof importing> | undefined;
  await inTransaction(async (tx) => {
    await lockPerson(tx, bea.id);
    answer = importing(systemId, fileOf({ on: ["f"] }));
    await somebodyWaits();
    await tx.sql.$queryRaw`select 1 from system where id = ${systemId}::uuid for update nowait`;
  });
  expect((got(await answer!) as { requests: number[] }).requests).toHaveLength(1);
});

test("what is no loss to anything proven is left as it stands, without a request", async () => {
  const systemId = await imported({ standing: "planned" });
  const before = await critical(systemId);
  const { preview } = await looked(systemId, fileOf({ standing: "planned", on: ["f"] }));
  expect(preview.critical).toEqual([]);
  expect(preview.lines.flatMap(({ kept }) => kept)).toHaveLength(1);
  expect((await done(systemId, fileOf({ standing: "planned", on: ["f"] }))).requests).toEqual([]);
  expect(await critical(systemId)).toEqual(before);
});

test("what a person wrote is not asked for either", async () => {
  const systemId = await imported();
  const [path] = (await modelOf(systemId)).paths;
  const own = { id: path?.id, version: path?.version, name: path?.name, flows: "F1 > F2" };
  const tighter = { systemId, ...own, percentile: 0.95, msLimit: 50, reason: "" };
  got(await call("latency.save-path", tighter, ana.caller));
  const { preview } = await looked(systemId, fileOf({ msLimit: 90 }));
  expect(preview.critical).toEqual([]);
  expect((await done(systemId, fileOf({ msLimit: 90 }))).requests).toEqual([]);
  expect((await modelOf(systemId)).paths[0]?.budget?.msLimit).toBe(50);
});

test("where one part can’t be asked for, nothing of the file is imported or asked for, and it says why", async () => {
  const systemId = await imported();
  const before = elementsOf(await modelOf(systemId));
  const never = defineCommand({
    name: "controls.save",
    input: z.looseObject({}),
    permission: "self",
    approval: () => null,
    before: async () => err({ code: "refused", reason: "Not today." }),
    run: async () => ok(null),
    audit: () => null,
  });
  provideCommands(new Map([...registry, ["controls.save", never]]));
  const answer = await importing(systemId, fileOf({ msLimit: 90, on: ["f"], web: "Browser" }));
  provideCommands(registry);
  expect(answer).toMatchObject({ error: { code: "refused", reason: "Not today." } });
  expect([elementsOf(await modelOf(systemId)), await requests(systemId)]).toEqual([before, []]);
});

test("at most 20 are asked for by one file; of more nothing is written", async () => {
  const systemId = await imported({ paths: 21 });
  const before = elementsOf(await modelOf(systemId));
  const answer = await importing(systemId, fileOf({ paths: 21, msLimit: 90, web: "Browser" }));
  expect(answer).toMatchObject({ error: { code: "refused", reason: expect.stringContaining("21 things") } });
  expect(elementsOf(await modelOf(systemId))).toEqual(before);
  expect(await requests(systemId)).toEqual([]);
});

test("who may not edit the system, or does not see it, asks for nothing", async () => {
  const systemId = await imported();
  await run("people.set-membership", { userId: bea.id, systemId, role: "none", version: 0 }, olu.caller);
  for (const who of [vera, bea])
    refused(await importing(systemId, fileOf({ on: ["f"] }), {}, who.caller), "forbidden");
  expect(await requests(systemId)).toEqual([]);
});

test("until somebody else could sign nothing critical is done by a file, nor asked for", async () => {
  const systemId = await imported();
  const before = await critical(systemId);
  await query(
    "insert into installation (id, organisation, currency, set_up_at) values (1, 'O', 'EUR', now())",
  );
  const { preview } = await looked(systemId, fileOf({ on: ["f"], msLimit: 90, asynchronous: true }));
  expect([preview.critical, preview.lines.flatMap(({ kept }) => kept).length]).toEqual([[], 3]);
  expect((await done(systemId, fileOf({ on: ["f"], msLimit: 90, asynchronous: true }))).requests).toEqual([]);
  expect([await critical(systemId), await requests(systemId)]).toEqual([before, []]);
});
