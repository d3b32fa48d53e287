import { beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "@/lib/db/client";
import { insertPolicy } from "@/lib/db/policies";
import { ANY_SUBJECT, DEFAULT_POLICY } from "@/lib/domain/approvals/policy";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import { got, refused } from "@/lib/testing/commands";
import {
  as,
  ask,
  ballot,
  byTwo,
  call,
  freshSystem,
  openOf,
  query,
  stateOf,
  vote,
  withTestCommands,
} from "@/lib/testing/critical";
import { organisationOf, somebody } from "@/lib/testing/people";

const reason = "The team has asked for it.";
const EMERGENCY = { ...DEFAULT_POLICY, stepUpNeeded: false, breakGlass: true };

let olu: UserId;
let ana: UserId;
let mei: UserId;
let system: SystemId;
let made = 0;
const another = async (role: Role) => (await somebody(`attack-${++made}`, role)).id;

async function seen(id: UserId): Promise<{ userId: UserId; version: number }> {
  const [row] = await query<{ version: number }>(`select version from "user" where id = $1`, [id]);
  return { userId: id, version: row?.version ?? 0 };
}

beforeAll(async () => {
  withTestCommands();
  ({ olu, ana, mei } = await organisationOf([
    ["Olu", "olu", "admin"],
    ["Ana", "ana", "security-lead"],
    ["Mei", "mei", "approver"],
  ]));
  await inTransaction((tx) => insertPolicy(tx, { subject: ANY_SUBJECT, systemId: null, policy: EMERGENCY }));
  system = await freshSystem(ana);
});

describe("an emergency", () => {
  test("lets one person go ahead with what is in a system", async () => {
    const open = await ask(ana, system, "in an emergency");
    got(await call("approvals.break-glass", ballot(open), as(ana)));
    expect(await stateOf(open)).toMatchObject({ state: "executed" });
  });

  test("gives nobody power: one person can't make themselves two by it", async () => {
    const [worker, approver] = [await another("engineer"), await another("approver")];
    const critical: readonly (readonly [string, unknown])[] = [
      ["people.change-role", { ...(await seen(worker)), role: "approver", reason }],
      ["people.invite", { name: "Olu Too", email: "olu-too@example.com", role: "approver", reason }],
      ["people.make-reset-link", { userId: approver, reason }],
    ];
    for (const [name, input] of critical) {
      const open = await openOf(await call(name, input, as(olu)));
      if (!open) throw new Error(`${name} was not sent to a second person`);
      const answer = await call("approvals.break-glass", ballot(open), as(olu));
      expect(refused(answer, "forbidden").reason).toContain("who decides");
      expect(await stateOf(open)).toMatchObject({ state: "pending" });
    }
  });

  test("changes no policy, and no policy for that can be made", async () => {
    const policy = { ...EMERGENCY, groups: [{ who: { kind: "anyone" }, count: 1 }], delayS: 60 };
    const of = (subject: string) => ({ subject, systemId: "", policy, id: "", version: "", reason });
    const open = await openOf(await call("policies.save", of("checklists.except-item"), as(ana)));
    if (!open) throw new Error("the policy was not sent to a second person");
    expect(refused(await call("approvals.break-glass", ballot(open), as(ana))).code).toBe("forbidden");
    for (const subject of ["people.change-role", "policies.save"])
      expect(
        refused(await call("policies.save", of(subject), as(ana)), "invalid-input").issues,
      ).toMatchObject([{ path: "policy.breakGlass" }]);
  });

  test("is refused there by Postgres too, whichever way the write comes", async () => {
    const role = { ...(await seen(await another("engineer"))), role: "approver", reason };
    const open = await openOf(await call("people.change-role", role, as(olu)));
    await expect(
      query(
        `insert into broken_glass (request_id, by_id, reason, at, review_until)
         values ($1, $2, 'Because it is an emergency.', now(), now() + interval '72 hours')`,
        [open?.requestId, olu],
      ),
    ).rejects.toThrow("emergency");
  });
});

test("a role that came after the request counts for no group that asks for it", async () => {
  const other = await freshSystem(ana);
  const policy = {
    ...DEFAULT_POLICY,
    stepUpNeeded: false,
    groups: [{ who: { kind: "roles" as const, roles: ["security-lead" as const] }, count: 1 }],
  };
  await inTransaction((tx) => insertPolicy(tx, { subject: "test.set-words", systemId: other, policy }));
  const approver = await another("approver");
  const open = await ask(olu, other, "for the leads");
  expect(
    await byTwo("people.change-role", { ...(await seen(approver)), role: "security-lead", reason }, olu, mei),
  ).toBe(true);
  expect(refused(await vote("approve", open, approver)).code).toBe("forbidden");
  expect(await stateOf(open)).toMatchObject({ state: "pending" });
});
