import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTransaction, pool, reader } from "@/lib/db/client";
import { insertPolicy } from "@/lib/db/policies";
import { findSystem, listSystemNames, listSystems } from "@/lib/db/systems";
import { DESTRUCTIVE_POLICY } from "@/lib/domain/approvals/policy";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";
import { freshItem } from "@/lib/testing/checklist-items";
import { got, refused, run } from "@/lib/testing/commands";
import { withoutDelay, withoutStepUp } from "@/lib/testing/critical";
import { organisationOf } from "@/lib/testing/people";
import { sentRequest, signedBy } from "@/lib/testing/votes";
import { archiveSystem, restoreArchived } from "./commands/archive";

const PEOPLE = [
  ["Olu Adeyemi", "olu", "admin"],
  ["Jonas Weber", "jonas", "engineer"],
  ["Mei Lin", "mei", "approver"],
  ["Sara Haddad", "sara", "viewer"],
] as const;
type Name = (typeof PEOPLE)[number][1];
const reason = "The vendor took the service over.";

let ids: Record<Name, UserId>;
let systemId: SystemId;
let systems = 0;
const as = (name: Name): Caller => ({ kind: "person", userId: ids[name] });
const archive = (by: Name = "jonas") => archiveSystem({ systemId, reason }, as(by));
const listed = async () => (await listSystems(reader(), [])).some(({ id }) => id === systemId);

beforeAll(async () => {
  await withoutStepUp();
  await withoutDelay("systems.archive");
  ids = await organisationOf(PEOPLE);
});
beforeEach(async () => {
  systems += 1;
  const slug = `old-${systems}`;
  const facts = { name: slug, slug, type: "edge", description: "", criticality: 1, ownerId: ids.jonas };
  systemId = (await run<{ id: SystemId }>("systems.create", facts, as("olu"))).id;
});

async function archived(): Promise<void> {
  const { state, outcome } = await signedBy(as("mei"), await archive());
  expect([state, outcome]).toEqual(["executed", expect.anything()]);
}

describe("archiving a system", () => {
  test("takes two persons and a reason, and waits an hour in which it can be stopped", async () => {
    const policy = { ...DESTRUCTIVE_POLICY, stepUpNeeded: false };
    await inTransaction((tx) => insertPolicy(tx, { subject: "systems.archive", systemId, policy }));
    expect(refused(await archiveSystem({ systemId, reason: "" }, as("jonas"))).code).toBe("invalid-input");
    expect(refused(await archive("sara")).code).toBe("forbidden");
    const asked = await archive();
    expect((await sentRequest(asked)).state).toBe("pending");
    expect((await signedBy(as("mei"), asked)).state).toBe("scheduled");
    expect(await listed()).toBe(true);
  });

  test("can't be written beside the gate", async () => {
    const write = pool().query("update system set archived_at = now() where id = $1", [systemId]);
    await expect(write).rejects.toThrow("two persons");
  });
});

describe("an archived system", () => {
  test("is in no list, stays readable, and is overtaken in all that was asked for in it", async () => {
    const item = await freshItem(systemId, as("jonas"), { must: true });
    const expiresOn = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
    const terms = { kind: "accept", reason, ownerId: ids.jonas, expiresOn, itemId: item.id, version: 1 };
    const asked = await registry.get("checklists.except-item")?.({ systemId, ...terms }, as("jonas"));
    await archived();
    expect(await listed()).toBe(false);
    const names = await listSystemNames(reader(), [], 100);
    expect(names.first.some(({ slug }) => slug === `old-${systems}`)).toBe(false);
    expect(await findSystem(reader(), systemId)).toMatchObject({ archivedAtMs: expect.any(Number) });
    expect(asked && (await sentRequest(asked))).toMatchObject({
      state: "stale",
      outcome: "The system was archived.",
    });
  });

  test("refuses every change, of everybody, and says what to do", async () => {
    const { id: itemId } = await freshItem(systemId, as("jonas"));
    await archived();
    const away = { code: "refused", reason: expect.stringContaining("archived") };
    const tries: readonly (readonly [string, object])[] = [
      ["checklists.edit-item", { itemId, version: 1, status: "done" }],
      ["checklists.edit-items", { items: [{ itemId, version: 1 }], status: "done" }],
      ["checklists.add-comment", { itemId, text: "Hello" }],
      ["checklists.add-own-item", { phase: "design", title: "One more" }],
      [
        "architecture.save-elements",
        { elements: [{ op: "save", kind: "zone", name: "Z", trust: 1, coordination: "none" }] },
      ],
    ];
    for (const [name, input] of tries) {
      const answer = await registry.get(name)?.({ systemId, ...input }, as("olu"));
      expect([name, answer]).toMatchObject([name, { error: away }]);
    }
    await expect(
      pool().query(
        "insert into comment (id, item_id, system_id, author_id, text) values (gen_random_uuid(), $1, $2, $3, 'x')",
        [itemId, systemId, ids.olu],
      ),
    ).rejects.toThrow("archived");
    expect(refused(await archive())).toMatchObject({
      code: "refused",
      reason: expect.stringContaining("already"),
    });
  });

  test("is taken back by one person who may, as it was", async () => {
    await archived();
    expect(refused(await restoreArchived({ systemId }, as("sara"))).code).toBe("forbidden");
    got(await restoreArchived({ systemId }, as("jonas")));
    expect(await listed()).toBe(true);
    await freshItem(systemId, as("jonas"));
    expect(refused(await restoreArchived({ systemId }, as("jonas")), "refused").reason).toContain("in use");
  });

  test("is not archived while somebody writes in it: of both at once each is whole", async () => {
    const asked = await archive();
    const [, written] = await Promise.all([
      signedBy(as("mei"), asked),
      registry.get("checklists.add-own-item")?.({ systemId, phase: "design", title: "At once" }, as("olu")),
    ]);
    expect((await sentRequest(asked)).state).toBe("executed");
    const { rows } = await pool().query(
      "select 1 from checklist_item where system_id = $1 and retired_at is null and template_id is null",
      [systemId],
    );
    expect(rows.length).toBe(written?.ok ? 1 : 0);
  });
});
