import { beforeAll, describe, expect, it } from "vitest";
import { listItems } from "@/lib/db/checklists";
import { commitRevisions, inTransaction, reader } from "@/lib/db/client";
import { handOverItems } from "@/lib/db/item-edits";
import { listItemRevisions } from "@/lib/db/item-history";
import { findSystem } from "@/lib/db/systems";
import { factsOf } from "@/lib/domain/checklists/item";
import { itemState } from "@/lib/domain/checklists/item-state";
import type { InstantMs, ItemId, SystemId, TemplateVersionId } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import {
  type Actor,
  actor,
  bareSystem as bareSystemOf,
  csv,
  imported as importedBy,
  itemOf,
  itemsOf,
  type Line,
  templateOf,
} from "@/lib/testing/checklist-templates";
import { attachTemplate, upgradeTemplate } from "./commands/adopt";
import { attestAgain, editItem } from "./commands/answer";
import { addLink } from "./commands/prove";

const sql = () => reader().sql;
let lead: Actor;
let engineer: Actor;
beforeAll(async () => {
  lead = await actor("lead", "security-lead");
  engineer = await actor("engineer", "engineer");
});
const imported = (fileName: string, text: string) => importedBy(lead, fileName, text);
const bareSystem = () => bareSystemOf(engineer.id);

async function attached(systemId: SystemId, versionId: TemplateVersionId): Promise<void> {
  expect(await attachTemplate({ systemId, versionId }, engineer.caller)).toMatchObject({ ok: true });
}
const upgraded = async (systemId: SystemId, versionId: TemplateVersionId) =>
  upgradeTemplate({ systemId, versionId, templateId: await templateOf(versionId) }, engineer.caller);
async function answer(systemId: SystemId, key: string): Promise<void> {
  const { id, version } = await itemOf(systemId, key);
  const done = { systemId, itemId: id, version, status: "done" };
  expect(await editItem(done, engineer.caller)).toMatchObject({ ok: true });
}

describe("a system and its checklists", () => {
  it("takes a checklist once", async () => {
    const systemId = await bareSystem();
    const { versionId } = await imported("Attach.csv", csv(["a", "design", "Ask"]));
    await attached(systemId, versionId);
    expect(await attachTemplate({ systemId, versionId }, engineer.caller)).toMatchObject({
      error: { code: "refused" },
    });
    expect(await itemsOf(systemId)).toMatchObject([{ key: "a", phase: "design", number: 1 }]);
  });

  it("takes it once, too, when two people add it at the same moment", async () => {
    const systemId = await bareSystem();
    const { versionId } = await imported("Attach.csv", csv(["a", "design", "Ask"]));
    const both = await Promise.all([
      attachTemplate({ systemId, versionId }, engineer.caller),
      attachTemplate({ systemId, versionId }, lead.caller),
    ]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await itemsOf(systemId)).toHaveLength(1);
  });

  it("keeps answers, asks changed questions again, adds, retires, and revives under the old number", async () => {
    const systemId = await bareSystem();
    const first = await imported(
      "Moves.csv",
      csv(
        ["same", "design", "Ask"],
        ["grown", "design", "Look"],
        ["changed", "operations", "Run"],
        ["leaves", "operations", "Stop"],
      ),
    );
    await attached(systemId, first.versionId);
    for (const key of ["same", "grown", "changed", "leaves"]) await answer(systemId, key);
    const sameBefore = await itemOf(systemId, "same");

    const second = await imported(
      "Moves.csv",
      `id,phase,title,how,group\nnew,design,Listen,,\nsame,design,Ask,,\ngrown,design,Look,,Eyes\nchanged,operations,Run faster,,`,
    );
    expect(await upgraded(systemId, second.versionId)).toMatchObject({
      value: { kept: 2, reworded: 1, reopened: 1, added: 1, revived: 0, retired: 1 },
    });
    expect(await itemOf(systemId, "same")).toMatchObject({
      status: "done",
      version: sameBefore.version,
      position: 1,
    });
    expect(await itemOf(systemId, "grown")).toMatchObject({ status: "done", position: 2 });
    expect(await itemOf(systemId, "changed")).toMatchObject({
      status: "to-do",
      answeredOn: null,
      attestedOn: null,
    });
    expect(await itemOf(systemId, "new")).toMatchObject({ status: "to-do", phase: "design", number: 3 });
    const left = await itemOf(systemId, "leaves");
    expect(left.retiredAt).not.toBeNull();

    const third = await imported(
      "Moves.csv",
      csv(["same", "design", "Ask"], ["late", "operations", "Wait"], ["leaves", "operations", "Stop"]),
    );
    expect(await upgraded(systemId, third.versionId)).toMatchObject({
      value: { added: 1, revived: 1, retired: 3 },
    });
    expect(await itemOf(systemId, "leaves")).toMatchObject({
      id: left.id,
      number: left.number,
      retiredAt: null,
      status: "to-do",
      answeredOn: null,
    });
    expect(await itemOf(systemId, "late")).toMatchObject({ number: 3 });
    expect(await upgraded(systemId, third.versionId)).toMatchObject({ error: { code: "refused" } });
  });

  it("does not move to a version of a checklist that it does not work", async () => {
    const systemId = await bareSystem();
    const { versionId } = await imported("Stranger.csv", csv(["a", "design", "Ask"]));
    expect(await upgraded(systemId, versionId)).toMatchObject({ error: { code: "refused" } });
  });
});

describe("a question that changed", () => {
  const today = utcDateOf(Date.now() as InstantMs);
  const link = (systemId: SystemId, itemId: string, version?: number) => ({
    systemId,
    itemId,
    title: "Merge",
    url: "https://example.com/4127",
    effectiveOn: today,
    ...(version === undefined ? {} : { version }),
  });
  async function stateOf(systemId: SystemId) {
    const system = await findSystem(reader(), systemId);
    const [item] = await listItems(reader(), systemId, null);
    if (!system || !item) throw new Error("the item is gone");
    return itemState(factsOf(item, system), today).state;
  }

  it("is not answered by who saw the earlier one, nor proven by its proof", async () => {
    const systemId = await bareSystem();
    const first = await imported("Asks.csv", csv(["a", "design", "Old question"]));
    await attached(systemId, first.versionId);
    await answer(systemId, "a");
    const { id } = await itemOf(systemId, "a");
    expect(await addLink(link(systemId, id), engineer.caller)).toMatchObject({ ok: true });
    expect(await stateOf(systemId)).toBe("proven");
    const seen = await itemOf(systemId, "a");
    await upgraded(systemId, (await imported("Asks.csv", csv(["a", "design", "New question"]))).versionId);

    const target = { systemId, itemId: id, version: seen.version };
    const question = { field: "question", before: "New question", after: "Old question" };
    const stale = { error: { code: "stale", changes: [question] } };
    const status = { field: "status", before: "To do", after: "Done" };
    expect(await editItem({ ...target, status: "done" }, engineer.caller)).toMatchObject({
      error: { code: "stale", changes: [question, status] },
    });
    expect(await attestAgain(target, engineer.caller)).toMatchObject({
      error: { code: "stale", changes: [question, status] },
    });
    expect(await addLink(link(systemId, id, seen.version), engineer.caller)).toMatchObject(stale);
    expect(await editItem({ ...target, due: today }, engineer.caller)).toMatchObject({ ok: true });

    await answer(systemId, "a");
    expect(await stateOf(systemId)).toBe("claimed");
    const { version } = await itemOf(systemId, "a");
    expect(await addLink(link(systemId, id, version), engineer.caller)).toMatchObject({ ok: true });
    expect(await stateOf(systemId)).toBe("proven");
    await upgraded(systemId, first.versionId);
    await answer(systemId, "a");
    expect(await stateOf(systemId)).toBe("proven");
  });

  it("and an item that left: the history says so, and who left it has no owner that is gone", async () => {
    const systemId = await bareSystem();
    const owner = await actor("leaver", "engineer");
    const first = await imported("Leaves.csv", csv(["a", "design", "Ask"], ["b", "design", "Look"]));
    await attached(systemId, first.versionId);
    const { id, version } = await itemOf(systemId, "b");
    const owned = { systemId, itemId: id, version, ownerId: owner.id };
    expect(await editItem(owned, engineer.caller)).toMatchObject({ ok: true });
    await upgraded(systemId, (await imported("Leaves.csv", csv(["a", "design", "Ask"]))).versionId);
    await sql().user.update({ where: { id: owner.id }, data: { status: "deactivated" } });
    await upgraded(systemId, first.versionId);
    const revisions = await listItemRevisions(reader(), id as ItemId, 4);
    expect(revisions.map(({ snapshot }) => [snapshot.retired, snapshot.ownerId])).toEqual([
      [false, null],
      [true, owner.id],
      [false, owner.id],
      [false, null],
    ]);
    expect(await editItem({ ...owned, version: version + 3 }, engineer.caller)).toMatchObject({
      error: { code: "invalid-input" },
    });
  });
});

describe("many items", () => {
  const SYSTEMS = 5;
  const ITEMS = 1_900;
  const lines = (word: string) =>
    csv(...Array.from({ length: ITEMS }, (_, n): Line => [`k${n}`, "design", `${word} ${n}`]));

  it("are handed over at once, each with a revision, and asked again at once", async () => {
    const owner = await actor("busy", "engineer");
    const first = await imported("Many.csv", lines("Ask"));
    const all: SystemId[] = [];
    for (let n = 0; n < SYSTEMS; n++) all.push(await bareSystem());
    for (const systemId of all) await attached(systemId, first.versionId);
    await sql()
      .$executeRaw`update checklist_item set owner_id = ${owner.id}::uuid where system_id = any(${all}::uuid[])`;
    const revisions = await inTransaction(async (tx) => {
      expect(await handOverItems(tx, owner.id, lead.id)).toBe(SYSTEMS * ITEMS);
      await commitRevisions(tx, { command: "test", actorId: null });
      return tx.revisions.length;
    });
    expect(revisions).toBe(SYSTEMS * ITEMS);
    const where = { systemId: { in: all }, ownerId: lead.id, version: 2 };
    expect(await sql().checklistItem.count({ where })).toBe(SYSTEMS * ITEMS);

    const [systemId] = all;
    const second = await imported("Many.csv", lines("Look"));
    if (systemId)
      expect(await upgraded(systemId, second.versionId)).toMatchObject({ value: { reopened: ITEMS } });
  }, 60_000);

  it("can be edited while they are handed over", async () => {
    const [from, systemId] = [await actor("leaving", "engineer"), await bareSystem()];
    await attached(systemId, (await imported("Edited.csv", csv(["a", "design", "Ask"]))).versionId);
    for (let round = 0; round < 10; round++) {
      const { id } = await sql().checklistItem.update({
        where: { id: (await itemOf(systemId, "a")).id },
        data: { ownerId: from.id },
      });
      const { version } = await itemOf(systemId, "a");
      const status = round % 2 ? "to-do" : "in-progress";
      const [edited] = await Promise.all([
        editItem({ systemId, itemId: id, version, status }, engineer.caller),
        inTransaction(async (tx) => {
          await handOverItems(tx, from.id, lead.id);
          await commitRevisions(tx, { command: "test", actorId: null });
        }),
      ]);
      expect(edited).toMatchObject({ ok: true });
      expect(await itemOf(systemId, "a")).toMatchObject({ status, ownerId: lead.id, version: version + 2 });
    }
  });

  it("are refused beyond what a list holds", async () => {
    const systemId = await bareSystem();
    const first = await imported("Room.csv", csv(["a", "design", "Ask"], ["b", "design", "Look"]));
    await attached(systemId, (await imported("Single.csv", csv(["a", "design", "Ask"]))).versionId);
    await sql().$executeRaw`
      insert into checklist_item (id, system_id, key, phase, number, position, content_hash)
      select gen_random_uuid(), system_id, 'k' || n, phase, n, n, content_hash
      from checklist_item, generate_series(2, 9999) n where system_id = ${systemId}::uuid`;
    expect(await attachTemplate({ systemId, versionId: first.versionId }, engineer.caller)).toMatchObject({
      error: { code: "refused", reason: expect.stringContaining("at most 10,000 items") },
    });
    expect(await listItems(reader(), systemId, null)).toHaveLength(9_999);
  });
});
