import { beforeAll, describe, expect, it } from "vitest";
import { reader } from "@/lib/db/client";
import { findTemplateVersion, listDeclaredStandards, listTextsOfVersion } from "@/lib/db/templates";
import { writeCsvTemplate } from "@/lib/formats/checklist-template/write-csv";
import type { Caller } from "@/lib/server/caller";
import {
  type Actor,
  actor,
  bareSystem as bareSystemOf,
  csv,
  imported as importedBy,
} from "@/lib/testing/checklist-templates";
import { importTemplate, publishBuiltIn } from "./commands/publish";

const JOB: Caller = { kind: "job", name: "test" };

const sql = () => reader().sql;
let lead: Actor;
let engineer: Actor;
beforeAll(async () => {
  lead = await actor("lead", "security-lead");
  engineer = await actor("engineer", "engineer");
});
const imported = (fileName: string, text: string) => importedBy(lead, fileName, text);
const _bareSystem = () => bareSystemOf(engineer.id);

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
