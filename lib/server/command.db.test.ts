import { beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { inTransaction, reader, revise, type Tx } from "@/lib/db/client";
import { insertPerson } from "@/lib/db/people";
import { insertSession } from "@/lib/db/sessions";
import type { UserId } from "@/lib/domain/kernel/ids";
import { err, ok } from "@/lib/domain/kernel/result";
import type { Role } from "@/lib/domain/people/capability";
import type { Caller } from "./caller";
import { defineCommand, nothingBefore } from "./command";
import "./database";
import { hashToken, makeToken } from "./token";

type Known = { readonly id: UserId; readonly caller: Caller };

async function somebody(name: string, role: Role): Promise<Known> {
  const token = makeToken();
  return inTransaction(async (tx) => {
    const person = { email: `${name}@example.com`, handle: name, name, role, passwordHash: "none" };
    const { id } = await insertPerson(tx, person);
    await insertSession(tx, { userId: id, tokenHash: hashToken(token), address: "test", agent: "test" });
    return { id, caller: { kind: "session", token, address: name, agent: "", idempotencyKey: null } };
  });
}

const sql = () => reader().sql;
const trail = (action: string) => sql().auditEntry.findMany({ where: { action }, orderBy: { id: "asc" } });
const handles = async () =>
  (await sql().user.findMany({ select: { handle: true } })).map(({ handle }) => handle);

/** A command that leaves a visible row: a setup token of that name. */
const leave = (tx: Tx, name: string) => tx.sql.setupToken.create({ data: { tokenHash: name } });
const left = async (name: string) => (await sql().setupToken.count({ where: { tokenHash: name } })) === 1;

const spec = {
  input: z.strictObject({ name: z.string() }),
  permission: "people:manage" as const,
  approval: "never" as const,
  before: nothingBefore,
  audit: () => ({ subject: "test", subjectId: null, detail: { about: "a test" } }),
};

let admin: Known;
let viewer: Known;
beforeAll(async () => {
  admin = await somebody("adam", "admin");
  viewer = await somebody("vera", "viewer");
});

describe("the gate", () => {
  test("writes the row, its revision under a change number, and exactly one entry, together", async () => {
    const command = defineCommand({
      ...spec,
      name: "test.write",
      run: async ({ tx, input }) => {
        await leave(tx, input.name);
        revise(tx, { aggregate: "test", id: input.name, version: 1, snapshot: { name: input.name } });
        return ok(1);
      },
    });
    expect(await command({ name: "together" }, admin.caller)).toEqual(ok(1));
    expect(await left("together")).toBe(true);
    const revision = await sql().revision.findFirstOrThrow({
      where: { aggregateId: "together" },
      include: { change: true },
    });
    expect(revision.change).toMatchObject({ command: "test.write", actorId: admin.id });
    expect(await trail("test.write")).toMatchObject([{ actorId: admin.id, outcome: "done" }]);
  });

  test("prepares outside of the transaction, for who may, and not again for a form that has its answer", async () => {
    const prepare = vi.fn(async ({ input }: { input: { name: string } }) =>
      input.name === "unreadable" ? err({ code: "refused" as const, reason: "no" }) : ok(input.name.length),
    );
    const command = defineCommand({
      ...spec,
      name: "test.prepare",
      prepare,
      before: async ({ prepared }) => ok(prepared),
      run: async ({ before }) => ok(before),
    });
    expect(await command({ name: "four" }, viewer.caller)).toMatchObject({ error: { code: "forbidden" } });
    expect(prepare).not.toHaveBeenCalled();
    const sent = { ...admin.caller, idempotencyKey: "prepared-1" } as Caller;
    expect([await command({ name: "four" }, sent), await command({ name: "four" }, sent)]).toEqual([
      ok(4),
      ok(4),
    ]);
    expect(prepare).toHaveBeenCalledTimes(1);
    expect(await command({ name: "unreadable" }, admin.caller)).toMatchObject({ error: { reason: "no" } });
    expect(await trail("test.prepare")).toMatchObject([{ outcome: "denied" }, { outcome: "done" }]);
  });

  test("keeps no prepared input for a second person", () => {
    const both = { ...spec, name: "test.both" as const, prepare: async () => ok(1), approval: () => null };
    expect(() => defineCommand({ ...both, run: async () => ok(1) })).toThrow("second person");
  });

  test("says who is missing before it says what is malformed", async () => {
    const command = defineCommand({ ...spec, name: "test.order", run: async () => ok(1) });
    const stranger: Caller = {
      kind: "session",
      token: "x".repeat(43),
      address: "stranger",
      agent: "",
      idempotencyKey: null,
    };
    expect(await command({ nonsense: 1 }, stranger)).toMatchObject({
      ok: false,
      error: { code: "unauthenticated" },
    });
    expect(await command({ nonsense: 1 }, admin.caller)).toMatchObject({
      ok: false,
      error: { code: "invalid-input" },
    });
  });

  test("a denial is recorded, and nothing else is written", async () => {
    const run = vi.fn(async () => ok(1));
    const command = defineCommand({ ...spec, name: "test.denied", run });
    expect(await command({ name: "x" }, viewer.caller)).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
    expect(run).not.toHaveBeenCalled();
    expect(await trail("test.denied")).toMatchObject([{ outcome: "denied", actorId: viewer.id }]);
  });

  test("a burst of denials does not flush the trail", async () => {
    const command = defineCommand({ ...spec, name: "test.burst", run: async () => ok(1) });
    for (let n = 0; n < 40; n++) await command({ name: "x" }, viewer.caller);
    expect(await trail("test.burst")).toHaveLength(20);
  });

  test("a refusal after a write leaves no half write, no revision and no entry", async () => {
    const command = defineCommand({
      ...spec,
      name: "test.half",
      run: async ({ tx }) => {
        await leave(tx, "half");
        revise(tx, { aggregate: "test", id: "half", version: 1, snapshot: {} });
        return err({ code: "refused" as const, reason: "no" });
      },
    });
    expect((await command({ name: "x" }, admin.caller)).ok).toBe(false);
    expect(await left("half")).toBe(false);
    expect(await sql().revision.count({ where: { aggregateId: "half" } })).toBe(0);
    expect(await trail("test.half")).toEqual([]);
  });

  test("a failing entry takes the write with it", async () => {
    const command = defineCommand({
      ...spec,
      name: "test.unrecorded",
      audit: () => ({ subject: "test", subjectId: null, detail: { about: "x", after: Number.NaN } }),
      run: async ({ tx }) => {
        await leave(tx, "unrecorded");
        return ok(1);
      },
    });
    await expect(command({ name: "x" }, admin.caller)).rejects.toThrow("NaN");
    expect(await left("unrecorded")).toBe(false);
  });

  test("what needs a second person does not run", async () => {
    const run = vi.fn(async () => ok(1));
    const command = defineCommand({
      ...spec,
      name: "test.critical",
      approval: ({ input }) =>
        input.name === "critical"
          ? { about: "Something critical", reason: "This is critical.", asked: "It has to be.", changes: [] }
          : null,
      run,
    });
    expect(await command({ name: "critical" }, admin.caller)).toMatchObject({
      ok: false,
      error: { code: "sent-for-approval", number: 1 },
    });
    expect(run).not.toHaveBeenCalled();
    expect(await command({ name: "harmless" }, admin.caller)).toEqual(ok(1));
  });

  test("a lost right counts at once, for a session that is open", async () => {
    const leaving = await somebody("lena", "admin");
    const command = defineCommand({ ...spec, name: "test.rights", run: async () => ok(1) });
    expect((await command({ name: "x" }, leaving.caller)).ok).toBe(true);
    await sql().user.update({ where: { id: leaving.id }, data: { role: "viewer" } });
    expect(await command({ name: "x" }, leaving.caller)).toMatchObject({ error: { code: "forbidden" } });
    await sql().user.update({ where: { id: leaving.id }, data: { status: "locked" } });
    expect(await command({ name: "x" }, leaving.caller)).toMatchObject({
      error: { code: "unauthenticated" },
    });
  });

  test("somebody with a temporary password does nothing before choosing one", async () => {
    const newcomer = await somebody("nina", "admin");
    await sql().user.update({ where: { id: newcomer.id }, data: { mustChangePassword: true } });
    const command = defineCommand({ ...spec, name: "test.newcomer", run: async () => ok(1) });
    expect(await command({ name: "x" }, newcomer.caller)).toMatchObject({ error: { code: "forbidden" } });
  });

  test("one form sent ten times at once is carried out once, and every answer is the same", async () => {
    const command = defineCommand({
      ...spec,
      name: "test.twice",
      run: async ({ tx, input }) => {
        const { id } = await insertPerson(tx, {
          email: `${input.name}@example.com`,
          handle: input.name,
          name: input.name,
          role: "viewer",
          passwordHash: "none",
        });
        return ok({ id });
      },
    });
    const caller: Caller = {
      ...(admin.caller as Extract<Caller, { kind: "session" }>),
      idempotencyKey: "form-0001",
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => command({ name: "once" }, caller)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await handles()).filter((handle) => handle.startsWith("once"))).toEqual(["once"]);
    expect(await trail("test.twice")).toHaveLength(1);
  });

  test("a key of one form is refused for another", async () => {
    const caller: Caller = {
      ...(admin.caller as Extract<Caller, { kind: "session" }>),
      idempotencyKey: "form-0001",
    };
    const other = defineCommand({ ...spec, name: "test.other", run: async () => ok(1) });
    expect(await other({ name: "x" }, caller)).toMatchObject({ error: { code: "refused" } });
  });

  test("work by the clock is closed to people", async () => {
    const command = defineCommand({ ...spec, permission: "job", name: "test.job", run: async () => ok(1) });
    expect(await command({ name: "x" }, admin.caller)).toMatchObject({ error: { code: "forbidden" } });
    expect(await command({ name: "x" }, { kind: "job", name: "test" })).toEqual(ok(1));
  });
});

describe("history in the database", () => {
  test.each(["change", "revision", "audit_entry"])(
    "%s can't be rewritten, emptied or deleted from",
    async (table) => {
      for (const statement of [
        `update ${table} set ctid = ctid`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ])
        await expect(sql().$executeRawUnsafe(statement)).rejects.toThrow();
      expect(await sql().auditEntry.count()).toBeGreaterThan(0);
    },
  );

  test("the leaf holds no name and commits to the readable part", async () => {
    const { createHash } = await import("node:crypto");
    const entry = await sql().auditEntry.findFirstOrThrow({
      where: { action: "test.write" },
      include: { detail: true },
    });
    const detail = createHash("sha256").update(entry.detail!.salt).update(entry.detail!.text).digest("hex");
    expect(JSON.parse(entry.leaf)).toMatchObject({ v: 1, action: "test.write", actorId: admin.id, detail });
    expect(entry.leaf).not.toContain("adam");
  });

  test("the last administrator stays, even for two who leave at once", async () => {
    await sql().user.updateMany({
      where: { role: "admin", id: { not: admin.id }, status: "active" },
      data: { role: "viewer" },
    });
    const second = await somebody("ada", "admin");
    const leave = (id: UserId) => sql().user.update({ where: { id }, data: { status: "locked" } });
    const outcomes = await Promise.allSettled([leave(admin.id), leave(second.id)]);
    expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect(await sql().user.count({ where: { role: "admin", status: "active" } })).toBe(1);
  });
});
