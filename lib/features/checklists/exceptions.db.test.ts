import { beforeAll, describe, expect, test } from "vitest";
import { pool, reader } from "@/lib/db/client";
import { listExceptions, listExceptionsEnding, listStandingExceptions } from "@/lib/db/exceptions";
import type { Item } from "@/lib/domain/checklists/item";
import type { InstantMs, SystemId, UserId, UtcDate } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";
import { addDays, utcDateOf } from "@/lib/domain/kernel/utc-date";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";
import { again, freshItem as freshItemOf, standingOf } from "@/lib/testing/checklist-items";
import { got, refused, run } from "@/lib/testing/commands";
import { withoutStepUp } from "@/lib/testing/critical";
import { organisationOf } from "@/lib/testing/people";
import { editItem } from "./commands/answer";
import { endException, exceptItem } from "./commands/except";

const PEOPLE = [
  ["Olu Adeyemi", "olu", "admin"],
  ["Jonas Weber", "jonas", "engineer"],
  ["Mei Lin", "mei", "approver"],
  ["Sara Haddad", "sara", "viewer"],
] as const;
type Name = (typeof PEOPLE)[number][1];

let ids: Record<Name, UserId>;
let systemId: SystemId;
const today = utcDateOf(Date.now() as InstantMs);
const as = (name: Name): Caller => ({ kind: "person", userId: ids[name] });
const reason = "Replaced with the next release.";

const freshItem = (must: boolean) => freshItemOf(systemId, as("jonas"), { must });
const stateOf = (item: Item, day: UtcDate = today) => standingOf(item, day);
const wanted = (item: Item, over: object = {}) => ({
  systemId,
  itemId: item.id,
  version: item.version,
  kind: "accept",
  reason,
  ownerId: ids.jonas,
  expiresOn: addDays(today, 30),
  ...over,
});

async function sign(result: Result<unknown, Refusal>, by: Name = "mei"): Promise<string> {
  const sent = refused(result);
  if (sent.code !== "sent-for-approval") throw new Error(JSON.stringify(sent));
  const { rows } = await pool().query<{ payload_hash: string }>(
    "select payload_hash from approval_request where id = $1",
    [sent.requestId],
  );
  const vote = { requestId: sent.requestId, systemId, payloadHash: rows[0]?.payload_hash, reason };
  await run("approvals.approve", vote, as(by));
  const after = await pool().query<{ state: string }>("select state from approval_request where id = $1", [
    sent.requestId,
  ]);
  return after.rows[0]?.state ?? "";
}

beforeAll(async () => {
  await withoutStepUp();
  ids = await organisationOf(PEOPLE);
  const facts = { name: "Vault", slug: "vault", type: "microservices", description: "", criticality: 3 };
  systemId = (await run<{ id: SystemId }>("systems.create", { ...facts, ownerId: ids.jonas }, as("olu"))).id;
});

describe("an exception of an item", () => {
  test("takes two persons, then stands until its day with its number, owner and request", async () => {
    const item = await freshItem(true);
    const asked = await exceptItem(wanted(item), as("jonas"));
    expect(refused(asked).code).toBe("sent-for-approval");
    expect((await again(item)).exception).toBeNull();
    expect(await sign(asked)).toBe("executed");
    expect((await again(item)).exception).toMatchObject({ kind: "accept", reason });
    expect(await stateOf(item)).toMatchObject({ state: "unknown", remark: { kind: "exception" } });
    expect((await stateOf(item, addDays(today, 30))).remark).toEqual({ kind: "nobody-answered" });
    const [exception] = await listExceptions(reader(), systemId);
    expect(exception).toMatchObject({
      target: { kind: "item", itemId: item.id },
      owner: { name: "Jonas Weber" },
      expiresOn: addDays(today, 30),
      endedAtMs: null,
    });
    expect(exception?.requestNumber).toBeGreaterThan(0);
    expect(await listStandingExceptions(reader(), systemId, today)).toEqual(new Map());
    const ending = async (from: number, to: number) =>
      (await listExceptionsEnding(reader(), addDays(today, from), addDays(today, to))).map(({ id }) => id);
    expect(await ending(30, 31)).toContain(exception?.id);
    expect([...(await ending(0, 30)), ...(await ending(31, 60))]).not.toContain(exception?.id);
  });

  test("leaves a must-item out of the count; for other items nobody needs to be asked", async () => {
    const item = await freshItem(true);
    expect(await sign(await exceptItem(wanted(item, { kind: "not-applicable" }), as("jonas")))).toBe(
      "executed",
    );
    expect(await stateOf(item)).toMatchObject({ state: "not-applicable", credit: null });
    const other = await freshItem(false);
    expect(refused(await exceptItem(wanted(other, { kind: "not-applicable" }), as("jonas"))).code).toBe(
      "refused",
    );
  });

  test("is overtaken where somebody answered meanwhile", async () => {
    const item = await freshItem(true);
    const asked = await exceptItem(wanted(item), as("jonas"));
    got(await editItem({ systemId, itemId: item.id, version: 1, status: "in-progress" }, as("jonas")));
    expect(await sign(asked)).toBe("stale");
    expect((await again(item)).exception).toBeNull();
  });

  test("gets another term by another request, and ends early by one person", async () => {
    const item = await freshItem(true);
    await sign(await exceptItem(wanted(item), as("jonas")));
    const first = (await again(item)).exception;
    const longer = { expiresOn: addDays(today, 90) };
    expect(await sign(await exceptItem(wanted(item, longer), as("jonas")))).toBe("executed");
    const all = (await listExceptions(reader(), systemId)).filter(
      ({ target }) => target.kind === "item" && target.itemId === item.id,
    );
    expect(all.map(({ endedAtMs }) => endedAtMs === null)).toEqual([true, false]);
    expect(all[0]?.number).toBeGreaterThan(first?.number ?? 0);
    const exceptionId = all[0]?.id;
    expect(refused(await endException({ systemId, exceptionId }, as("sara"))).code).toBe("forbidden");
    got(await endException({ systemId, exceptionId }, as("jonas")));
    expect((await again(item)).exception).toBeNull();
    expect(refused(await endException({ systemId, exceptionId }, as("jonas"))).code).toBe("refused");
    const revisions = await reader().sql.revision.findMany({
      where: { aggregate: "exception", aggregateId: exceptionId ?? "" },
    });
    expect(revisions.map(({ version }) => version)).toEqual([1, 2]);
  });

  test.each([
    ["without a reason", { reason: "no" }, "reason"],
    ["for ever", { expiresOn: addDays(today, 366) }, "expiresOn"],
    ["until today", { expiresOn: today }, "expiresOn"],
    ["with an owner who has no account", { ownerId: "01890000-0000-7000-8000-000000000000" }, "ownerId"],
  ])("is not asked for %s", async (_what, over, path) => {
    const item = await freshItem(true);
    expect(refused(await exceptItem(wanted(item, over), as("jonas")))).toMatchObject({
      code: "invalid-input",
      issues: [{ path }],
    });
  });
});

test("a finding that the architecture doesn't give can't be accepted", async () => {
  const accept = registry.get("threats.accept-finding");
  const input = { ...wanted(await freshItem(true)), ruleId: "no-such-rule", elementId: systemId };
  const { itemId: _item, version: _version, ...rest } = input;
  expect(refused((await accept?.(rest, as("jonas"))) ?? { ok: true, value: null }).code).toBe("not-found");
});
