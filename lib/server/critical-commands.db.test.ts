import { beforeAll, describe, expect, test } from "vitest";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";
import { writeModelJson } from "@/lib/formats/model-json/write-model";
import { registry } from "@/lib/registry";
import { run } from "@/lib/testing/commands";
import {
  byTwo,
  call,
  type Open,
  openOf,
  query,
  stateOf,
  vote,
  withoutDelay,
  withoutStepUp,
} from "@/lib/testing/critical";
import { itemsOf, modelOf, mustItem, type Scene, sceneOf } from "@/lib/testing/critical-scene";
import { SITUATIONS, WAYS_ROUND } from "@/lib/testing/critical-situations";
import { type Known, somebody } from "@/lib/testing/people";
import type { Caller, TokenCaller } from "./caller";
import { collectApproved } from "./collect";

let ana: Known;
let olu: Known;
let program: TokenCaller;

beforeAll(async () => {
  ana = await somebody("ana", "admin");
  olu = await somebody("olu", "admin");
  await somebody("mei", "approver");
  await registry.get("checklists.publish-built-in")?.({}, { kind: "job", name: "test" });
  await withoutStepUp();
  for (const [name, { meta }] of registry) if (meta.destructive) await withoutDelay(name);
  program = await programOf(ana);
});

/** A program with every right that a token can give. */
async function programOf(owner: Known): Promise<TokenCaller> {
  const scopes = ["approvals:request", "approvals:read"];
  const input = { name: "Pipeline", scopes, validDays: 30, reason: "For our pipeline." };
  expect(await byTwo("tokens.ask", input, owner.id, olu.id)).toBe(true);
  const [token] = await query<{ id: string }>("select id from api_token where owner_id = $1", [owner.id]);
  const { secret } = await run<{ secret: string }>("tokens.reveal", { tokenId: token?.id }, owner.caller);
  return { kind: "token", secret, address: "10.0.0.1", idempotencyKey: null };
}

const CRITICAL = [...registry].filter(([, { meta }]) => meta.approval !== "never").map(([name]) => name);

/** How often something was done by a command: changes in history and entries in the trail. */
async function timesDone(name: string): Promise<readonly number[]> {
  const [row] = await query<{ changes: number; entries: number }>(
    `select (select count(*)::int from change where command = $1) as changes,
       (select count(*)::int from audit_entry where action = $1 and outcome = 'done') as entries`,
    [name],
  );
  return [row?.changes ?? -1, row?.entries ?? -1];
}

/** Everybody who could send it, as each way in calls. */
const CALLERS: readonly (readonly [string, () => Caller])[] = [
  ["an action of a form", () => ana.caller],
  ["the same form with a key of its own", () => ({ ...ana.caller, idempotencyKey: crypto.randomUUID() })],
  ["a script", () => ({ kind: "person", userId: ana.id })],
];

test("there is a situation for every command that may take two persons", () => {
  expect(Object.keys(SITUATIONS).sort()).toEqual(CRITICAL.toSorted());
  expect(CRITICAL.length).toBeGreaterThan(5);
});

/** Commands that a program may give, as far as its owner may. */
const FOR_PROGRAMS = ["external.run"];

const codeOf = (result: Result<unknown, Refusal>) => (result.ok ? "done" : result.error.code);
let scenes = 0;
const newScene = (): Promise<Scene> => sceneOf(ana, olu.id, `scene-${++scenes}`);

/** Commands whose doing is in the trail and nowhere else. */
const WITHOUT_HISTORY = ["external.run", "people.make-reset-link", "people.reset-factors"];

/** Asks by every way in; nothing of it happens. Gives the request that came last. */
async function askedByEveryWay(name: string, input: unknown): Promise<Open> {
  let asked: Open | null = null;
  for (const [way, caller] of CALLERS) {
    const answer = await call(name, input, caller());
    expect([way, codeOf(answer)]).toEqual([way, "sent-for-approval"]);
    asked = await openOf(answer);
  }
  expect(codeOf(await call(name, input, { kind: "job", name: "test" }))).toBe("unauthenticated");
  const answer = await call(name, input, program);
  expect(["a program", codeOf(answer)]).toEqual([
    "a program",
    FOR_PROGRAMS.includes(name) ? "sent-for-approval" : "forbidden",
  ]);
  asked = (await openOf(answer)) ?? asked;
  if (!asked) throw new Error("nothing was asked for");
  return asked;
}

describe.each(Object.keys(SITUATIONS))("%s", (name) => {
  test("changes nothing on one person's word, whichever way it comes in, and happens once when a second agrees", async () => {
    const scene = await newScene();
    const input = await SITUATIONS[name]?.(scene);
    const before = await timesDone(name);
    const asked = await askedByEveryWay(name, input);
    // The executor's own way in, before there is a signature and for what other commands hold.
    const executor = { kind: "approved-request", requestId: asked.requestId } as const;
    expect(codeOf(await call(name, input, executor))).toBe("refused");
    const other = CRITICAL.find((one) => one !== name) ?? "";
    expect(codeOf(await call(other, input, executor))).toBe("refused");
    expect(codeOf(await vote("approve", asked, ana.id))).toBe("forbidden");
    expect([await timesDone(name), (await stateOf(asked))?.state]).toEqual([before, "pending"]);

    expect(codeOf(await vote("approve", asked, olu.id))).toBe("done");
    if (registry.get(name)?.meta.effect === "when-collected") {
      expect([await timesDone(name), (await stateOf(asked))?.state]).toEqual([before, "scheduled"]);
      expect(codeOf(await call(name, null, executor))).toBe("refused");
      expect((await collectApproved(program, asked.number, asked.payloadHash)).ok).toBe(true);
    }
    expect(await stateOf(asked)).toMatchObject({ state: "executed" });
    expect(codeOf(await call(name, null, executor))).toBe("refused");
    const [changes = 0, entries = 0] = before;
    expect(await timesDone(name)).toEqual([
      WITHOUT_HISTORY.includes(name) ? changes : changes + 1,
      entries + 1,
    ]);
  }, 30_000);
});

describe("the way round", () => {
  test.each(WAYS_ROUND)(
    "%s (%s)",
    async (_why, name, inputOf) => {
      const scene = await newScene();
      const input = await inputOf(scene);
      const before = await timesDone(name);
      expect(codeOf(await call(name, input, ana.caller))).not.toBe("done");
      expect(await timesDone(name)).toEqual(before);
    },
    30_000,
  );

  test("a file can't loosen a budget (architecture.import-model)", async () => {
    const { systemId } = await newScene();
    const model = await modelOf(systemId);
    const flows = model.flows.map((flow) => ({
      ...flow,
      properties: { ...flow.properties, asynchronous: true },
    }));
    const file = { systemId, fileName: "scene.json", text: writeModelJson({ ...model, flows } as never) };
    expect(await call("architecture.import-model", file, ana.caller)).toMatchObject({
      value: { requests: flows.map(() => expect.any(Number)) },
    });
    expect(await modelOf(systemId)).toEqual(model);
  }, 30_000);

  test("nor can it weaken or take out a proven control", async () => {
    const { systemId } = await newScene();
    const model = await modelOf(systemId);
    const weaker = model.controls.map((control) => ({
      ...control,
      standing: "planned",
      scope: control.scope.slice(1),
    }));
    for (const controls of [weaker, []]) {
      const file = {
        systemId,
        fileName: "scene.json",
        text: writeModelJson({ ...model, controls } as never),
      };
      await call("architecture.import-model", file, ana.caller);
      expect((await modelOf(systemId)).controls).toEqual(model.controls);
    }
  }, 30_000);

  test("many items at once are put aside only where one person may (checklists.edit-items)", async () => {
    const scene = await newScene();
    const items = [await mustItem(scene), await mustItem(scene)];
    const input = {
      systemId: scene.systemId,
      items: items.map(({ id: itemId, version }) => ({ itemId, version })),
      status: "not-applicable",
      reason: "They do not apply to this at all.",
    };
    await call("checklists.edit-items", input, ana.caller);
    const after = (await itemsOf(scene)).filter(({ id }) => items.some((item) => item.id === id));
    expect(after.map(({ status }) => status)).toEqual(items.map(({ status }) => status));
  }, 30_000);
});
