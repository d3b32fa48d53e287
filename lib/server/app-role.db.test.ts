import { beforeAll, expect, test } from "vitest";
import { inTransaction } from "@/lib/db/client";
import { insertPolicy } from "@/lib/db/policies";
import { DEFAULT_POLICY } from "@/lib/domain/approvals/policy";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import { got } from "@/lib/testing/commands";
import { ask, freshSystem, type Open, query, stateOf, vote, withTestCommands } from "@/lib/testing/critical";
import { organisationOf } from "@/lib/testing/people";

// What somebody could do who has the application's connection to the database, but none of its code.

let olu: UserId;
let ana: UserId;
let mei: UserId;
let slow: SystemId;
let quick: SystemId;

beforeAll(async () => {
  withTestCommands();
  ({ olu, ana, mei } = await organisationOf([
    ["Olu", "olu", "admin"],
    ["Ana", "ana", "security-lead"],
    ["Mei", "mei", "approver"],
  ]));
  [slow, quick] = [await freshSystem(ana), await freshSystem(ana)];
  const plain = { ...DEFAULT_POLICY, stepUpNeeded: false };
  for (const [systemId, delayS] of [
    [slow, 3_600],
    [quick, 0],
  ] as const)
    await inTransaction((tx) =>
      insertPolicy(tx, { subject: "test.set-words", systemId, policy: { ...plain, delayS } }),
    );
});

/** A request that has its signature and waits for its delay. */
async function signed(): Promise<Open> {
  const open = await ask(ana, slow, `words ${Math.random()}`);
  got(await vote("approve", open, mei));
  expect(await stateOf(open)).toMatchObject({ state: "scheduled" });
  return open;
}

test("nothing is granted by a request for something else", async () => {
  const { requestId } = await signed();
  await expect(
    query(
      `insert into exception (id, system_id, number, target_kind, target_key, kind, reason, owner_id, expires_on, request_id, granted_at)
       values (gen_random_uuid(), $1, 1, 'item', gen_random_uuid()::text, 'accepted-risk', 'Because.', $2, '2027-01-01', $3, now())`,
      [slow, ana, requestId],
    ),
  ).rejects.toThrow("this request grants no exception");
});

test("a signed request takes no effect before its delay is over", async () => {
  const { requestId } = await signed();
  const [row] = await query<{ now: boolean }>("select takes_effect($1, 'test.set-words', $2) as now", [
    requestId,
    slow,
  ]);
  expect(row).toEqual({ now: false });
});

test.each([
  ["people", `delete from "user"`],
  ["systems", "delete from system"],
  ["items", "delete from checklist_item"],
  ["invitations", "delete from invitation"],
  ["the role of an invitation", "update invitation set role = 'admin'"],
  ["who asked for an invitation", "update invitation set request_id = null, invited_by = invited_by"],
  ["whose a reset link is", "update password_reset set user_id = user_id"],
  ["whom a reset link is shown to", "update password_reset set granted_to = granted_to"],
  ["the answer to a form", `update idempotent_result set result = '{"ok":true}'`],
  ["whose a session is", "update session set user_id = user_id"],
])("the application's own role can't take away or exchange %s", async (_, statement) => {
  await expect(query(statement)).rejects.toThrow("permission denied");
});

test("the application's own role writes no request, vote, effect or policy that skips a step", async () => {
  const { requestId, payloadHash } = await ask(ana, quick, "forged");
  for (const [statement, values] of [
    [
      "update approval_request set state = 'executed', decided_at = now(), outcome = 'x' where id = $1",
      [requestId],
    ],
    ["update approval_request set state = 'scheduled', not_before = now() where id = $1", [requestId]],
    ["update approval_request set policy = '{}' where id = $1", [requestId]],
    [
      "insert into approval_vote (request_id, voter_id, vote, reason, payload_hash, at) values ($1, $2, 'approve', 'Because I can.', $3, now())",
      [requestId, ana, payloadHash],
    ],
    [
      "insert into approval_vote (request_id, voter_id, vote, reason, payload_hash, at) values ($1, $2, 'approve', 'Because I can.', repeat('0', 64), now())",
      [requestId, olu],
    ],
    ["delete from approval_policy", []],
    ["delete from approval_vote", []],
    [
      "insert into approval_statement (request_id, text) select id, 'x' from approval_request; delete from approval_statement",
      [],
    ],
  ] as const)
    await expect([statement, query(statement, values)].at(1), statement).rejects.toThrow();
  expect(await stateOf({ requestId })).toMatchObject({ state: "pending" });
});
