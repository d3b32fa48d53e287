import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { inTransaction, pool, reader } from "@/lib/db/client";
import { insertInstallation } from "@/lib/db/installation";
import { insertPerson } from "@/lib/db/people";
import type { ApprovalRequestId, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { Role } from "@/lib/domain/people/capability";
import { approve, expire, reject, withdraw } from "@/lib/features/approvals/commands";
import { settleRequests } from "@/lib/jobs/approvals";
import { registry } from "@/lib/registry";
import { withoutStepUp } from "@/lib/testing/critical";
import type { Caller } from "./caller";
import { defineCommand } from "./command";
import { provideCommands } from "./commands-at-hand";
import "./database";

const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await pool().query(sql, values)).rows as T[];
const count = async (from: string, values: unknown[] = []): Promise<number> =>
  Number((await query<{ n: string }>(`select count(*) as n from ${from}`, values))[0]?.n);

let made = 0;
async function somebody(role: Role): Promise<UserId> {
  const name = `${role}-${++made}`;
  const person = { email: `${name}@example.com`, handle: name, name, role, passwordHash: "none" };
  return (await inTransaction((tx) => insertPerson(tx, person))).id;
}
const as = (userId: UserId): Caller => ({ kind: "person", userId });

function got<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
function refused(result: Result<unknown, Refusal>): Refusal {
  if (result.ok) throw new Error("this should have been refused");
  return result.error;
}

/** The target: the version counter of a system says how often something critical ran; its description is what is changed. */
let system: SystemId;
const valueNow = async () =>
  (await query<{ description: string }>("select description from system where id = $1", [system]))[0]
    ?.description;
const runs = () => count("approval_effect");

const setValue = defineCommand({
  name: "test.set-value",
  input: z.strictObject({ value: z.string().min(1), reason: z.string() }),
  permission: "system:edit",
  scope: () => system,
  before: async ({ tx }) => {
    const rows = await tx.sql.$queryRaw<{ description: string }[]>`
      select description from system where id = ${system}::uuid for update`;
    return ok(rows[0]?.description ?? "");
  },
  approval: ({ before, input }) => ({
    about: `Value becomes ${input.value}`,
    reason: "The value is critical.",
    asked: input.reason,
    changes: [{ field: "Value", before, after: input.value }],
  }),
  run: async ({ tx, input }) => {
    if (input.value === "forbidden value")
      return err({ code: "refused", reason: "This value is never taken." });
    await tx.sql.$executeRaw`update system set description = ${input.value} where id = ${system}::uuid`;
    return ok({ value: input.value });
  },
  audit: ({ input, before }) => ({
    subject: "test",
    subjectId: null,
    systemId: system,
    detail: { about: "Value", before: { value: before }, after: { value: input.value } },
  }),
});

type Open = { readonly requestId: ApprovalRequestId; readonly payloadHash: string; readonly number: number };

async function ask(by: UserId, value = `value ${++made}`): Promise<Open> {
  const sent = refused(await setValue({ value, reason: "Because it has to be." }, as(by)));
  if (sent.code !== "sent-for-approval") throw new Error(JSON.stringify(sent));
  const [row] = await query<{ payload_hash: string }>(
    "select payload_hash from approval_request where id = $1",
    [sent.requestId],
  );
  return { requestId: sent.requestId, number: sent.number, payloadHash: row?.payload_hash ?? "" };
}
const ballot = ({ requestId, payloadHash }: Open) => ({
  requestId,
  payloadHash,
  systemId: system,
  reason: "Read it and agree to it.",
});
const stateOf = async ({ requestId }: Open) =>
  (
    await query<{ state: string; outcome: string | null }>(
      "select state, outcome from approval_request where id = $1",
      [requestId],
    )
  )[0];

/** Lets the time of a request pass, which only the owner of the database could: what guards it is switched off meanwhile. */
async function age({ requestId }: Open, hours: number): Promise<void> {
  const { withConnection } = await import("../../scripts/lib/connection.mjs");
  await withConnection(process.env["DATABASE_ADMIN_URL"] ?? "", async (owner) => {
    await owner.query("begin");
    await owner.query("set local session_replication_role = replica");
    await owner.query(
      `update approval_request set created_at = created_at - make_interval(hours => $2),
         expires_at = expires_at - make_interval(hours => $2) where id = $1`,
      [requestId, hours],
    );
    await owner.query("commit");
  });
}

let jonas: UserId;
let mei: UserId;

beforeAll(async () => {
  await withoutStepUp();
  provideCommands(new Map<string, never>([...registry, ["test.set-value", setValue]] as never));
});

describe("the bootstrap", () => {
  const bootstrap = async () =>
    (await query<{ at: Date | null }>("select bootstrap_closed_at as at from installation"))[0]?.at ?? null;

  test("two-person actions run at once and say so, until two people could sign; then it is closed for good", async () => {
    await inTransaction((tx) => insertInstallation(tx, { organisation: "Meridian Pay", currency: "USD" }));
    const first = await somebody("admin");
    const [row] = await query<{ id: SystemId }>(
      `insert into system (id, slug, name, type, description, owner_id, criticality, data_classes, regulations, tags)
       values (gen_random_uuid(), 'vault', 'Vault', 'microservices', 'as built', $1, 3, '{}', '{}', '{}') returning id`,
      [first],
    );
    system = row?.id as SystemId;
    expect(await bootstrap()).toBeNull();
    expect(got(await setValue({ value: "alone", reason: "Nobody else is here." }, as(first)))).toEqual({
      value: "alone",
    });
    expect(await valueNow()).toBe("alone");
    const [entry] = await query<{ text: string }>(
      "select d.text from audit_detail d join audit_entry a using (entry_id) where a.action = 'test.set-value'",
    );
    expect(JSON.parse(entry?.text ?? "{}")).toMatchObject({ bootstrap: true });

    await somebody("engineer");
    expect(await bootstrap()).toBeNull();
    mei = await somebody("approver");
    expect(await bootstrap()).not.toBeNull();
    expect(refused(await setValue({ value: "alone again", reason: "x" }, as(first)))).toMatchObject({
      code: "sent-for-approval",
      number: 1,
    });
    await query(`update "user" set status = 'locked' where id = $1`, [mei]);
    expect(refused(await setValue({ value: "alone once more", reason: "x" }, as(first))).code).toBe(
      "sent-for-approval",
    );
    await query(`update "user" set status = 'active' where id = $1`, [mei]);
    for (const reopen of [
      "update installation set bootstrap_closed_at = null",
      "update installation set bootstrap_closed_at = now() + interval '1 day'",
      "delete from installation",
    ])
      await expect(query(reopen)).rejects.toThrow();
    jonas = await somebody("engineer");
  });
});

describe("a request", () => {
  test("keeps what was asked, its exact difference and who asked, with one audit entry, and changes nothing", async () => {
    const before = await valueNow();
    const open = await ask(jonas, "a new value");
    expect(await valueNow()).toBe(before);
    const request = await reader().sql.approvalRequest.findUniqueOrThrow({ where: { id: open.requestId } });
    expect(request).toMatchObject({
      command: "test.set-value",
      input: '{"reason":"Because it has to be.","value":"a new value"}',
      asked: "Because it has to be.",
      requesterId: jonas,
      state: "pending",
      systemId: system,
    });
    expect(JSON.parse(request.changes)).toEqual([{ field: "Value", before, after: "a new value" }]);
    expect(request.expiresAt.getTime() - request.createdAt.getTime()).toBe(72 * 3_600_000);
    expect(
      await count("audit_entry where action = 'approvals.request' and subject_id = $1", [open.requestId]),
    ).toBe(1);
    expect(
      refused(await setValue({ value: "a new value", reason: "Because it has to be." }, as(jonas))),
    ).toEqual({
      code: "sent-for-approval",
      requestId: open.requestId,
      number: open.number,
      reason: `You asked for exactly this already: AR-${open.number} waits for a second person.`,
    });
  });

  test("the same form sent again gets the same answer", async () => {
    const { insertSession } = await import("@/lib/db/sessions");
    const { hashToken, makeToken } = await import("./token");
    const token = makeToken();
    await inTransaction((tx) =>
      insertSession(tx, { userId: jonas, tokenHash: hashToken(token), address: "test", agent: "test" }),
    );
    const caller: Caller = { kind: "session", token, address: "x", agent: "", idempotencyKey: "form-ask-1" };
    const input = { value: "sent twice", reason: "Once is enough." };
    const answers = await Promise.all(Array.from({ length: 5 }, () => setValue(input, caller)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await count("approval_request where about like '%sent twice'")).toBe(1);
  });

  test("runs what was stored, as who asked, once a second person approves; effect and entry stand together", async () => {
    const open = await ask(jonas, "approved value");
    expect(got(await approve(ballot(open), as(mei)))).toMatchObject({ state: "scheduled" });
    expect(await valueNow()).toBe("approved value");
    expect(await stateOf(open)).toMatchObject({ state: "executed" });
    const [effect] = await query<{ actor_id: string; text: string }>(
      `select a.actor_id, d.text from approval_effect e join audit_entry a on a.entry_id = e.audit_entry_id
       join audit_detail d on d.entry_id = a.entry_id where e.request_id = $1 and a.action = 'test.set-value'`,
      [open.requestId],
    );
    expect(effect?.actor_id).toBe(jonas);
    expect(JSON.parse(effect?.text ?? "{}")).toMatchObject({
      request: { number: `AR-${open.number}`, payloadHash: open.payloadHash },
    });
    expect(refused(await approve(ballot(open), as(mei))).code).toBe("refused");
  });

  test("a command that cannot read its own input again is a bug, not a request", async () => {
    const lossy = defineCommand({
      name: "test.lossy",
      input: z.strictObject({ on: z.stringbool() }),
      permission: "systems:create",
      before: async () => ok(null),
      approval: () => ({ about: "x", reason: "x", asked: "x", changes: [] }),
      run: async () => ok(null),
      audit: () => null,
    });
    await expect(lossy({ on: "true" }, as(jonas))).rejects.toThrow("can't be kept");
  });
});

describe("the requester", () => {
  test("is refused in the domain, also as somebody who may decide, and the denial is on record", async () => {
    const lead = await somebody("security-lead");
    const open = await ask(lead);
    for (const vote of [approve, reject])
      expect(refused(await vote(ballot(open), as(lead)))).toMatchObject({
        code: "forbidden",
        reason: expect.stringContaining("You asked for"),
      });
    expect(
      await count("audit_entry where action = 'approvals.approve' and outcome = 'denied' and actor_id = $1", [
        lead,
      ]),
    ).toBe(1);
    expect(await stateOf(open)).toMatchObject({ state: "pending" });
  });

  test("is refused once more by Postgres, like a vote for other content or by somebody who may not", async () => {
    const lead = await somebody("security-lead");
    const open = await ask(lead);
    const vote = (voter: UserId, hash: string) =>
      query(
        "insert into approval_vote (request_id, voter_id, vote, reason, payload_hash, at) values ($1, $2, 'approve', 'because of it', $3, now())",
        [open.requestId, voter, hash],
      );
    await expect(vote(lead, open.payloadHash)).rejects.toThrow("of their own");
    await expect(vote(mei, "0".repeat(64))).rejects.toThrow("other content");
    await expect(vote(jonas, open.payloadHash)).rejects.toThrow("may not vote");
    expect(await count("approval_vote where request_id = $1", [open.requestId])).toBe(0);
  });

  test("withdraws it, and nobody else does", async () => {
    const open = await ask(jonas);
    expect(refused(await withdraw({ requestId: open.requestId }, as(mei))).code).toBe("forbidden");
    got(await withdraw({ requestId: open.requestId }, as(jonas)));
    expect(await stateOf(open)).toMatchObject({ state: "withdrawn" });
    expect(refused(await approve(ballot(open), as(mei))).code).toBe("refused");
  });

  test("who lost the right meanwhile gets no effect, and the request says why", async () => {
    const leaving = await somebody("engineer");
    const before = await valueNow();
    const open = await ask(leaving);
    await query(`update "user" set role = 'viewer' where id = $1`, [leaving]);
    got(await approve(ballot(open), as(mei)));
    expect(await stateOf(open)).toMatchObject({
      state: "failed",
      outcome: expect.stringContaining("viewer"),
    });
    const locked = await somebody("engineer");
    const other = await ask(locked);
    await query(`update "user" set status = 'locked' where id = $1`, [locked]);
    got(await approve(ballot(other), as(mei)));
    expect(await stateOf(other)).toMatchObject({
      state: "failed",
      outcome: "Who asked has no active account any more.",
    });
    expect(await valueNow()).toBe(before);
    expect(
      await count("audit_entry where action = 'approvals.fail' and subject_id = $1", [open.requestId]),
    ).toBe(1);
  });
});

describe("Postgres", () => {
  test.each([
    ["the input", 'input = \'{"reason":"","value":"forged"}\''],
    ["the input and its hash", "input = '{}', payload_hash = encode(sha256('{}'::bytea), 'hex')"],
    ["the requester", "requester_id = (select id from \"user\" where role = 'admin' limit 1)"],
    ["the command", "command = 'test.other'"],
    ["the policy", 'policy = \'{"groups":[{"capability":"approvals:decide","count":1}],"delayS":0}\''],
    ["the changes", "changes = '[]'"],
    ["the expiry", "expires_at = now() + interval '1 year'"],
    ["the state, without a signature", "state = 'scheduled', not_before = now()"],
    ["the state, without an effect", "state = 'executed', decided_at = now(), outcome = 'x'"],
    ["the state, before its time", "state = 'expired', decided_at = now(), outcome = 'x'"],
    ["the state, without a rejection", "state = 'rejected', decided_at = now(), outcome = 'x'"],
  ])("refuses to change %s", async (_what, change) => {
    const open = await ask(jonas);
    await expect(
      query(`update approval_request set ${change} where id = $1`, [open.requestId]),
    ).rejects.toThrow();
    got(await withdraw({ requestId: open.requestId }, as(jonas)));
    await expect(
      query(
        "update approval_request set state = 'pending', decided_at = null, outcome = null where id = $1",
        [open.requestId],
      ),
    ).rejects.toThrow();
  });

  test("refuses an input that its hash does not stand for, also at first", async () => {
    await expect(
      query(
        `insert into approval_request (id, command, input, payload_hash, about, reason, asked, changes, changes_hash, requester_id, subject, policy, created_at, expires_at)
         select gen_random_uuid(), command, '{"value":"other"}', payload_hash, about, reason, asked, changes, changes_hash, requester_id, subject, policy, created_at, expires_at
         from approval_request limit 1`,
      ),
    ).rejects.toThrow("request_payload_is_bound");
  });

  test("refuses an effect without every signature, and an exception without a request", async () => {
    const open = await ask(jonas);
    await expect(
      query(
        "insert into approval_effect (request_id, audit_entry_id, at) select $1, entry_id, now() from audit_entry limit 1",
        [open.requestId],
      ),
    ).rejects.toThrow("every signature");
    await expect(
      query(
        `insert into exception (id, system_id, number, target_kind, target_key, kind, reason, owner_id, expires_on, granted_at)
         values (gen_random_uuid(), $1, 1, 'item', 'x', 'accept', 'because I say so', $2, current_date + 5, now())`,
        [system, jonas],
      ),
    ).rejects.toThrow("second person");
    for (const table of ["approval_vote", "approval_effect", "approval_request", "exception"])
      for (const statement of [`delete from ${table}`, `truncate ${table} cascade`])
        await expect(query(statement)).rejects.toThrow();
  });
});

describe("races", () => {
  test("twenty last votes at once give one effect; all others are told", async () => {
    const voters = await Promise.all(Array.from({ length: 20 }, () => somebody("approver")));
    const open = await ask(jonas, "voted by twenty");
    const before = await runs();
    const outcomes = await Promise.all(voters.map((voter) => approve(ballot(open), as(voter))));
    expect(outcomes.filter(({ ok: done }) => done)).toHaveLength(1);
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome.error.code).toBe("refused");
    expect(await runs()).toBe(before + 1);
    expect(await count("audit_entry where action = 'test.set-value' and outcome = 'done'")).toBe(before + 2);
    expect(await stateOf(open)).toMatchObject({ state: "executed" });
  });

  test("a vote and a withdrawal at once: exactly one of the two wins", async () => {
    for (let round = 0; round < 8; round++) {
      const open = await ask(jonas);
      const before = await runs();
      const [vote, back] = await Promise.all([
        approve(ballot(open), as(mei)),
        withdraw({ requestId: open.requestId }, as(jonas)),
      ]);
      const state = (await stateOf(open))?.state;
      // A withdrawal between the vote and its effect takes the effect away; both were told so by the page.
      expect(["executed", "withdrawn"]).toContain(state);
      expect(await runs()).toBe(before + (state === "executed" ? 1 : 0));
      if (state === "executed") expect(back.ok).toBe(false);
      else expect(back.ok).toBe(true);
      if (!vote.ok) expect(state).toBe("withdrawn");
    }
  });

  test("ten executors of one request have one effect", async () => {
    const open = await ask(jonas);
    const before = await runs();
    provideCommands(new Map());
    got(await approve(ballot(open), as(mei)).catch(() => ok({})));
    provideCommands(new Map<string, never>([...registry, ["test.set-value", setValue]] as never));
    // Without the command it is closed as failed: nothing runs later.
    expect((await stateOf(open))?.state).toBe("failed");
    const again = await ask(jonas);
    await Promise.all([
      approve(ballot(again), as(mei)),
      ...Array.from({ length: 9 }, () => settleRequests()),
    ]);
    await settleRequests();
    expect(await runs()).toBe(before + 1);
  });
});

describe("between asking and running", () => {
  test("a target that changed makes the request stale, and it says what changed", async () => {
    const open = await ask(jonas, "late value");
    const was = await valueNow();
    await query("update system set description = 'somebody else was here' where id = $1", [system]);
    got(await approve(ballot(open), as(mei)));
    expect(await stateOf(open)).toEqual({
      state: "stale",
      outcome: `Value was “${was}”, now “somebody else was here”.`,
    });
    expect(await valueNow()).toBe("somebody else was here");
    expect(await count("audit_entry where action = 'approvals.go-stale'")).toBe(1);
  });

  test("what refuses to run fails with its reason and leaves nothing", async () => {
    const open = await ask(jonas, "forbidden value");
    got(await approve(ballot(open), as(mei)));
    expect(await stateOf(open)).toEqual({ state: "failed", outcome: "This value is never taken." });
    expect(await count("approval_effect where request_id = $1", [open.requestId])).toBe(0);
  });

  test("somebody whose account is locked, or who may not decide on this system, can't vote", async () => {
    const open = await ask(jonas);
    const gone = await somebody("approver");
    await query(`update "user" set status = 'locked' where id = $1`, [gone]);
    expect(refused(await approve(ballot(open), as(gone))).code).toBe("unauthenticated");
    const lowered = await somebody("approver");
    await query("insert into membership (user_id, system_id, role) values ($1, $2, 'viewer')", [
      lowered,
      system,
    ]);
    expect(refused(await approve(ballot(open), as(lowered))).code).toBe("forbidden");
    // Naming another scope than the request's opens nothing.
    expect(refused(await approve({ ...ballot(open), systemId: "" }, as(lowered))).code).toBe("not-found");
    expect(await stateOf(open)).toMatchObject({ state: "pending" });
  });

  test("a role given after it was asked for signs nothing, in the domain and in Postgres; it can still say no", async () => {
    const [asker, late] = [await somebody("engineer"), await somebody("engineer")];
    const open = await ask(asker);
    await query(`update "user" set role = 'approver' where id = $1`, [late]);
    expect(refused(await approve(ballot(open), as(late)))).toMatchObject({
      code: "forbidden",
      reason: expect.stringContaining("when"),
    });
    await expect(
      query(
        `insert into approval_vote (request_id, voter_id, vote, reason, payload_hash) values ($1, $2, 'approve', 'Trust me.', $3)`,
        [open.requestId, late, open.payloadHash],
      ),
    ).rejects.toThrow(/may not vote/);
    await query(`update "user" set role = 'security-lead' where id = $1`, [late]); // from one deciding role to another: no way round
    expect(refused(await approve(ballot(open), as(late))).code).toBe("forbidden");
    expect(got(await reject(ballot(open), as(late)))).toMatchObject({ state: "rejected" });
  });
  test("a signer who is locked before the effect takes it away", async () => {
    const signer = await somebody("approver");
    const open = await ask(jonas);
    const hold = provideCommands;
    // As if the instance had died after the vote: nothing runs it.
    hold(new Map<string, never>([["test.set-value", async () => ok(null)]] as never));
    got(await approve(ballot(open), as(signer)));
    expect((await stateOf(open))?.state).toBe("scheduled");
    await query(`update "user" set status = 'locked' where id = $1`, [signer]);
    hold(new Map<string, never>([...registry, ["test.set-value", setValue]] as never));
    const before = await runs();
    await settleRequests();
    expect(await stateOf(open)).toMatchObject({
      state: "failed",
      outcome: expect.stringContaining("signature is missing"),
    });
    expect(await runs()).toBe(before);
  });

  test("what was approved and not run, as after a crash, is run by the clock", async () => {
    const open = await ask(jonas, "run by the clock");
    provideCommands(new Map<string, never>([["test.set-value", async () => ok(null)]] as never));
    got(await approve(ballot(open), as(mei)));
    provideCommands(new Map<string, never>([...registry, ["test.set-value", setValue]] as never));
    await settleRequests();
    expect(await stateOf(open)).toMatchObject({ state: "executed" });
    expect(await valueNow()).toBe("run by the clock");
  });

  test("time: nothing is decided after it, and the clock closes it with one entry", async () => {
    const open = await ask(jonas);
    expect(refused(await expire({ requestId: open.requestId }, { kind: "job", name: "test" })).code).toBe(
      "refused",
    );
    await age(open, 73);
    expect(refused(await approve(ballot(open), as(mei)))).toMatchObject({
      code: "refused",
      reason: expect.stringContaining("is over"),
    });
    await Promise.all([settleRequests(), settleRequests()]);
    expect(await stateOf(open)).toMatchObject({ state: "expired" });
    expect(
      await count("audit_entry where action = 'approvals.expire' and subject_id = $1 and outcome = 'done'", [
        open.requestId,
      ]),
    ).toBe(1);
    await ask(jonas);
  });

  test("a rejection closes it for good", async () => {
    const open = await ask(jonas);
    got(await reject(ballot(open), as(mei)));
    expect(await stateOf(open)).toEqual({ state: "rejected", outcome: "Read it and agree to it." });
    expect(refused(await approve(ballot(open), as(await somebody("approver")))).code).toBe("refused");
  });
});

test("every state that was reached has exactly one entry that says so", async () => {
  const rows = await query<{ id: string; state: string; n: string }>(
    `select r.id, r.state, count(a.id) as n from approval_request r
     left join audit_entry a on a.subject_id = r.id::text and a.outcome = 'done'
       and a.action in ('approvals.reject', 'approvals.withdraw', 'approvals.expire', 'approvals.fail', 'approvals.go-stale')
     where r.state not in ('pending', 'scheduled', 'executed') group by r.id, r.state`,
  );
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.filter(({ n }) => n !== "1")).toEqual([]);
  expect(await count("approval_request where state = 'executed'")).toBe(await runs());
});
