import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, reader } from "@/lib/db/client";
import { insertPerson } from "@/lib/db/people";
import { insertSystem } from "@/lib/db/systems";
import { findTemplateVersion, listDeclaredStandards, listTextsOfVersion } from "@/lib/db/templates";
import type { SystemId, TemplateVersionId, UserId } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import { writeCsvTemplate } from "@/lib/formats/checklist-template/write-csv";
import type { Caller } from "@/lib/server/caller";
import { editItem } from "./commands/answer";
import { attachTemplate, importTemplate, publishBuiltIn, upgradeTemplate } from "./commands/templates";
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
