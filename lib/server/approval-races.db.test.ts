import { beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "@/lib/db/client";
import { insertPerson } from "@/lib/db/people";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import { settleRequests } from "@/lib/jobs/approvals";
import {
  as,
  ask,
  ballot,
  byTwo,
  call,
  effectsOf,
  type Open,
  query,
  stateOf,
  vote,
  withoutStepUp,
  withTestCommands,
  wordsOf,
} from "@/lib/testing/critical";
import { policyOf } from "@/lib/testing/histories/policies";
import { castOf, newWorld, type World } from "@/lib/testing/histories/world";
import { asOwner } from "@/lib/testing/owner";
import { provideCommands } from "./commands-at-hand";
import { runDueRequests } from "./run-approved";
import "./database";

let world: World;
let on: SystemId;
let jonas: UserId;
let mei: UserId;
let made = 0;

beforeAll(async () => {
  withTestCommands();
  await withoutStepUp();
  await asOwner(async (owner) => {
    world = await newWorld(owner, await castOf());
  });
  on = world.systemId;
  jonas = world.people[0] as UserId;
  mei = world.people[2] as UserId;
});

const open = (): Promise<Open> => ask(jonas, on, `words ${++made}`);
const versionOf = async (id: UserId) =>
  (await query<{ version: number }>(`select version from "user" where id = $1`, [id]))[0]?.version;
const newcomer = async (role: Role, name: string): Promise<UserId> => {
  const person = { email: `${name}@example.com`, handle: name, name, role, passwordHash: "none" };
  return (await inTransaction((tx) => insertPerson(tx, person))).id;
};

/** A request that has every signature and was not run, as when an instance dies between the two. */
async function signed(): Promise<Open> {
  const request = await open();
  provideCommands(new Map([["test.set-words", (async () => ({ ok: true, value: null })) as never]]));
  const cast = await vote("approve", request, mei);
  withTestCommands();
  if (!cast.ok) throw new Error(JSON.stringify(cast));
  return request;
}

test("two hundred last votes at once give one effect, and all others are told", async () => {
  const voters: UserId[] = [];
  for (let n = 0; n < 200; n++) voters.push(await newcomer("approver", `voter-${n}`));
  const request = await open();
  const answers = await Promise.all(voters.map((voter) => vote("approve", request, voter)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe("refused");
  expect([await stateOf(request), await effectsOf(request)]).toMatchObject([{ state: "executed" }, 1]);
  const done = "select 1 from audit_entry where action = 'test.set-words' and outcome = 'done'";
  expect(await query(done)).toHaveLength(1);
}, 120_000);

test("a vote against a withdrawal at once, two hundred times: exactly one wins, never both", async () => {
  const seen = { executed: 0, withdrawn: 0 };
  for (let round = 0; round < 200; round++) {
    const before = await wordsOf(on);
    const request = await open();
    const [cast, back] = (await Promise.all(
      round % 2 === 0
        ? [
            vote("approve", request, mei),
            call("approvals.withdraw", { requestId: request.requestId }, as(jonas)),
          ]
        : [
            call("approvals.withdraw", { requestId: request.requestId }, as(jonas)),
            vote("approve", request, mei),
          ].reverse(),
    )) as [Awaited<ReturnType<typeof vote>>, Awaited<ReturnType<typeof vote>>];
    const state = (await stateOf(request))?.state as keyof typeof seen;
    seen[state] += 1;
    // The withdrawal counts exactly where it was told so, and then nothing took effect.
    expect([state, back.ok]).toEqual([back.ok ? "withdrawn" : "executed", back.ok]);
    expect(await effectsOf(request)).toBe(back.ok ? 0 : 1);
    if (back.ok) expect(await wordsOf(on)).toBe(before);
    // The answer to a vote is that it is signed, never that it took effect: a stop may come in between.
    if (cast.ok) expect(cast.value).toEqual({ state: "scheduled", number: request.number });
    else expect([state, cast.error.code]).toEqual(["withdrawn", "refused"]);
  }
  expect(seen.executed + seen.withdrawn).toBe(200);
}, 120_000);

describe("an effect at once with", () => {
  test("the loss of its signer's account: one of the two comes first, and the trail says which", async () => {
    for (let round = 0; round < 12; round++) {
      const request = await signed();
      const version = await versionOf(mei);
      await Promise.all([
        runDueRequests([request.requestId]),
        call("people.lock", { userId: mei, version }, as(world.staff[0])),
      ]);
      const [order] = await query<{ effect: bigint | null; locked: bigint }>(
        `select (select a.id from approval_effect e join audit_entry a on a.entry_id = e.audit_entry_id where e.request_id = $1) as effect,
           (select max(id) from audit_entry where action = 'people.lock' and subject_id = $2 and outcome = 'done') as locked`,
        [request.requestId, mei],
      );
      const state = (await stateOf(request))?.state;
      expect(["executed", "failed"]).toContain(state);
      if (order?.effect) expect(BigInt(order.effect) < BigInt(order.locked)).toBe(true);
      await byTwo(
        "people.unlock",
        { userId: mei, version: await versionOf(mei), reason: "They are back from leave." },
        ...world.staff,
      );
    }
  }, 60_000);

  test("another role of its signer", async () => {
    for (let round = 0; round < 8; round++) {
      const request = await signed();
      const version = await versionOf(mei);
      const role = { userId: mei, version, role: "viewer", reason: "They do other work." };
      await Promise.all([
        runDueRequests([request.requestId]),
        byTwo("people.change-role", role, ...world.staff),
      ]);
      expect(["executed", "failed"]).toContain((await stateOf(request))?.state);
      const again = {
        userId: mei,
        version: await versionOf(mei),
        role: "approver",
        reason: "They are back.",
      };
      await byTwo("people.change-role", again, ...world.staff);
    }
  }, 60_000);

  test("a policy that asks for more: what comes after it needs more", async () => {
    for (let round = 0; round < 8; round++) {
      const request = await signed();
      const more = {
        subject: "test.set-words",
        systemId: on,
        policy: policyOf(1, world.people),
        reason: `Two from now on, ${round}.`,
      };
      await Promise.all([runDueRequests([request.requestId]), byTwo("policies.save", more, ...world.staff)]);
      await settleRequests();
      expect(["executed", "failed"]).toContain((await stateOf(request))?.state);
      const [policy] = await query<{ id: string; version: number }>(
        "select id, version from approval_policy where system_id = $1 and retired_at is null",
        [on],
      );
      const reason = `One is enough again, ${round}.`;
      expect(await byTwo("policies.retire", { ...policy, reason }, ...world.staff)).toBe(true);
    }
  }, 60_000);

  test("itself, run by twenty executors and ten clocks", async () => {
    const request = await signed();
    await Promise.all([
      ...Array.from({ length: 20 }, () => runDueRequests([request.requestId])),
      ...Array.from({ length: 10 }, () => settleRequests()),
    ]);
    expect([await stateOf(request), await effectsOf(request)]).toMatchObject([{ state: "executed" }, 1]);
  }, 60_000);
});

test("an approval and a rejection at once: the rejection counts wherever it was told so", async () => {
  for (let round = 0; round < 20; round++) {
    const request = await open();
    const [, no] = await Promise.all([
      call("approvals.approve", ballot(request), as(mei)),
      call("approvals.reject", ballot(request), as(world.people[3] as UserId)),
    ]);
    expect(await stateOf(request)).toMatchObject({ state: no.ok ? "rejected" : "executed" });
    expect(await effectsOf(request)).toBe(no.ok ? 0 : 1);
  }
}, 60_000);
