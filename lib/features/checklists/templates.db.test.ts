import { beforeAll, describe, expect, it } from "vitest";
import { listItems } from "@/lib/db/checklists";
import { commitRevisions, inTransaction, reader } from "@/lib/db/client";
import { handOverItems } from "@/lib/db/item-edits";
import { listItemRevisions } from "@/lib/db/item-history";
import { insertPerson } from "@/lib/db/people";
import { findSystem, insertSystem } from "@/lib/db/systems";
import { findTemplateVersion, listDeclaredStandards, listTextsOfVersion } from "@/lib/db/templates";
import { factsOf } from "@/lib/domain/checklists/item";
import { itemState } from "@/lib/domain/checklists/item-state";
import type { InstantMs, ItemId, SystemId, TemplateVersionId, UserId } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import type { Role } from "@/lib/domain/people/capability";
import { writeCsvTemplate } from "@/lib/formats/checklist-template/write-csv";
import type { Caller } from "@/lib/server/caller";
import { attachTemplate, upgradeTemplate } from "./commands/adopt";
import { attestAgain, editItem } from "./commands/answer";
import { addLink } from "./commands/prove";
import { importTemplate, publishBuiltIn } from "./commands/publish";
import "@/lib/server/database";

const sql = () => reader().sql;
const JOB: Caller = { kind: "job", name: "test" };

async function somebody(handle: string, role: Role): Promise<{ id: UserId; caller: Caller }> {
  const person = { email: `${handle}@example.com`, handle, name: handle, role, passwordHash: "none" };
  const { id } = await inTransaction((tx) => insertPerson(tx, person));
  return { id, caller: { kind: "person", userId: id } };
}

let lead: { id: UserId; caller: Caller };
let engineer: { id: UserId; caller: Caller };
let systems = 0;
beforeAll(async () => {
  lead = await somebody("lead", "security-lead");
  engineer = await somebody("engineer", "engineer");
});

async function bareSystem(): Promise<SystemId> {
  systems += 1;
  const slug = `system-${systems}`;
  const system = await inTransaction((tx) =>
    insertSystem(tx, {
      slug,
      name: slug,
      type: "edge",
      description: "",
      ownerId: engineer.id,
      criticality: 1,
      dataClasses: [],
      regulations: [],
      tags: [],
    }),
  );
  return system.id;
}

/** A line of CSV: id, phase, title, how. */
type Line = readonly [id: string, phase: string, title: string, how?: string];
const csv = (...lines: readonly Line[]) =>
  ["id,phase,title,how", ...lines.map(([id, phase, title, how = ""]) => [id, phase, title, how].join())].join(
    "\n",
  );

async function imported(fileName: string, text: string) {
  const result = await importTemplate({ fileName, text }, lead.caller);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function attached(systemId: SystemId, versionId: TemplateVersionId): Promise<void> {
  expect(await attachTemplate({ systemId, versionId }, engineer.caller)).toMatchObject({ ok: true });
}

async function upgraded(systemId: SystemId, versionId: TemplateVersionId) {
  const version = await findTemplateVersion(reader(), versionId);
  return upgradeTemplate({ systemId, versionId, templateId: version?.templateId }, engineer.caller);
}

const itemsOf = (systemId: SystemId) =>
  sql().checklistItem.findMany({ where: { systemId }, orderBy: [{ position: "asc" }, { number: "asc" }] });
async function itemOf(systemId: SystemId, key: string) {
  return sql().checklistItem.findFirstOrThrow({ where: { systemId, key } });
}
async function answer(systemId: SystemId, key: string): Promise<void> {
  const { id, version } = await itemOf(systemId, key);
  expect(await editItem({ systemId, itemId: id, version, status: "done" }, engineer.caller)).toMatchObject({
    ok: true,
  });
}

describe("publishing", () => {
  it("makes one version of the product's checklist, however often it is asked", async () => {
    const first = await publishBuiltIn({}, JOB);
    expect(first).toMatchObject({ ok: true, value: { isNew: true, items: 95 } });
    expect(await publishBuiltIn({}, JOB)).toMatchObject({
      value: { isNew: false, versionId: first.ok && first.value.versionId },
    });
    expect(await sql().templateVersion.count({ where: { template: { key: "countersign" } } })).toBe(1);
    expect(await sql().auditEntry.count({ where: { action: "checklists.publish-built-in" } })).toBe(1);
  });

  it("is not for people", async () => {
    expect(await publishBuiltIn({}, lead.caller)).toMatchObject({ error: { code: "forbidden" } });
  });
});

describe("importing", () => {
  it("takes a file once, whatever it is called the second time round", async () => {
    const text = csv(["a", "design", "Ask"], ["b", "operations", "Look"]);
    const first = await imported("Once.csv", text);
    expect(first).toMatchObject({ isNew: true, name: "Once", items: 2 });
    expect(await imported("Once.csv", text)).toMatchObject({ isNew: false, versionId: first.versionId });
    const json = JSON.stringify({
      name: "Once",
      version: "other words",
      items: [
        { id: "a", phase: "design", title: "Ask" },
        { id: "b", phase: "operations", title: " Look " },
      ],
    });
    expect(await imported("again.json", json)).toMatchObject({ isNew: false, versionId: first.versionId });
  });

  it("makes two imports of one name at once two versions in a row", async () => {
    await Promise.all([
      imported("Rush.csv", csv(["a", "design", "First"])),
      imported("Rush.csv", csv(["a", "design", "Second"])),
    ]);
    const versions = await sql().templateVersion.findMany({ where: { template: { key: "rush" } } });
    expect(versions.map(({ number }) => number).sort()).toEqual([1, 2]);
  });

  it("keeps the name and version that were given for a file without them, and the standards that it declares", async () => {
    const named = await importTemplate(
      { fileName: "x.csv", text: csv(["a", "design", "Ask"]), name: "Quarterly", version: "2026-Q4" },
      lead.caller,
    );
    const version = await findTemplateVersion(reader(), named.ok ? named.value.versionId : ("" as never));
    expect(version).toMatchObject({ name: "Quarterly", label: "2026-Q4", key: "quarterly" });
    const declared = await imported(
      "d.json",
      JSON.stringify({
        name: "Declares",
        version: "1",
        standards: { house_1: { name: "House rules", edition: "7" } },
        items: [{ id: "a", phase: "design", title: "Ask", refs: { house_1: ["4.2"] } }],
      }),
    );
    expect(await listDeclaredStandards(reader(), [declared.versionId])).toEqual(
      new Map([["house_1", { name: "House rules", edition: "7" }]]),
    );
  });

  it.each([
    ["an unknown phase", csv(["a", "somewhen", "Ask"]), "line 2", "somewhen"],
    ["an id used twice", csv(["a", "design", "Ask"], ["A", "design", "Ask again"]), "line 3", "already used"],
    [
      "a reference that is not of its standard's form",
      "id,phase,title,refs\na,design,Ask,iso_27001_2022:banana",
      "line 2",
      "banana",
    ],
    ["a standard that nobody declared", "id,phase,title,refs\na,design,Ask,zzz:1", "line 2", "not known"],
  ])("writes nothing for %s, and names the line", async (_what, text, path, message) => {
    const result = await importTemplate({ fileName: "Bad.csv", text }, lead.caller);
    expect(result).toMatchObject({
      error: { code: "invalid-input", issues: [{ path, message: expect.stringContaining(message) }] },
    });
    expect(await sql().template.count({ where: { key: "bad" } })).toBe(0);
  });

  it("refuses the name of the product's own checklist, and people who may not", async () => {
    const text = csv(["a", "design", "Ask"]);
    expect(await importTemplate({ fileName: "Countersign.csv", text }, lead.caller)).toMatchObject({
      error: { code: "refused" },
    });
    expect(await importTemplate({ fileName: "Mine.csv", text }, engineer.caller)).toMatchObject({
      error: { code: "forbidden" },
    });
  });

  it("reads back what it wrote: a download imported again is the same version", async () => {
    const first = await imported(
      "Round.csv",
      csv(["a", "design", "Ask", "=SUM(1)"], ["b", "operations", "Look"]),
    );
    const text = writeCsvTemplate(await listTextsOfVersion(reader(), first.versionId), { bom: true });
    expect(await imported("Round.csv", text)).toMatchObject({ isNew: false, versionId: first.versionId });
  });
});

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
    const owner = await somebody("leaver", "engineer");
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
    const owner = await somebody("busy", "engineer");
    const first = await imported("Many.csv", lines("Ask"));
    const all: SystemId[] = [];
    for (let n = 0; n < SYSTEMS; n++) all.push(await bareSystem());
    for (const systemId of all) await attached(systemId, first.versionId);
    await sql()
      .$executeRaw`update checklist_item set owner_id = ${owner.id}::uuid where system_id = any(${all}::uuid[])`;
    const started = performance.now();
    const revisions = await inTransaction(async (tx) => {
      expect(await handOverItems(tx, owner.id, lead.id)).toBe(SYSTEMS * ITEMS);
      await commitRevisions(tx, { command: "test", actorId: null });
      return tx.revisions.length;
    });
    expect(revisions).toBe(SYSTEMS * ITEMS);
    expect(performance.now() - started).toBeLessThan(10_000);
    const where = { systemId: { in: all }, ownerId: lead.id, version: 2 };
    expect(await sql().checklistItem.count({ where })).toBe(SYSTEMS * ITEMS);

    const [systemId] = all;
    const second = await imported("Many.csv", lines("Look"));
    if (systemId)
      expect(await upgraded(systemId, second.versionId)).toMatchObject({ value: { reopened: ITEMS } });
  }, 60_000);

  it("can be edited while they are handed over", async () => {
    const [from, systemId] = [await somebody("leaving", "engineer"), await bareSystem()];
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

it("keeps a revision of each version that is published", async () => {
  const { versionId } = await imported("Kept.csv", csv(["a", "design", "Ask"]));
  await imported("Kept.csv", csv(["a", "design", "Look"]));
  const version = await findTemplateVersion(reader(), versionId);
  const kept = await sql().revision.findMany({
    where: { subjectId: version?.templateId ?? "" },
    orderBy: [{ aggregate: "asc" }, { changeNumber: "asc" }],
  });
  expect(kept.map(({ aggregate, version: number, snapshot }) => [aggregate, number, snapshot])).toMatchObject(
    [
      ["template", 1, { key: "kept", name: "Kept", origin: "imported" }],
      ["template", 2, { key: "kept" }],
      ["template-version", 1, { templateId: version?.templateId, number: 1 }],
      ["template-version", 1, { templateId: version?.templateId, number: 2 }],
    ],
  );
});

describe("what was published", () => {
  it.each([
    ["item_text", "content = '{}'"],
    ["template_version", "label = 'other'"],
    ["template_version_item", "position = 7"],
    ["template_standard", "name = 'other'"],
  ])("stays: %s refuses to be changed or deleted", async (table, change) => {
    const refused = /append-only|permission denied/;
    await expect(sql().$executeRawUnsafe(`update ${table} set ${change}`)).rejects.toThrow(refused);
    await expect(sql().$executeRawUnsafe(`delete from ${table}`)).rejects.toThrow(refused);
  });
});
