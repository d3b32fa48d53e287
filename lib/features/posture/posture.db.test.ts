import { beforeAll, describe, expect, it } from "vitest";
import { listItems, listItemsForCounting } from "@/lib/db/checklists";
import { databaseNow, inTransaction, reader } from "@/lib/db/client";
import { insertPerson } from "@/lib/db/people";
import {
  listMarkedSystems,
  listSystemsToSummarise,
  type RecordedSummary,
  writeSummary,
} from "@/lib/db/posture-summaries";
import { countWaitingBySystem } from "@/lib/db/waiting-requests";
import { progressOfSystem } from "@/lib/domain/checklists/system-progress";
import type { InstantMs, SystemId, UserId, UtcDate } from "@/lib/domain/kernel/ids";
import { addDays, utcDateOf } from "@/lib/domain/kernel/utc-date";
import { recordSummaries } from "@/lib/jobs/record-summaries";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";
import {
  computeSummary,
  currentFormula,
  isCurrent,
  summariesOfSystems,
  summaryOfSystem,
} from "@/lib/server/posture-summaries";
import { recordSummary } from "./commands";
import "@/lib/server/database";

const JOB: Caller = { kind: "job", name: "test" };
const DAY_MS = 86_400_000;
const sql = () => reader().sql;

async function run<T>(name: string, input: unknown, caller: Caller): Promise<T> {
  const result = await registry.get(name)?.(input, caller);
  if (!result?.ok) throw new Error(`${name}: ${JSON.stringify(result)}`);
  return result.value as T;
}

let ana: UserId;
let nowMs: InstantMs;
let today: UtcDate;
beforeAll(async () => {
  const person = {
    email: "ana@example.com",
    handle: "ana",
    name: "Ana",
    role: "admin",
    passwordHash: "none",
  } as const;
  ana = (await inTransaction((tx) => insertPerson(tx, person))).id;
  await run("checklists.publish-built-in", {}, JOB);
  nowMs = await databaseNow(reader());
  today = utcDateOf(nowMs);
});

const as = (userId: UserId): Caller => ({ kind: "person", userId });

/** A system with its checklists, changed this very second. */
async function register(slug: string): Promise<SystemId> {
  const facts = { name: slug, slug, type: "microservices", description: "", ownerId: ana, criticality: 3 };
  return (await run<{ id: SystemId }>("systems.create", facts, as(ana))).id;
}

/** A system without any history: nothing about it can still be on its way. */
async function settled(slug: string): Promise<SystemId> {
  const rows = await sql().$queryRaw<{ id: string }[]>`
    insert into system (id, slug, name, type, description, owner_id, criticality, data_classes, regulations, tags)
    values (gen_random_uuid(), ${slug}, ${slug}, 'edge', '', ${ana}::uuid, 1, '{}', '{}', '{}') returning id`;
  return rows[0]?.id as SystemId;
}

async function marked(id: SystemId) {
  const found = (await listMarkedSystems(reader(), [id])).get(id);
  if (!found) throw new Error("the system is gone");
  return found;
}

async function computed(id: SystemId): Promise<RecordedSummary> {
  const made = await computeSummary(reader(), id, (await marked(id)).mark, today);
  if (!made) throw new Error("the system is gone");
  return made;
}

const stale = async (day: UtcDate = today) =>
  listSystemsToSummarise(reader(), day, await currentFormula(reader()), 1_000);

describe("recording the numbers of a system", () => {
  it("keeps exactly what is computed, and writes nothing to the log", async () => {
    const id = await register("exact");
    const entries = await sql().auditEntry.count();
    expect(await recordSummary({ systemId: id }, JOB)).toEqual({ ok: true, value: { recorded: true } });
    const { recorded, mark } = await marked(id);
    expect(recorded).toEqual(await computed(id));
    expect(recorded?.changeNumber).toBe(mark.changeNumber);
    expect(recorded?.summary.score).toMatchObject({ scored: false, reason: "mostly-unknown" });
    expect(await sql().auditEntry.count()).toBe(entries);
  });

  it("by two instances at once leaves one row, made once", async () => {
    const id = await settled("twice");
    const results = await Promise.all([1, 2, 3, 4].map(() => recordSummary({ systemId: id }, JOB)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(results.filter((result) => result.ok && result.value.recorded)).toHaveLength(1);
    expect(await sql().postureSummary.count({ where: { systemId: id } })).toBe(1);
    expect((await marked(id)).recorded).toEqual(await computed(id));
  });

  it("is refused to people", async () => {
    const id = await settled("refused");
    expect(await recordSummary({ systemId: id }, as(ana))).toMatchObject({ ok: false });
  });

  it("never puts older numbers in place of newer ones", async () => {
    const id = await settled("monotone");
    const now = await computed(id);
    const write = (more: Partial<RecordedSummary>) =>
      inTransaction((tx) => writeSummary(tx, id, { ...now, ...more }));
    await write({ changeNumber: 7n, asOf: today });
    await write({ changeNumber: 6n, asOf: today });
    await write({ changeNumber: 7n, asOf: addDays(today, -1) });
    await write({ changeNumber: 9n, version: now.version - 1 });
    expect((await marked(id)).recorded).toMatchObject({ changeNumber: 7n, asOf: today });
    await write({ changeNumber: 8n, asOf: today });
    expect((await marked(id)).recorded).toMatchObject({ changeNumber: 8n });
  });

  it("is due again after a change, on another day and with another catalogue, and not otherwise", async () => {
    const id = await settled("due");
    expect(await stale()).toContain(id);
    await recordSummary({ systemId: id }, JOB);
    expect(await stale()).not.toContain(id);
    expect(await stale(addDays(today, 1))).toContain(id);
    const formula = await currentFormula(reader());
    expect(
      await listSystemsToSummarise(reader(), today, { ...formula, catalogueHash: "another" }, 1_000),
    ).toContain(id);
    expect(
      await listSystemsToSummarise(reader(), today, { ...formula, version: formula.version + 1 }, 1_000),
    ).toContain(id);
    // Numbers of a newer program stay: this one would only undo them.
    expect(
      await listSystemsToSummarise(reader(), today, { ...formula, version: formula.version - 1 }, 1_000),
    ).not.toContain(id);
    await run(
      "systems.edit",
      {
        systemId: id,
        version: 1,
        name: "due",
        slug: "due",
        type: "edge",
        description: "new",
        ownerId: ana,
        criticality: 2,
      },
      as(ana),
    );
    expect(await stale()).toContain(id);
  });

  it("happens by the clock, a bounded number at a time", async () => {
    const ids = await Promise.all(["clock-1", "clock-2", "clock-3"].map(settled));
    for (let round = 0; round < 5 && (await stale()).length > 0; round++)
      expect(await recordSummaries()).toBeLessThanOrEqual(25);
    const left = await stale();
    for (const id of ids) expect(left).not.toContain(id);
  });
});

describe("numbers on screens", () => {
  it("are not taken from what was recorded while changes may still be on their way", async () => {
    const id = await register("on-its-way");
    await recordSummary({ systemId: id }, JOB);
    const { recorded, mark } = await marked(id);
    expect(mark.settled).toBe(false);
    expect(isCurrent(recorded, mark, today, await currentFormula(reader()))).toBe(false);
    const shown = (await summariesOfSystems(reader(), [id], nowMs)).get(id);
    expect(shown).toMatchObject({ current: true, summary: (await computed(id)).summary });
  });

  it("of a list whose time is up are the recorded ones, with their day", async () => {
    const [old, none] = [await settled("old-day"), await settled("no-day")];
    await recordSummary({ systemId: old }, JOB);
    const tomorrow = (nowMs + DAY_MS) as InstantMs;
    const shown = await summariesOfSystems(reader(), [old, none], tomorrow, 0);
    expect(shown.get(old)).toMatchObject({ asOf: today, current: false });
    expect(shown.has(none)).toBe(false);
    const inTime = await summariesOfSystems(reader(), [old, none], tomorrow, 10_000);
    expect([...inTime.values()].map(({ current, asOf }) => [current, asOf])).toEqual([
      [true, addDays(today, 1)],
      [true, addDays(today, 1)],
    ]);
  });

  it("are the same in the ledger and in lists, recorded or not", async () => {
    const id = await settled("same");
    const before = await summaryOfSystem(reader(), id, nowMs);
    await recordSummary({ systemId: id }, JOB);
    const after = await summaryOfSystem(reader(), id, nowMs);
    const listed = (await summariesOfSystems(reader(), [id], nowMs)).get(id);
    expect(after).toEqual(before);
    expect(listed).toMatchObject({ current: true, summary: before });
  });

  it("of nothing are none", async () => {
    expect((await summariesOfSystems(reader(), [], nowMs)).size).toBe(0);
    expect((await countWaitingBySystem(reader(), [])).size).toBe(0);
    const nowhere = "00000000-0000-7000-8000-000000000000" as SystemId;
    expect(await summaryOfSystem(reader(), nowhere, nowMs)).toBeNull();
  });

  it("count the same proofs whether one system is read or many", async () => {
    const id = await register("counted");
    const [item] = await listItems(reader(), id, "operations");
    if (!item) throw new Error("the checklist is empty");
    const done = { systemId: id, itemId: item.id, version: item.version, status: "done" };
    await run("checklists.edit-item", done, as(ana));
    const link = { url: "https://example.com/proof", title: "Proof", note: "", effectiveOn: today };
    await run("checklists.add-link", { systemId: id, itemId: item.id, ...link }, as(ana));
    const kind = { type: "microservices", dataClasses: [], regulations: [] } as const;
    const one = progressOfSystem(await listItems(reader(), id, null), kind, today);
    const many = progressOfSystem(await listItemsForCounting(reader(), [id]), kind, today);
    expect(one.overall.byState.proven).toBe(1);
    expect(many).toEqual(one);
  });
});
