import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listItems } from "@/lib/db/checklists";
import { pool, reader } from "@/lib/db/client";
import { findEvidenceFile, listEvidence } from "@/lib/db/evidence";
import { listExceptions } from "@/lib/db/exceptions";
import { findModel } from "@/lib/db/model";
import type { Item } from "@/lib/domain/checklists/item";
import type { EvidenceId, InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import { addDays, utcDateOf } from "@/lib/domain/kernel/utc-date";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";
import { freshItem, standingOf } from "@/lib/testing/checklist-items";
import { refused, run } from "@/lib/testing/commands";
import { withoutDelay, withoutStepUp } from "@/lib/testing/critical";
import { organisationOf } from "@/lib/testing/people";
import { signedBy } from "@/lib/testing/votes";
import { editItem, editItems } from "./commands/answer";
import { deleteEvidence } from "./commands/delete-evidence";

const PEOPLE = [
  ["Olu Adeyemi", "olu", "admin"],
  ["Jonas Weber", "jonas", "engineer"],
  ["Mei Lin", "mei", "approver"],
] as const;
type Name = (typeof PEOPLE)[number][1];
const reason = "The mesh was taken down in March.";
const today = utcDateOf(Date.now() as InstantMs);

let ids: Record<Name, UserId>;
let systemId: SystemId;
let made = 0;
const as = (name: Name): Caller => ({ kind: "person", userId: ids[name] });
const facts = () => ({
  name: `mesh-${made}`,
  slug: `mesh-${made}`,
  type: "microservices",
  description: "",
  criticality: 2,
  ownerId: ids.jonas,
});
const proving = async (mechanism = "mtls") =>
  (await listItems(reader(), systemId, null)).filter(({ text }) => text.proves.includes(mechanism));
const proofOf = (item: Pick<Item, "id">) =>
  run<{ id: EvidenceId }>(
    "checklists.add-link",
    {
      systemId,
      itemId: item.id,
      title: "Scan",
      url: "https://example.com/scan",
      note: "",
      effectiveOn: today,
    },
    as("jonas"),
  );

beforeAll(async () => {
  ids = await organisationOf(PEOPLE);
  await run("checklists.publish-built-in", {}, { kind: "job", name: "test" });
  await withoutStepUp();
  await withoutDelay("checklists.delete-evidence");
});

/** A system with one flow, on which mTLS is in place and proven. */
beforeEach(async () => {
  made += 1;
  systemId = (await run<{ id: SystemId }>("systems.create", facts(), as("olu"))).id;
  const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
  const elements = [
    { op: "save", kind: "zone", id: uuid(1), name: "Core", trust: 2, coordination: "none" },
    { op: "save", kind: "component", id: uuid(2), name: "Gateway", zoneId: uuid(1) },
    { op: "save", kind: "component", id: uuid(3), name: "Orders", zoneId: uuid(1) },
    { op: "save", kind: "flow", sourceId: uuid(2), targetId: uuid(3) },
  ];
  await run("architecture.save-elements", { systemId, elements }, as("jonas"));
  const { flows } = await findModel(reader(), { id: systemId, name: "x" });
  await run(
    "controls.save",
    { systemId, mechanism: "mtls", standing: "in-place", scope: [flows[0]?.id] },
    as("jonas"),
  );
  for (const item of await proving()) {
    await run(
      "checklists.edit-item",
      { systemId, itemId: item.id, version: item.version, status: "done" },
      as("jonas"),
    );
    await proofOf(item);
  }
});

async function first(): Promise<Item> {
  const [item] = await proving();
  if (!item) throw new Error("nothing proves it");
  return item;
}

describe("a proven control is not emptied by one person", () => {
  test.each(["to-do", "in-progress"])("who answers “%s” to what proves it", async (status) => {
    const item = await first();
    const asked = await editItem(
      { systemId, itemId: item.id, version: item.version, status, reason },
      as("jonas"),
    );
    expect(refused(asked).code).toBe("sent-for-approval");
    expect((await standingOf(item, today)).state).toBe("proven");
    expect((await signedBy(as("mei"), asked)).state).toBe("executed");
    expect((await standingOf(item, today)).state).not.toBe("proven");
  });

  test("who edits many items at once: that one is left alone and named", async () => {
    const item = await first();
    const other = await freshItem(systemId, as("jonas"));
    const items = [item, other].map(({ id, version }) => ({ itemId: id, version }));
    const done = await editItems({ systemId, items, status: "to-do" }, as("jonas"));
    expect(done).toMatchObject({
      value: { edited: 1, left: [{ reason: expect.stringContaining("second person") }] },
    });
  });

  test("who says that the system handles no data that its proof is asked for", async () => {
    const held = { ...facts(), dataClasses: ["payment"] };
    await run("systems.edit", { systemId, version: 1, ...held }, as("jonas"));
    const { components } = await findModel(reader(), { id: systemId, name: "x" });
    const control = { mechanism: "encryption-at-rest", standing: "in-place", scope: [components[0]?.id] };
    await run("controls.save", { systemId, ...control }, as("jonas"));
    for (const item of await proving("encryption-at-rest")) {
      const done = { systemId, itemId: item.id, version: item.version, status: "done" };
      await run("checklists.edit-item", done, as("jonas"));
      await proofOf(item);
    }
    const change = (over: object) =>
      registry.get("systems.edit")?.({ systemId, version: 2, ...held, ...over, reason }, as("jonas"));
    const asked = await change({ dataClasses: ["public"] });
    expect(asked).toMatchObject({ error: { code: "sent-for-approval" } });
    expect(asked && (await signedBy(as("mei"), asked)).state).toBe("executed");
    expect(await change({ dataClasses: ["public"], version: 3, name: "Another name" })).toMatchObject({
      ok: true,
    });
  });

  test("who adds a checklist with more to prove, ends what leaves that out, or moves to another question", async () => {
    const template = async (how: string) => {
      const text = `id,phase,title,how,must,mechanisms,proves\nmore,operations,More proof,${how},yes,mtls,mtls`;
      const file = { fileName: "more.csv", text, name: `More ${made}`, version: how };
      return (await run<{ versionId: string }>("checklists.import-template", file, as("olu"))).versionId;
    };
    const ask = async (name: string, input: object) => {
      const asked = await registry.get(name)?.({ systemId, ...input }, as("jonas"));
      expect([name, asked]).toMatchObject([name, { error: { code: "sent-for-approval" } }]);
      return asked && (await signedBy(as("mei"), asked)).state;
    };
    const more = async () => (await proving()).find(({ text }) => text.title === "More proof");
    expect(await ask("checklists.attach-template", { versionId: await template("one") })).toBe("executed");
    const item = await more();
    const target = { itemId: item?.id, version: item?.version };
    const terms = { kind: "not-applicable", reason, ownerId: ids.jonas, expiresOn: addDays(today, 30) };
    expect(await ask("checklists.except-item", { ...target, ...terms })).toBe("executed");
    const [exception] = await listExceptions(reader(), systemId);
    expect(await ask("checklists.end-exception", { exceptionId: exception?.id })).toBe("executed");
    await run("checklists.edit-item", { systemId, ...target, status: "done" }, as("jonas"));
    if (item) await proofOf(item);
    const upgrade = { templateId: item?.templateId, versionId: await template("two") };
    expect(await ask("checklists.upgrade-template", upgrade)).toBe("executed");
    expect((await more())?.status).toBe("to-do");
  });

  test("while what leaves it proven needs nobody else", async () => {
    const item = await first();
    const edit = { systemId, itemId: item.id, version: item.version, ownerId: ids.jonas };
    expect(await editItem(edit, as("jonas"))).toMatchObject({ ok: true });
    const other = await freshItem(systemId, as("jonas"));
    expect(
      await editItem({ systemId, itemId: other.id, version: other.version, status: "to-do" }, as("jonas")),
    ).toMatchObject({ ok: true });
  });
});

describe("deleting a proof", () => {
  const remove = (item: Pick<Item, "id">, evidenceId: EvidenceId | undefined, by: Name = "jonas") =>
    deleteEvidence({ systemId, itemId: item.id, evidenceId, reason }, as(by));
  const proofs = (item: Pick<Item, "id">) => listEvidence(reader(), item.id);

  test("takes two persons, leaves it readable, and the item and its control fall to what remains", async () => {
    const item = await first();
    const [proof] = await proofs(item);
    const asked = await remove(item, proof?.id);
    expect(refused(asked).code).toBe("sent-for-approval");
    expect((await standingOf(item, today)).state).toBe("proven");
    expect((await signedBy(as("mei"), asked)).state).toBe("executed");
    expect((await standingOf(item, today)).state).toBe("claimed");
    expect(await proofs(item)).toMatchObject([
      { id: proof?.id, deleted: { by: "Jonas Weber", reason, signedBy: ["Mei Lin"] } },
    ]);
    expect(refused(await remove(item, proof?.id)).code).toBe("not-found");
  });

  test("says which control loses its proof, and is not overtaken by more proof", async () => {
    const item = await first();
    const [proof] = await proofs(item);
    const asked = await remove(item, proof?.id);
    const { requestId } = refused(asked, "sent-for-approval");
    const { rows } = await pool().query<{ changes: string }>(
      "select changes from approval_request where id = $1",
      [requestId],
    );
    expect(rows[0]?.changes).toContain("Not proven there");
    const spare = await freshItem(systemId, as("jonas"), { must: true });
    const one = await proofOf(spare);
    const second = await remove(spare, one.id);
    await proofOf(spare);
    expect((await signedBy(as("mei"), second)).state).toBe("executed");
  });

  test("of another item or another system is not found, and nothing is ever erased", async () => {
    const item = await first();
    const other = await freshItem(systemId, as("jonas"));
    const [proof] = await proofs(item);
    expect(refused(await remove(other, proof?.id)).code).toBe("not-found");
    await expect(pool().query("delete from evidence")).rejects.toThrow("permission denied");
    const insert =
      "insert into evidence_deletion (evidence_id, deleted_by, reason, at) values ($1, $2, 'alone', now())";
    await expect(pool().query(insert, [proof?.id, ids.jonas])).rejects.toThrow("two persons");
    expect(proof && (await findEvidenceFile(reader(), systemId, proof.id))).toBeNull();
  });
});
