import { beforeAll, expect, test } from "vitest";
import { databaseNow, reader } from "@/lib/db/client";
import type { InstantMs, SystemId } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import type { PostureFacts } from "@/lib/domain/posture/facts";
import { run } from "@/lib/testing/commands";
import { withoutDelay, withoutStepUp } from "@/lib/testing/critical";
import {
  first,
  itemsOf,
  modelOf,
  prepared,
  REASON,
  type Scene,
  sceneOf,
  TERMS,
} from "@/lib/testing/critical-scene";
import { somebody } from "@/lib/testing/people";
import { readPosture, readPostureAt } from "./posture";
import "./database";

let scene: Scene;
beforeAll(async () => {
  await run("checklists.publish-built-in", {}, { kind: "job", name: "test" });
  await withoutStepUp();
  await withoutDelay("checklists.delete-evidence");
  const by = await somebody("by", "engineer");
  const second = await somebody("second", "approver");
  await somebody("third", "approver");
  scene = await sceneOf(by, second.id, "past");
});

/** What stands now, with the instant at which it does. */
async function standing(systemId: SystemId): Promise<{ at: InstantMs; facts: PostureFacts }> {
  const read = reader();
  const facts = (await readPosture(read, systemId, utcDateOf(await databaseNow(read))))?.facts;
  if (!facts) throw new Error("the system is gone");
  return { at: await databaseNow(read), facts };
}

/** One change after the other; each moves something that numbers are computed from. */
const CHANGES: readonly (readonly [string, () => Promise<unknown>])[] = [
  [
    "a flow says more",
    async () => {
      const { systemId, by } = scene;
      const { id, version, name, sourceId, targetId } = first((await modelOf(systemId)).flows);
      const properties = { publicNetwork: true };
      const element = { op: "save", kind: "flow", id, version, name, sourceId, targetId, properties };
      await run("architecture.save-elements", { systemId, elements: [element] }, by.caller);
    },
  ],
  [
    "a threat is stated",
    async () => {
      const { systemId, by } = scene;
      const places = [first((await modelOf(systemId)).components).id];
      const threat = { name: "Stolen laptop", threat: "leak", likelihood: 3, places };
      await run("threats.state", { systemId, ...threat }, by.caller);
    },
  ],
  [
    "a threat is accepted",
    async () => {
      const { systemId, by } = scene;
      const posture = await standing(systemId);
      const [ruleId, elementId] = first(posture.facts.findings).id.split("@");
      await prepared(scene, "threats.accept-finding", {
        systemId,
        ruleId,
        elementId,
        ownerId: by.id,
        ...TERMS,
      });
    },
  ],
  [
    "proof is deleted",
    async () => {
      const { systemId } = scene;
      const item = first((await itemsOf(scene)).filter(({ proofs }) => proofs.length > 0));
      const evidence = await reader().sql.evidence.findFirstOrThrow({ where: { itemId: item.id } });
      const input = { systemId, itemId: item.id, evidenceId: evidence.id, reason: REASON };
      await prepared(scene, "checklists.delete-evidence", input);
    },
  ],
  [
    "the system is of another kind",
    async () => {
      const { systemId, by } = scene;
      const facts = {
        name: "past",
        slug: "past",
        type: "edge",
        description: "",
        ownerId: by.id,
        criticality: 3,
      };
      await run("systems.edit", { systemId, version: 1, ...facts, dataClasses: ["payment"] }, by.caller);
    },
  ],
  [
    "a control is retired",
    async () => {
      const { systemId } = scene;
      const { id, version } = first((await modelOf(systemId)).controls);
      await prepared(scene, "controls.retire", { systemId, id, version, reason: REASON });
    },
  ],
];

test("a system computed for an earlier instant is what it was then, to the last byte", async () => {
  const { systemId } = scene;
  const known = [{ what: "at first", ...(await standing(systemId)) }];
  for (const [what, change] of CHANGES) {
    await change();
    known.push({ what, ...(await standing(systemId)) });
  }
  const texts = known.map(({ facts }) => JSON.stringify(facts));
  expect(new Set(texts).size).toBe(known.length);
  for (const { what, at, facts } of known)
    expect((await readPostureAt(reader(), systemId, at))?.facts, what).toEqual(facts);
});

test("before it was made there was none", async () => {
  expect(await readPostureAt(reader(), scene.systemId, 0 as InstantMs)).toBeNull();
});
