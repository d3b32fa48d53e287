import { describe, expect, test } from "vitest";
import type { ApprovalRequestId, InstantMs, PolicyId, Sha256Hex, SystemId, UserId } from "../kernel/ids";
import type { Role } from "../people/capability";
import { breakGlass, mayReview } from "./break-glass";
import { decide, readyToRun, type Vote } from "./decide";
import { type ApprovalPolicy, DEFAULT_POLICY, DESTRUCTIVE_POLICY, type KeptPolicy } from "./policy";
import { rulingPolicy } from "./policy-book";
import { policyWords } from "./policy-words";
import { quorumOf } from "./quorum";
import type { PendingRequest, ScheduledRequest } from "./request";

const at = (ms: number) => ms as InstantMs;
const user = (id: string) => id as UserId;
const HASH = "a".repeat(64) as Sha256Hex;
const group = (count: number) => ({ who: { kind: "anyone" } as const, count });
const people = (count: number, ...ids: string[]) => ({
  who: { kind: "people" as const, ids: ids.map(user) },
  count,
});
const roles = (count: number, ...all: Role[]) => ({ who: { kind: "roles" as const, roles: all }, count });
const policy = (over: Partial<ApprovalPolicy>): ApprovalPolicy => ({ ...DEFAULT_POLICY, ...over });
const LAX = policy({ stepUpNeeded: false });

const pending = (over: Partial<PendingRequest> = {}): PendingRequest => ({
  id: "r1" as ApprovalRequestId,
  state: "pending",
  requesterId: user("ann"),
  systemId: null,
  authorIds: [],
  payloadHash: HASH,
  policy: LAX,
  current: LAX,
  createdAtMs: at(0),
  expiresAtMs: at(100_000),
  votes: [],
  brokenGlass: null,
  ...over,
});
const vote = (voterId: string, over: Partial<Vote> = {}): Vote => ({
  voterId: user(voterId),
  kind: "approve",
  mayDecide: true,
  role: "approver",
  onWordOf: [],
  steppedUp: false,
  payloadHash: HASH,
  reason: "Read it; the risk is small.",
  ...over,
});
const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? "ok" : result.error?.code);

describe("groups", () => {
  const both = policy({ stepUpNeeded: false, groups: [people(1, "bo", "cy"), roles(1, "security-lead")] });
  const request = pending({ policy: both, current: both });

  test("each needs people of its own, found whichever way they sit", () => {
    const votes = [vote("bo", { role: "security-lead" }), vote("cy")];
    expect(quorumOf({ ...request, votes })).toMatchObject({ signed: 2, met: true });
    expect(quorumOf({ ...request, votes: votes.toReversed() })).toMatchObject({ signed: 2, met: true });
    expect(quorumOf({ ...request, votes: [vote("bo"), vote("cy")] })).toMatchObject({
      signed: 1,
      met: false,
    });
  });
  test("whom no group wants can't sign, and can still say no", () => {
    expect(codeOf(decide(request, vote("di"), at(1)))).toBe("not-wanted");
    expect(decide(request, vote("di", { kind: "reject" }), at(1))).toMatchObject({
      value: { state: "rejected" },
    });
  });
  test("the authors of the content sign nothing, and can still say no", () => {
    const authored = pending({ authorIds: [user("bo")] });
    expect(codeOf(decide(authored, vote("bo"), at(1)))).toBe("own-content");
    expect(quorumOf({ ...authored, votes: [vote("bo")] }).met).toBe(false);
    expect(decide(authored, vote("bo", { kind: "reject" }), at(1))).toMatchObject({ ok: true });
  });
});

describe("a policy that changes in flight never lowers the bar", () => {
  const two = policy({ stepUpNeeded: false, groups: [group(2)] });
  test("the higher of what it was asked under and what rules now", () => {
    for (const [asked, now] of [
      [LAX, two],
      [two, LAX],
    ] as const) {
      const request = pending({ policy: asked, current: now });
      const once = decide(request, vote("bo"), at(1));
      expect(once).toMatchObject({ ok: true, value: { state: "pending" } });
      expect(quorumOf({ ...request, votes: [vote("bo")] })).toEqual({ needed: 2, signed: 1, met: false });
    }
  });
  test("a longer delay counts, also where it was shorter when it was asked", () => {
    const request = pending({ current: policy({ stepUpNeeded: false, delayS: 9 }) });
    expect(decide(request, vote("bo"), at(1))).toMatchObject({ value: { notBeforeMs: 9_001 } });
  });
  test("one that was made longer once it waits for its effect counts, too", () => {
    const slower = policy({ stepUpNeeded: false, delayS: 9 });
    const waits = { ...pending({ current: slower, votes: [vote("bo")] }), state: "scheduled" as const };
    const signed: ScheduledRequest = { ...waits, notBeforeMs: at(1), signedAtMs: at(1) };
    expect(codeOf(readyToRun(signed, at(9_000)))).toBe("not-due");
    expect(codeOf(readyToRun(signed, at(9_001)))).toBe("ok");
  });
  test("a second factor asked for later makes an earlier signature without one count for nothing", () => {
    const signed: ScheduledRequest = {
      ...pending({ votes: [vote("bo")], current: policy({ stepUpNeeded: true }) }),
      state: "scheduled",
      notBeforeMs: at(1),
      signedAtMs: at(1),
    };
    expect(codeOf(readyToRun(signed, at(2)))).toBe("signature-lost");
    expect(codeOf(decide(pending({ current: policy({ stepUpNeeded: true }) }), vote("bo"), at(2)))).toBe(
      "step-up-missing",
    );
  });
  test("one that was taken away closes: nobody signs and nothing runs, but a stop still counts", () => {
    const gone = pending({ current: null });
    expect(codeOf(decide(gone, vote("bo"), at(1)))).toBe("policy-gone");
    expect(decide(gone, vote("bo", { kind: "reject" }), at(1))).toMatchObject({ ok: true });
    const scheduled = {
      ...gone,
      state: "scheduled",
      notBeforeMs: at(1),
      signedAtMs: at(1),
      votes: [vote("bo")],
    } as const;
    expect(codeOf(readyToRun(scheduled, at(2)))).toBe("policy-gone");
  });
  test("a signature whose delay would end after the request's time is refused", () => {
    const slow = policy({ stepUpNeeded: false, delayS: 100 });
    expect(codeOf(decide(pending({ policy: slow, current: slow }), vote("bo"), at(0)))).toBe("too-late");
  });
});

describe("breaking the glass", () => {
  const lets = policy({ stepUpNeeded: true, breakGlass: true, delayS: 50 });
  const request = pending({ policy: lets, current: lets });
  const breaking = { byId: user("ann"), reason: "Production is down.", may: true, steppedUp: true };

  test("goes ahead at once, without delay, and is ready to run as long as that person still may", () => {
    const done = breakGlass(request, breaking, at(5));
    expect(done).toMatchObject({
      value: { state: "scheduled", notBeforeMs: 5, brokenGlass: { byId: "ann" } },
    });
    if (!done.ok) return;
    expect(codeOf(readyToRun(done.value, at(5)))).toBe("ok");
    const lost = { ...done.value, brokenGlass: { byId: user("ann"), atMs: at(5), may: false } };
    expect(codeOf(readyToRun(lost, at(5)))).toBe("signature-lost");
  });
  test.each([
    ["not-allowed", pending({ policy: lets, current: LAX }), breaking],
    ["not-allowed", pending({ policy: LAX, current: lets }), breaking],
    ["not-allowed", pending({ policy: lets, current: null }), breaking],
    ["not-eligible", request, { ...breaking, may: false }],
    ["reason-missing", request, { ...breaking, reason: "  now!!  " }],
    ["step-up-missing", request, { ...breaking, steppedUp: false }],
    ["closed", { ...request, state: "rejected" as const, decidedAtMs: at(1) }, breaking],
    [
      "signed-already",
      { ...request, state: "scheduled" as const, notBeforeMs: at(1), signedAtMs: at(1) },
      breaking,
    ],
    ["expired", { ...request, expiresAtMs: at(5) }, breaking],
  ])("is refused: %s", (code, on, by) => {
    expect(codeOf(breakGlass(on, by, at(5)))).toBe(code);
  });
  test("is reviewed by somebody else: neither who asked nor who did it", () => {
    const account = (id: string, ...onWordOf: string[]) => ({ id: user(id), onWordOf: onWordOf.map(user) });
    const broken = { by: account("bo", "di"), requester: account("ann") };
    const reviewer = (id: string, mayDecide = true, ...onWordOf: string[]) =>
      mayReview(broken, { ...account(id, ...onWordOf), mayDecide });
    expect(["ann", "bo", "cy"].map((id) => reviewer(id))).toEqual([false, false, true]);
    expect(reviewer("cy", false)).toBe(false);
    expect([reviewer("di"), reviewer("cy", true, "ann"), reviewer("cy", true, "eve")]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe("the policy that rules", () => {
  const here = "s1" as SystemId;
  const kept = (subject: string, systemId: SystemId | null): KeptPolicy => ({
    id: `${subject}@${systemId}` as PolicyId,
    subject,
    systemId,
    policy: LAX,
    version: 1,
  });
  const about = { subject: "a.b", systemId: here, destructive: true };
  test("is the most particular one, and failing all the product's own", () => {
    const all = [kept("a.b", here), kept("*", here), kept("a.b", null), kept("*", null)];
    expect(rulingPolicy([kept("*", null)], about).policy).toMatchObject({ delayS: 3_600 });
    expect(rulingPolicy([kept("*", null)], { ...about, destructive: false }).policy).toBe(LAX);
    expect(rulingPolicy([kept("a.b", null)], about).policy).toBe(LAX);
    for (let from = 0; from < all.length; from++)
      expect(rulingPolicy(all.slice(from), about).id).toBe(all[from]?.id);
    expect(rulingPolicy([kept("a.c", here), kept("a.b", "s2" as SystemId)], about)).toEqual({
      id: null,
      policy: DESTRUCTIVE_POLICY,
    });
    expect(rulingPolicy([kept("*", here)], { ...about, systemId: null, destructive: false })).toEqual({
      id: null,
      policy: DEFAULT_POLICY,
    });
  });
  test("says itself in words", () => {
    const all = policy({
      groups: [people(1, "bo"), roles(2, "security-lead", "admin")],
      delayS: 3_600,
      breakGlass: true,
      stepUpNeeded: true,
    });
    expect(policyWords(all, (id) => id)).toBe(
      "1 of bo, and 2 who are a security lead or an administrator with a reason and a second factor, within 72 hours. It takes effect 1 hour later, and can be stopped until then. In an emergency one person may go ahead; somebody else reviews it.",
    );
  });
});
