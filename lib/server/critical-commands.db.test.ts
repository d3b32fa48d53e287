import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";
import { writeModelJson } from "@/lib/formats/model-json/write-model";
import { registry } from "@/lib/registry";
import { call, openOf, query, stateOf, vote, withoutStepUp } from "@/lib/testing/critical";
import {
  itemsOf,
  modelOf,
  mustItem,
  type Scene,
  SHOWN_BY,
  SITUATIONS,
  sceneOf,
  WAYS_ROUND,
} from "@/lib/testing/critical-situations";
import { type Known, somebody } from "@/lib/testing/people";
import type { Caller } from "./caller";

let ana: Known;
let olu: Known;

beforeAll(async () => {
  ana = await somebody("ana", "admin");
  olu = await somebody("olu", "admin");
  await somebody("mei", "approver");
  await registry.get("checklists.publish-built-in")?.({}, { kind: "job", name: "test" });
  await withoutStepUp();
});

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
  expect([...Object.keys(SITUATIONS), ...Object.keys(SHOWN_BY)].sort()).toEqual(CRITICAL.toSorted());
  for (const [name, suite] of Object.entries(SHOWN_BY)) {
    const text = readFileSync(suite, "utf8");
    expect([name, /sent-for-approval|signedBy/.test(text)]).toEqual([name, true]);
  }
  expect(CRITICAL.length).toBeGreaterThan(5);
});

const codeOf = (result: Result<unknown, Refusal>) => (result.ok ? "done" : result.error.code);
let scenes = 0;
const newScene = (): Promise<Scene> => sceneOf(ana, `scene-${++scenes}`);

describe.each(Object.keys(SITUATIONS))("%s", (name) => {
  test("changes nothing on one person's word, whichever way it comes in, and happens once when a second agrees", async () => {
    const scene = await newScene();
    const input = await SITUATIONS[name]?.(scene);
    const before = await timesDone(name);
    let asked: Awaited<ReturnType<typeof openOf>> = null;
    for (const [way, caller] of CALLERS) {
      const answer = await call(name, input, caller());
      expect([way, codeOf(answer)]).toEqual([way, "sent-for-approval"]);
      asked = await openOf(answer);
    }
    expect(codeOf(await call(name, input, { kind: "job", name: "test" }))).toBe("unauthenticated");
    if (!asked) throw new Error("nothing was asked for");
    // The executor's own way in, before there is a signature and for what other commands hold.
    const executor = { kind: "approved-request", requestId: asked.requestId } as const;
    expect(codeOf(await call(name, input, executor))).toBe("refused");
    const other = CRITICAL.find((one) => one !== name) ?? "";
    expect(codeOf(await call(other, input, executor))).toBe("refused");
    expect(codeOf(await vote("approve", asked, ana.id))).toBe("forbidden");
    expect([await timesDone(name), (await stateOf(asked))?.state]).toEqual([before, "pending"]);

    expect(codeOf(await vote("approve", asked, olu.id))).toBe("done");
    expect(await stateOf(asked)).toMatchObject({ state: "executed" });
    expect(codeOf(await call(name, null, executor))).toBe("refused");
    expect(await timesDone(name)).toEqual(before.map((n) => n + 1));
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
      error: { code: "refused", reason: expect.stringContaining("second person") },
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
