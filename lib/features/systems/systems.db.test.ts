import { beforeAll, describe, expect, it } from "vitest";
import { reader } from "@/lib/db/client";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { hiddenSystems, mayOnSystem } from "@/lib/domain/people/may";
import { registry } from "@/lib/registry";
import { identify } from "@/lib/server/actor";
import { type Known, somebody } from "@/lib/testing/people";
import { createSystem, editSystem } from "./commands";

/** Commands of other topics, as everybody but their own topic reaches them. */
function commandNamed(name: string) {
  const command = registry.get(name);
  if (!command) throw new Error(`no command ${name}`);
  return command;
}
const addOwnItem = commandNamed("checklists.add-own-item");
const publishBuiltIn = commandNamed("checklists.publish-built-in");
const setMembership = commandNamed("people.set-membership");

const sql = () => reader().sql;
const facts = (slug: string, owner: Known) => ({
  name: "Checkout",
  slug,
  type: "microservices",
  description: "Takes orders.",
  ownerId: owner.id,
  criticality: "4",
  dataClasses: ["payment"],
  regulations: ["GDPR"],
  tags: "pci, europe",
});
const slugTaken = {
  ok: false,
  error: {
    code: "invalid-input",
    issues: [{ path: "slug", message: "Another system has this address. Choose another." }],
  },
};

let ana: Known;
let jonas: Known;
let vera: Known;
beforeAll(async () => {
  ana = await somebody("ana", "admin");
  jonas = await somebody("jonas", "engineer");
  vera = await somebody("vera", "viewer");
  await publishBuiltIn({}, { kind: "job", name: "test" });
});

async function register(slug: string): Promise<SystemId> {
  const result = await createSystem(facts(slug, jonas), jonas.caller);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.id;
}

describe("registering a system", () => {
  it("gives it the 95 items of the product's checklist, unanswered, each with its first revision", async () => {
    const id = await register("checkout");
    const items = await sql().checklistItem.findMany({ where: { systemId: id } });
    expect(items).toHaveLength(95);
    expect(items.every(({ status, answeredOn }) => status === "to-do" && answeredOn === null)).toBe(true);
    expect(await sql().revision.count({ where: { systemId: id, aggregate: "item", version: 1 } })).toBe(95);
    expect(await sql().auditEntry.findMany({ where: { systemId: id } })).toMatchObject([
      { action: "systems.create", actorId: jonas.id, outcome: "done" },
    ]);
    const tags = await sql().system.findUniqueOrThrow({ where: { id } });
    expect(tags.tags).toEqual(["pci", "europe"]);
  });

  it("refuses an address that is taken, beside its field, and leaves nothing behind", async () => {
    await register("taken");
    expect(await createSystem(facts("taken", jonas), ana.caller)).toEqual(slugTaken);
    expect(await sql().system.count({ where: { slug: "taken" } })).toBe(1);
  });

  it("lets one of two that ask for the same address at once have it, and tells the other", async () => {
    const both = await Promise.all([
      createSystem(facts("race", jonas), jonas.caller),
      createSystem(facts("race", jonas), ana.caller),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual(slugTaken);
    const { id } = await sql().system.findUniqueOrThrow({ where: { slug: "race" } });
    expect(await sql().checklistItem.count({ where: { systemId: id } })).toBe(95);
  });

  it("answers the same form sent twice at once with the same system", async () => {
    const caller = { ...jonas.caller, idempotencyKey: "the-same-form-twice" };
    const both = await Promise.all([
      createSystem(facts("twice", jonas), caller),
      createSystem(facts("twice", jonas), caller),
    ]);
    expect(both[0]).toMatchObject({ ok: true, value: { slug: "twice", items: 95 } });
    expect(both[1]).toEqual(both[0]);
  });

  it("takes the address from the name where the field was left empty, and no page of ours", async () => {
    const named = { ...facts("", jonas), name: "Card Vault (EU)" };
    expect(await createSystem(named, jonas.caller)).toMatchObject({ value: { slug: "card-vault-eu" } });
    expect(await createSystem(facts("new", jonas), jonas.caller)).toMatchObject({
      error: { code: "invalid-input", issues: [{ path: "slug" }] },
    });
  });

  it("refuses viewers, and owners without an active account", async () => {
    expect(await createSystem(facts("by-vera", vera), vera.caller)).toMatchObject({
      error: { code: "forbidden" },
    });
    const gone = await somebody("gone", "engineer");
    await sql().user.update({ where: { id: gone.id }, data: { status: "deactivated" } });
    expect(await createSystem(facts("of-gone", gone), jonas.caller)).toMatchObject({
      error: { issues: [{ path: "ownerId" }] },
    });
    expect(await sql().system.count({ where: { slug: { in: ["by-vera", "of-gone"] } } })).toBe(0);
  });
});

describe("changing the facts", () => {
  const edit = (systemId: SystemId, slug: string, version: number, change: object = {}) => ({
    systemId,
    version,
    ...facts(slug, jonas),
    ...change,
  });

  it("refuses a viewer", async () => {
    const id = await register("not-for-vera");
    expect(await editSystem(edit(id, "not-for-vera", 1), vera.caller)).toMatchObject({
      error: { code: "forbidden" },
    });
  });

  it("refuses a stale change of the same field with both values, and takes it once somebody decided", async () => {
    const id = await register("stale");
    expect(await editSystem(edit(id, "stale", 1, { name: "Till" }), ana.caller)).toMatchObject({ ok: true });
    const mine = edit(id, "stale", 1, { name: "Cash desk", criticality: "2" });
    expect(await editSystem(mine, jonas.caller)).toMatchObject({
      error: {
        code: "stale",
        version: 2,
        reason: expect.stringContaining("ana changed"),
        changes: [{ field: "name", before: "Till", after: "Cash desk" }],
      },
    });
    expect(await sql().system.findUnique({ where: { id } })).toMatchObject({ name: "Till", criticality: 4 });
    expect(await editSystem({ ...mine, over: "2" }, jonas.caller)).toMatchObject({ ok: true });
    expect(await sql().system.findUnique({ where: { id } })).toMatchObject({
      name: "Cash desk",
      criticality: 2,
      version: 3,
    });
  });

  it("joins changes of different fields", async () => {
    const id = await register("joined");
    await editSystem(edit(id, "joined", 1, { ownerId: ana.id }), ana.caller);
    expect(
      await editSystem(edit(id, "joined", 1, { description: "Takes money." }), jonas.caller),
    ).toMatchObject({ ok: true });
    expect(await sql().system.findUnique({ where: { id } })).toMatchObject({
      ownerId: ana.id,
      description: "Takes money.",
      version: 3,
    });
  });

  it("writes nothing at all when nothing differs", async () => {
    const id = await register("same");
    await editSystem(edit(id, "same", 1), jonas.caller);
    expect(await sql().system.findUnique({ where: { id } })).toMatchObject({ version: 1 });
    expect(await sql().auditEntry.count({ where: { systemId: id } })).toBe(1);
  });

  it("refuses the address of another system", async () => {
    const id = await register("moving");
    await register("settled");
    expect(await editSystem(edit(id, "settled", 1), jonas.caller)).toEqual(slugTaken);
  });
});

describe("roles on one system", () => {
  const setRole = (systemId: SystemId, role: string, version = 0) =>
    setMembership({ systemId, userId: vera.id, role, version }, ana.caller);
  const item = (systemId: SystemId) => ({
    systemId,
    phase: "design",
    title: "Ask the neighbours",
    must: "false",
  });

  it("let a viewer work that system, and only that", async () => {
    const [here, there] = [await register("here"), await register("there")];
    expect(await addOwnItem(item(here), vera.caller)).toMatchObject({ error: { code: "forbidden" } });
    expect(await setRole(here, "engineer")).toMatchObject({ ok: true });
    expect(await addOwnItem(item(here), vera.caller)).toMatchObject({ ok: true });
    expect(await addOwnItem(item(there), vera.caller)).toMatchObject({ error: { code: "forbidden" } });
    expect(await createSystem(facts("still-not", vera), vera.caller)).toMatchObject({
      error: { code: "forbidden" },
    });
    expect(await setRole(here, "", 1)).toMatchObject({ ok: true });
    expect(await addOwnItem(item(here), vera.caller)).toMatchObject({ error: { code: "forbidden" } });
  });

  it("are refused as stale when somebody set another one meanwhile", async () => {
    const id = await register("two-leads");
    expect(await setRole(id, "engineer")).toMatchObject({ ok: true });
    const stale = { code: "stale", version: 1, changes: [{ before: "Engineer", after: "Hidden" }] };
    expect(await setRole(id, "none")).toMatchObject({ error: stale });
    expect(await setRole(id, "none", 1)).toMatchObject({ ok: true });
    expect(await setRole(id, "", 2)).toMatchObject({ ok: true });
    expect(await setRole(id, "viewer", 2)).toMatchObject({ error: { code: "stale", version: 0 } });
    expect(await setRole(id, "viewer")).toMatchObject({ ok: true });
    expect(await sql().membership.findMany({ where: { systemId: id } })).toMatchObject([{ version: 4 }]);
  });

  it("are not given by a form on which nobody chose one", async () => {
    const id = await register("nothing-chosen");
    expect(await setRole(id, "")).toMatchObject({
      error: { code: "invalid-input", issues: [{ path: "role", message: "Choose what they may do here." }] },
    });
    expect(await sql().membership.count({ where: { systemId: id } })).toBe(0);
  });

  it("hide a system from somebody, who keeps the others", async () => {
    const [hidden, open] = [await register("hidden"), await register("open")];
    expect(
      await setMembership({ systemId: hidden, userId: jonas.id, role: "none", version: 0 }, ana.caller),
    ).toMatchObject({ ok: true });
    const rights = await identify(reader(), jonas.caller);
    expect(rights && hiddenSystems(rights)).toEqual([hidden]);
    expect(rights && mayOnSystem(rights, hidden, "system:read")).toBe(false);
    expect(rights && mayOnSystem(rights, open, "system:edit")).toBe(true);
    expect(await addOwnItem(item(hidden), jonas.caller)).toMatchObject({ error: { code: "forbidden" } });
  });

  it("are not given by those who only work it", async () => {
    const id = await register("own-rights");
    expect(
      await setMembership({ systemId: id, userId: vera.id, role: "engineer", version: 0 }, jonas.caller),
    ).toMatchObject({ error: { code: "forbidden" } });
  });
});
