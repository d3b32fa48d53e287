import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import { ok } from "@/lib/domain/kernel/result";
import { settleRequests } from "@/lib/jobs/approvals";
import {
  as,
  ask,
  ballot,
  byTwo,
  call,
  effectsOf,
  type Open,
  openOf,
  query,
  setWords,
  stateOf,
  vote,
  withoutStepUp,
  withTestCommands,
} from "@/lib/testing/critical";
import { policyOf } from "@/lib/testing/histories/policies";
import { castOf, newWorld, type World } from "@/lib/testing/histories/world";
import { asOwner, passTime } from "@/lib/testing/owner";
import { somebody } from "@/lib/testing/people";
import { defineCommand } from "./command";
import { runDueRequests } from "./run-approved";
import "./database";

let world: World;
let on: SystemId;
let jonas: UserId;
let mei: UserId;
let noa: UserId;
let lead: UserId;

/** As setWords, and meets a bug each time that it runs. */
const breaksDown = defineCommand({
  name: "test.breaks-down",
  input: z.strictObject({ words: z.string() }),
  permission: "systems:create",
  before: async () => ok(null),
  approval: () => ({ about: "It breaks", reason: "x", asked: "x", changes: [] }),
  run: async () => {
    throw new Error("a bug");
  },
  audit: () => null,
});

// What is meant to break here is no news.
process.env["LOG_LEVEL"] = "silent";

beforeAll(async () => {
  withTestCommands([breaksDown as never]);
  await withoutStepUp();
  await asOwner(async (owner) => {
    world = await newWorld(owner, await castOf());
  });
  on = world.systemId;
  [jonas, , mei, noa, , lead] = world.people as [UserId, UserId, UserId, UserId, UserId, UserId];
});

let made = 0;
const open = (by = jonas): Promise<Open> => ask(by, on, `words ${++made}`);
const allowed = async (answer: Promise<{ readonly ok: boolean }>) => (await answer).ok;
const rule = async (policy: object): Promise<boolean> => {
  const last = await kept();
  const about = { subject: "test.set-words", systemId: on, reason: `Another rule, ${++made}.` };
  return byTwo("policies.save", { ...last, ...about, policy }, ...world.staff);
};
const kept = async () =>
  (
    await query<{ id: string; version: number }>(
      "select id, version from approval_policy where system_id = $1 and retired_at is null",
      [on],
    )
  )[0];
const retire = async (): Promise<boolean> => {
  const last = await kept();
  return !last || byTwo("policies.retire", { ...last, reason: `Taken away, ${++made}.` }, ...world.staff);
};

describe("what went wrong elsewhere does not here:", () => {
  test("content edited after approval", async () => {
    const request = await open();
    for (const change of ["input = '{}'", "changes = '[]'", "payload_hash = repeat('0', 64)"])
      await expect(
        query(`update approval_request set ${change} where id = $1`, [request.requestId]),
      ).rejects.toThrow();
    const other = await openOf(
      await setWords(
        { systemId: on, words: "edited", reason: "Because it has to be.", authors: [] },
        as(jonas),
      ),
    );
    expect(other?.requestId).not.toBe(request.requestId);
    expect(await query("select 1 from approval_vote where request_id = $1", [other?.requestId])).toEqual([]);
  });

  test("the list of approvers edited by the author, while it waits", async () => {
    expect(await rule({ ...policyOf(1, world.people) })).toBe(true);
    const request = await open(lead);
    expect(await rule({ ...policyOf(0, world.people) })).toBe(true);
    expect(await allowed(vote("approve", request, mei))).toBe(true);
    expect(await stateOf(request)).toMatchObject({ state: "pending" });
    expect(await allowed(vote("approve", request, noa))).toBe(true);
    expect(await stateOf(request)).toMatchObject({ state: "executed" });
    await retire();
  });

  test("a policy that was deleted while requests waited: they close, and nothing runs", async () => {
    await rule({ ...policyOf(3, world.people), groups: policyOf(0, world.people).groups });
    const [waiting, signed] = [await open(), await open()];
    expect(await allowed(vote("approve", signed, mei))).toBe(true);
    expect(await stateOf(signed)).toMatchObject({ state: "scheduled" });
    await retire();
    expect(await allowed(vote("approve", waiting, mei))).toBe(false);
    await asOwner((owner) => passTime(owner, signed, "delay"));
    await settleRequests();
    expect(await stateOf(signed)).toMatchObject({
      state: "failed",
      outcome: expect.stringContaining("taken away"),
    });
  });

  test("a policy looked up by its name: another of that name opens nothing that was closed", async () => {
    await rule(policyOf(0, world.people));
    const request = await open();
    await retire();
    expect(await rule(policyOf(0, world.people))).toBe(true);
    expect(await allowed(vote("approve", request, mei))).toBe(false);
    await retire();
  });

  test("one click that gives several executions", async () => {
    const voter = await somebody("clicks", "approver");
    const request = await open();
    const caller = { ...voter.caller, idempotencyKey: "one-click" };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => call("approvals.approve", ballot(request), caller)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await Promise.all(Array.from({ length: 4 }, () => runDueRequests([request.requestId])));
    expect([await stateOf(request), await effectsOf(request)]).toMatchObject([{ state: "executed" }, 1]);
  });

  test("two pending requests swapped under the voter's hands", async () => {
    const [shown, other] = [await open(), await open()];
    expect(
      await call("approvals.approve", { ...ballot(shown), requestId: other.requestId }, as(mei)),
    ).toMatchObject({
      error: { code: "refused", reason: expect.stringContaining("other content") },
    });
    expect(await stateOf(other)).toMatchObject({ state: "pending" });
  });

  test("an explicit no turned into a yes when time runs out", async () => {
    const [rejected, forgotten] = [await open(), await open()];
    expect(await allowed(vote("reject", rejected, mei))).toBe(true);
    for (const request of [rejected, forgotten]) await asOwner((owner) => passTime(owner, request, "all"));
    await settleRequests();
    expect([await stateOf(rejected), await stateOf(forgotten)]).toMatchObject([
      { state: "rejected" },
      { state: "expired" },
    ]);
    expect([await effectsOf(rejected), await effectsOf(forgotten)]).toEqual([0, 0]);
  });

  test("an action that shortens the gate which it goes through itself", async () => {
    const slow = { ...policyOf(0, world.people), delayS: 3_600, breakGlass: false };
    const about = { subject: "policies.save", systemId: null };
    const save = (policy: object, more: object = {}) => ({
      ...about,
      ...more,
      policy,
      reason: `A gate, ${++made}.`,
    });
    const [first, second] = world.staff;
    expect(await byTwo("policies.save", save(slow), first, second)).toBe(true);
    const [gate] = await query<{ id: string; version: number }>(
      "select id, version from approval_policy where subject = $1 and retired_at is null",
      [about.subject],
    );
    const shorter = await openOf(
      await call("policies.save", save({ ...slow, delayS: 0 }, { ...gate }), as(first)),
    );
    if (!shorter) throw new Error("not asked");
    expect(await allowed(vote("approve", shorter, second))).toBe(true);
    expect(await stateOf(shorter)).toMatchObject({ state: "scheduled" });
    await settleRequests();
    expect(await stateOf(shorter)).toMatchObject({ state: "scheduled" });
    await asOwner((owner) => passTime(owner, shorter, "delay"));
    await settleRequests();
    expect(await stateOf(shorter)).toMatchObject({ state: "executed" });
  });

  test("a policy that asks for more of policies themselves can be made, and be taken away again", async () => {
    const [first, second] = world.staff;
    const where = { subject: "policies.retire", systemId: null };
    const policy = {
      ...policyOf(0, world.people),
      groups: policyOf(1, world.people).groups,
      breakGlass: false,
    };
    const save = { ...where, policy: { ...policy, delayS: 3_600 }, reason: `Two for it, ${++made}.` };
    expect(await byTwo("policies.save", save, first, second)).toBe(true);
    const kept = () =>
      query<{ id: string; version: number }>(
        "select id, version from approval_policy where subject = $1 and retired_at is null",
        [where.subject],
      );
    const [rule] = await kept();
    const input = { ...rule, reason: `It goes, ${++made}.` };
    const gone = await openOf(await call("policies.retire", input, as(first)));
    if (!gone) throw new Error("not asked");
    for (const voter of [second, mei]) expect(await allowed(vote("approve", gone, voter))).toBe(true);
    expect(await stateOf(gone)).toMatchObject({ state: "scheduled" });
    await asOwner((owner) => passTime(owner, gone, "delay"));
    await settleRequests();
    expect([await stateOf(gone), await kept()]).toMatchObject([{ state: "executed" }, []]);
  });

  test("a no after a yes that leaves the privilege alive", async () => {
    await rule({ ...policyOf(0, world.people), delayS: 3_600 });
    const request = await open();
    expect(await allowed(vote("approve", request, mei))).toBe(true);
    expect(await allowed(vote("reject", request, mei))).toBe(true);
    expect(await stateOf(request)).toMatchObject({ state: "rejected" });
    await asOwner((owner) => passTime(owner, request, "delay"));
    await Promise.all([settleRequests(), runDueRequests([request.requestId])]);
    expect([await stateOf(request), await effectsOf(request)]).toMatchObject([{ state: "rejected" }, 0]);
    await retire();
  });

  test("an approver who wrote the content first", async () => {
    const request = await ask(jonas, on, `words ${++made}`, [mei]);
    expect(await vote("approve", request, mei)).toMatchObject({
      error: { code: "forbidden", reason: expect.stringContaining("is yours or about you") },
    });
    expect(await allowed(vote("approve", request, noa))).toBe(true);
  });

  test("a gate that nobody can pass, switched off by hand", async () => {
    const named = { kind: "people", ids: [jonas] };
    expect(await rule({ ...policyOf(0, world.people), groups: [{ who: named, count: 1 }] })).toBe(false);
    await rule(policyOf(0, world.people));
    const last = await kept();
    const alone = await call("policies.retire", { ...last, reason: "It is in my way today." }, as(lead));
    const request = await openOf(alone);
    expect(request && (await allowed(vote("approve", request, lead)))).toBe(false);
    expect(await kept()).toEqual(last);
    if (request) await call("approvals.withdraw", { requestId: request.requestId }, as(lead));
    await retire();
  });

  test("a vote of a value that nobody knows", async () => {
    const request = await open();
    const insert = `insert into approval_vote (request_id, voter_id, vote, reason, payload_hash, at)
      values ($1, $2, 'maybe', 'I am not so sure.', $3, now())`;
    await expect(query(insert, [request.requestId, mei, request.payloadHash])).rejects.toThrow();
  });
});

describe("found here:", () => {
  test("who signed and may sign again completes a request without another vote", async () => {
    await rule(policyOf(1, world.people));
    const request = await open();
    expect(await allowed(vote("approve", request, mei))).toBe(true);
    const status = async (command: string, more: object = {}) => {
      const [row] = await query<{ version: number }>(`select version from "user" where id = $1`, [mei]);
      return byTwo(command, { userId: mei, ...row, ...more }, ...world.staff);
    };
    expect(await status("people.lock")).toBe(true);
    expect(await allowed(vote("approve", request, noa))).toBe(true);
    expect(await stateOf(request)).toMatchObject({ state: "pending" });
    expect(await status("people.unlock", { reason: "They are back from leave." })).toBe(true);
    await settleRequests();
    expect([await stateOf(request), await effectsOf(request)]).toMatchObject([{ state: "executed" }, 1]);
    const entries = "select 1 from audit_entry where action = 'approvals.schedule' and subject_id = $1";
    expect(await query(entries, [request.requestId])).toHaveLength(1);
    await retire();
  });

  test("a policy that asks for less again lets go ahead what has its signatures, and no earlier", async () => {
    await rule(policyOf(0, world.people));
    const request = await open();
    await rule(policyOf(1, world.people));
    expect(await allowed(vote("approve", request, mei))).toBe(true);
    await settleRequests();
    expect(await stateOf(request)).toMatchObject({ state: "pending" });
    await rule(policyOf(0, world.people));
    await settleRequests();
    expect(await stateOf(request)).toMatchObject({ state: "executed" });
    await retire();
  });

  test("requests that meet a bug each time hold up no other", async () => {
    const stuck: Open[] = [];
    for (let n = 0; n < 25; n++) {
      const request = await openOf(await breaksDown({ words: `stuck ${n}` }, as(jonas)));
      if (!request) throw new Error("not asked");
      expect(await allowed(vote("approve", request, lead))).toBe(true);
      stuck.push(request);
    }
    await rule({ ...policyOf(0, world.people), delayS: 60 });
    const request = await open();
    expect(await allowed(vote("approve", request, mei))).toBe(true);
    await asOwner((owner) => passTime(owner, request, "delay"));
    await settleRequests();
    expect(await stateOf(request)).toMatchObject({ state: "executed" });
    expect(await stateOf(stuck[0] as Open)).toMatchObject({ state: "scheduled" });
    for (const one of stuck) await asOwner((owner) => passTime(owner, one, "all"));
    await settleRequests();
    await settleRequests();
    for (const one of stuck) expect(await stateOf(one)).toMatchObject({ state: "expired" });
  }, 60_000);
});
