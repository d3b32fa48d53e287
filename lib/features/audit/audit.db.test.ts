import { beforeAll, expect, test } from "vitest";
import { appendAudit } from "@/lib/db/audit";
import { type AuditFilter, findAuditEntry, findNewerAuditPage, listAuditEntries } from "@/lib/db/audit-log";
import { reader } from "@/lib/db/client";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import { asJob } from "@/lib/server/job";

const ANA = "0190a1b2-0000-7000-8000-000000000001" as UserId;
const VAULT = "0190a1b2-0000-7000-8000-00000000000a" as SystemId;
const LEDGER = "0190a1b2-0000-7000-8000-00000000000b" as SystemId;
const ALL: AuditFilter = {
  actorId: null,
  action: null,
  outcome: null,
  systemId: null,
  fromMs: null,
  toMs: null,
  words: [],
  hidden: [],
};
const PAGE = 10;
const list = (filter: Partial<AuditFilter>, before: bigint | null = null) =>
  listAuditEntries(reader(), { ...ALL, ...filter }, before, PAGE);

/** A sign-in first, then 24 entries about two systems; every fifth was denied. */
const stepOf = (n: number) => ({
  actorId: ANA,
  action: n % 2 ? "systems.edit" : "checklists.edit-item",
  outcome: n % 5 === 0 ? ("denied" as const) : ("done" as const),
  subject: "system",
  subjectId: VAULT,
  systemId: n % 3 ? VAULT : LEDGER,
  detail: { about: `Step ${n} of "Größe" 100%`, ...(n === 7 && { reason: "needle" }) },
});
const signIn = {
  ...stepOf(1),
  actorId: null,
  action: "people.sign-in",
  subject: "person",
  subjectId: ANA,
  systemId: null,
};

beforeAll(async () => {
  await asJob((tx) => appendAudit(tx, signIn));
  for (let n = 2; n <= 25; n++) await asJob((tx) => appendAudit(tx, stepOf(n)));
});

test("pages lead back and forth over the same entries", async () => {
  const first = await list({});
  const second = await list({}, BigInt(first.at(-1)?.id ?? 0));
  const third = await list({}, BigInt(second.at(-1)?.id ?? 0));
  expect([first, second, third].map((page) => page.length)).toEqual([10, 10, 5]);
  const newer = (page: typeof first) =>
    findNewerAuditPage(reader(), ALL, BigInt(page[0]?.id ?? 0) + 1n, PAGE);
  expect(await list({}, await newer(third))).toEqual(second);
  expect(await newer(second)).toBeNull();
});

test("what a person did holds what they did before they were signed in", async () => {
  const found = await listAuditEntries(reader(), { ...ALL, actorId: ANA }, null, 100);
  expect(found).toHaveLength(25);
  expect(found.at(-1)?.action).toBe("people.sign-in");
});

test("filters narrow by action, outcome, system and every word, whatever characters it has", async () => {
  const found = async (filter: Partial<AuditFilter>) =>
    (await listAuditEntries(reader(), { ...ALL, ...filter }, null, 100)).length;
  expect(await found({ action: "systems." })).toBe(12);
  expect(await found({ outcome: "denied" })).toBe(5);
  expect(await found({ systemId: LEDGER })).toBe(8);
  expect(await found({ words: ["NEEDLE", "größe"] })).toBe(1);
  expect(await found({ words: ["100%"] })).toBe(25);
  expect(await found({ words: ["_eedle"] })).toBe(0);
});

test("entries about a hidden system are left out, one by one as well", async () => {
  const found = await listAuditEntries(reader(), { ...ALL, hidden: [LEDGER] }, null, 100);
  expect(found).toHaveLength(17);
  const [entry] = await list({ systemId: LEDGER });
  const id = BigInt(entry?.id ?? 0);
  expect(await findAuditEntry(reader(), id, [LEDGER])).toBeNull();
  expect((await findAuditEntry(reader(), id, [VAULT]))?.id).toBe(entry?.id);
  expect(await findAuditEntry(reader(), 10n ** 17n, [])).toBeNull();
});
