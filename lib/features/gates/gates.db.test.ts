import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listItems } from "@/lib/db/checklists";
import { pool, reader } from "@/lib/db/client";
import { listPassages } from "@/lib/db/phase-gates";
import { criteriaOf, type GateId } from "@/lib/domain/gates/gate";
import type { InstantMs, SystemId, UserId, UtcDate } from "@/lib/domain/kernel/ids";
import { addDays, utcDateOf } from "@/lib/domain/kernel/utc-date";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";
import { phaseGates } from "@/lib/server/catalogue";
import { readSystemGates } from "@/lib/server/gates";
import { freshItem } from "@/lib/testing/checklist-items";
import { refused, run } from "@/lib/testing/commands";
import { withoutStepUp } from "@/lib/testing/critical";
import { organisationOf } from "@/lib/testing/people";
import { sentRequest, signedBy } from "@/lib/testing/votes";
import { passGate } from "./commands";

const PEOPLE = [
  ["Olu Adeyemi", "olu", "admin"],
  ["Jonas Weber", "jonas", "engineer"],
  ["Mei Lin", "mei", "approver"],
  ["Ana Reyes", "ana", "security-lead"],
  ["Sara Haddad", "sara", "viewer"],
] as const;
type Name = (typeof PEOPLE)[number][1];
const DESIGN: GateId = "design-to-implementation";
const reason = "Everything is drawn and thought through.";
const today = utcDateOf(Date.now() as InstantMs);

let ids: Record<Name, UserId>;
let criteria: readonly string[];
let systemId: SystemId;
let systems = 0;
const as = (name: Name): Caller => ({ kind: "person", userId: ids[name] });

beforeAll(async () => {
  await withoutStepUp();
  ids = await organisationOf(PEOPLE);
  const [design] = await phaseGates();
  criteria = design ? criteriaOf(design).map(({ id }) => id) : [];
});

/** A system whose design phase has two must-items of its own. */
beforeEach(async () => {
  systems += 1;
  const slug = `vault-${systems}`;
  const facts = { name: slug, slug, type: "microservices", description: "", criticality: 3 };
  systemId = (await run<{ id: SystemId }>("systems.create", { ...facts, ownerId: ids.jonas }, as("olu"))).id;
});

const ask = (over: object = {}) =>
  passGate({ systemId, gate: DESIGN, reason, attested: criteria, ...over }, as("jonas"));
const must = (days = 90) => freshItem(systemId, as("jonas"), { must: true, days });
const designGate = async (day: UtcDate = today) => {
  const gates = await readSystemGates(reader(), systemId, day);
  return { phase: gates?.phase, gate: gates?.standings[0] };
};

type Item = Awaited<ReturnType<typeof must>>;
const standsIn = async (id: Item["id"]) =>
  (await listItems(reader(), systemId, null)).find((item) => item.id === id)?.version;
const say = async ({ id }: Item, status: string) =>
  run("checklists.edit-item", { systemId, itemId: id, version: await standsIn(id), status }, as("jonas"));
const proof = ({ id }: Item, effectiveOn = today, by: Name = "jonas") =>
  run<{ id: string }>(
    "checklists.add-link",
    { systemId, itemId: id, title: "Review", url: "https://example.com/review", note: "", effectiveOn },
    as(by),
  );
async function proven(days = 90): Promise<Item> {
  const item = await must(days);
  await say(item, "done");
  await proof(item);
  return item;
}
async function except(item: Item, expiresOn = addDays(today, 30)) {
  const version = await standsIn(item.id);
  const input = { systemId, itemId: item.id, version, kind: "accept", reason, ownerId: ids.jonas, expiresOn };
  const asked = await registry.get("checklists.except-item")?.(input, as("jonas"));
  return asked ? signedBy(as("mei"), asked) : null;
}

describe("a phase gate", () => {
  test("is shut while a must-item is open, nobody answered, or nothing is asked at all", async () => {
    expect(refused(await ask(), "refused").reason).toMatch(/no must-items/);
    const item = await must();
    expect(refused(await ask(), "refused").reason).toContain(`${item.text.title}: Nobody has answered.`);
    await say(item, "done");
    expect(refused(await ask(), "refused").reason).toContain("nothing shows it");
    await proof(item, addDays(today, -84));
    expect(refused(await ask(), "refused").reason).toContain("Its proof ends in 6 days; a gate needs 7.");
    await proof(item, addDays(today, -83));
    expect(refused(await ask()).code).toBe("sent-for-approval");
  });

  test("is asked for by somebody who vouches for each criterion, and may", async () => {
    await proven();
    expect(refused(await ask({ attested: criteria.slice(1) }), "invalid-input").issues).toMatchObject([
      { path: "attested", message: expect.stringContaining("1 point is missing") },
    ]);
    expect(refused(await ask({ reason: "" }), "invalid-input").issues[0]?.path).toBe("reason");
    expect(
      refused(await passGate({ systemId, gate: DESIGN, reason, attested: criteria }, as("sara"))).code,
    ).toBe("forbidden");
  });

  test("takes two persons, then the system is in its next phase, with what it stood on kept", async () => {
    const item = await proven();
    const open = await must();
    expect((await except(open))?.state).toBe("executed");
    const asked = await ask();
    expect((await designGate()).phase).toBe("design");
    expect((await signedBy(as("mei"), asked)).state).toBe("executed");
    const { phase, gate } = await designGate();
    expect(phase).toBe("implementation");
    expect(gate).toMatchObject({ passed: { number: 1, reason, by: { name: "Jonas Weber" } }, lost: null });
    const [passage] = await listPassages(reader(), systemId);
    expect(passage?.snapshot.criteria).toEqual(criteria);
    expect(passage?.snapshot.items.map(({ id, stood }) => [id, stood.slice(0, 12)])).toEqual([
      [item.id, "Proven until"],
      [open.id, "Left open by"],
    ]);
  });

  test("is not signed by those who added its evidence", async () => {
    const item = await proven();
    await proof(item, today, "ana");
    const asked = await ask();
    await expect(signedBy(as("ana"), asked)).rejects.toThrow("refused");
    expect((await sentRequest(asked)).state).toBe("pending");
    expect((await signedBy(as("mei"), asked)).state).toBe("executed");
  });

  test("comes after the gate before it", async () => {
    await proven();
    const next = (await phaseGates()).find(({ id }) => id === "implementation-to-deployment");
    const attested = next ? criteriaOf(next).map(({ id }) => id) : [];
    expect(refused(await ask({ gate: next?.id, attested }), "refused").reason).toContain("is not passed yet");
  });
});

describe("what was signed of a gate", () => {
  test("is not overtaken by more proof, nor by an open item that gets proven", async () => {
    const item = await proven();
    const open = await must();
    await except(open);
    const asked = await ask();
    await proof(item, today);
    await say(open, "done");
    await proof(open);
    await proven();
    expect((await signedBy(as("mei"), asked)).state).toBe("executed");
  });

  test("is overtaken where an item is re-opened", async () => {
    const item = await proven();
    const asked = await ask();
    await say(item, "in-progress");
    const { state, outcome } = await signedBy(as("mei"), asked);
    expect([state, outcome]).toEqual(["stale", expect.stringContaining("Blocks: In progress")]);
    expect(await listPassages(reader(), systemId)).toEqual([]);
  });

  test("is overtaken where a new must-item is open", async () => {
    await proven();
    const asked = await ask();
    const item = await must();
    const { state, outcome } = await signedBy(as("mei"), asked);
    expect([state, outcome]).toEqual([
      "stale",
      expect.stringContaining(`${item.text.title} came in addition`),
    ]);
  });

  test("is overtaken where an exception ends, or holds longer than was read", async () => {
    const open = await must();
    await except(open);
    const first = await ask();
    await except(open, addDays(today, 60));
    expect((await signedBy(as("mei"), first)).state).toBe("stale");
    const second = await ask();
    const { rows } = await pool().query<{ id: string }>(
      "select id from exception where system_id = $1 and ended_at is null",
      [systemId],
    );
    await run("checklists.end-exception", { systemId, exceptionId: rows[0]?.id }, as("jonas"));
    expect((await signedBy(as("mei"), second)).state).toBe("stale");
  });
});

describe("a gate that was passed", () => {
  test("keeps the phase, but is no longer covered since the day on which proof or an exception ended", async () => {
    const item = await proven(30);
    const open = await must();
    await except(open, addDays(today, 60));
    await signedBy(as("mei"), await ask());
    const expires = addDays(today, 30);
    expect((await designGate(addDays(today, 29))).gate?.lost).toBeNull();
    const after = await designGate(expires);
    expect(after.phase).toBe("implementation");
    expect(after.gate?.lost).toMatchObject({ since: expires, items: [{ id: item.id }] });
    const lapsed = (await designGate(addDays(today, 60))).gate?.lost;
    expect(lapsed?.items.map(({ id }) => id)).toEqual([item.id, open.id]);
  });

  test("is re-opened by a new zone and by new data, and passed again under the next number", async () => {
    await proven();
    await signedBy(as("mei"), await ask());
    const zone = { op: "save", kind: "zone", name: "Partner", trust: 1, coordination: "none" };
    await run("architecture.save-elements", { systemId, elements: [zone] }, as("jonas"));
    expect((await designGate()).gate?.lost?.reopenedBy).toEqual(["The zone Z-1 Partner is new."]);
    expect((await signedBy(as("mei"), await ask())).state).toBe("executed");
    expect((await designGate()).gate).toMatchObject({ lost: null, passed: { number: 2 } });
  });

  test("can't be written beside the gate, changed or erased", async () => {
    const insert = `insert into phase_gate (id, system_id, gate, number, passed_by, reason, snapshot, at)
      values (gen_random_uuid(), $1, $2, 9, $3, 'alone', '{}', now())`;
    await expect(pool().query(insert, [systemId, DESIGN, ids.jonas])).rejects.toThrow("two persons");
    await proven();
    await signedBy(as("mei"), await ask());
    await expect(pool().query("update phase_gate set number = 2")).rejects.toThrow("permission denied");
    await expect(pool().query("delete from phase_gate")).rejects.toThrow("permission denied");
  });
});
