import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ApprovalRequestId, InstantMs, Sha256Hex, UserId } from "../kernel/ids";
import { decide, expire, readyToRun, type Vote, withdraw } from "./decide";
import { type ApprovalPolicy, DEFAULT_POLICY } from "./policy";
import { quorumOf } from "./quorum";
import {
  APPROVAL_STATES,
  type ApprovalRequest,
  CLOSED_STATES,
  isOpen,
  NEXT_STATES,
  type PendingRequest,
} from "./request";

const at = (ms: number) => ms as InstantMs;
const user = (id: string) => id as UserId;
const HASH = "a".repeat(64) as Sha256Hex;
const ANYONE = { kind: "anyone" } as const;
const REASON = "Read it; the risk is small.";

const pending = (over: Partial<PendingRequest> = {}): PendingRequest => ({
  id: "r1" as ApprovalRequestId,
  state: "pending",
  requesterId: user("ann"),
  systemId: null,
  payloadHash: HASH,
  authorIds: [],
  policy: DEFAULT_POLICY,
  current: DEFAULT_POLICY,
  brokenGlass: null,
  createdAtMs: at(0),
  expiresAtMs: at(100),
  votes: [],
  ...over,
});
const vote = (voterId: string, over: Partial<Vote> = {}): Vote => ({
  voterId: user(voterId),
  kind: "approve",
  mayDecide: true,
  role: "approver",
  onWordOf: [],
  steppedUp: true,
  payloadHash: HASH,
  reason: REASON,
  ...over,
});
const under = (policy: ApprovalPolicy, over: Partial<PendingRequest> = {}) =>
  pending({ policy, current: policy, ...over });
const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? "ok" : result.error?.code);
const two = { ...DEFAULT_POLICY, groups: [{ who: ANYONE, count: 2 }] };

describe("decide", () => {
  test("a second person approves, and without a delay it is due at once", () => {
    expect(decide(pending(), vote("bo"), at(7))).toMatchObject({
      ok: true,
      value: { state: "scheduled", notBeforeMs: 7, votes: [{ voterId: "bo", kind: "approve" }] },
    });
  });

  test("a delay counts from the last signature", () => {
    const request = under({ ...DEFAULT_POLICY, delayS: 2 }, { expiresAtMs: at(9_999) });
    expect(decide(request, vote("bo"), at(7))).toMatchObject({ value: { notBeforeMs: 2_007 } });
  });

  test("refuses the requester, approve or reject, even after expiry and after it is closed", () => {
    const closed = { ...pending(), state: "executed" as const, decidedAtMs: at(1) };
    for (const request of [pending(), closed])
      for (const kind of ["approve", "reject"] as const)
        expect(codeOf(decide(request, vote("ann", { kind }), at(999)))).toBe("own-request");
  });

  test("refuses who may not decide", () => {
    expect(codeOf(decide(pending(), vote("bo", { mayDecide: false }), at(0)))).toBe("not-eligible");
  });

  test("refuses at the very millisecond of expiry and accepts the one before", () => {
    expect(codeOf(decide(pending(), vote("bo"), at(100)))).toBe("expired");
    expect(codeOf(decide(pending(), vote("bo"), at(99)))).toBe("ok");
  });

  test("refuses a vote for other content, and one without a reason", () => {
    const other = "b".repeat(64) as Sha256Hex;
    expect(codeOf(decide(pending(), vote("bo", { payloadHash: other }), at(0)))).toBe("other-content");
    expect(codeOf(decide(pending(), vote("bo", { reason: "     ok     " }), at(0)))).toBe("reason-missing");
  });

  test("counts a person once", () => {
    const once = decide(under(two), vote("bo"), at(0));
    expect(once).toMatchObject({ value: { state: "pending" } });
    if (once.ok) expect(codeOf(decide(once.value, vote("bo"), at(1)))).toBe("voted-already");
  });

  test("one rejection closes it, also while it waits for its effect and by somebody who had signed", () => {
    const scheduled = decide(
      under({ ...DEFAULT_POLICY, delayS: 9 }, { expiresAtMs: at(99_999) }),
      vote("bo"),
      at(0),
    );
    if (!scheduled.ok) throw new Error("refused");
    expect(decide(scheduled.value, vote("bo", { kind: "reject" }), at(1))).toMatchObject({
      value: { state: "rejected", decidedAtMs: 1 },
    });
    expect(codeOf(decide(scheduled.value, vote("cy"), at(1)))).toBe("signed-already");
  });
});

test("a signature of the requester counts for nothing, wherever it came from", () => {
  const forged = {
    ...pending(),
    state: "scheduled" as const,
    notBeforeMs: at(0),
    signedAtMs: at(0),
    votes: [vote("ann")],
  };
  expect(quorumOf(forged)).toMatchObject({ signed: 0, met: false });
  expect(codeOf(readyToRun(forged, at(1)))).toBe("signature-lost");
});

test("only who asked withdraws, and nothing expires before its time", () => {
  expect(codeOf(withdraw(pending(), user("bo"), at(1)))).toBe("not-own-request");
  expect(withdraw(pending(), user("ann"), at(999))).toMatchObject({ value: { state: "withdrawn" } });
  expect(codeOf(expire(pending(), at(99)))).toBe("not-yet");
  expect(expire(pending(), at(100))).toMatchObject({ value: { state: "expired" } });
});

describe("readyToRun", () => {
  const scheduled = {
    ...pending(),
    state: "scheduled" as const,
    notBeforeMs: at(10),
    signedAtMs: at(10),
    votes: [vote("bo")],
  };

  test("from the end of the delay until just before expiry", () => {
    expect(codeOf(readyToRun(scheduled, at(9)))).toBe("not-due");
    expect(codeOf(readyToRun(scheduled, at(10)))).toBe("ok");
    expect(codeOf(readyToRun(scheduled, at(99)))).toBe("ok");
    expect(codeOf(readyToRun(scheduled, at(100)))).toBe("expired");
  });

  test("not when who signed may not sign any more, and not against a rejection", () => {
    const lost = { ...scheduled, votes: [vote("bo", { mayDecide: false })] };
    const vetoed = { ...scheduled, votes: [vote("bo"), vote("cy", { kind: "reject" })] };
    expect(codeOf(readyToRun(lost, at(50)))).toBe("signature-lost");
    expect(codeOf(readyToRun(vetoed, at(50)))).toBe("signature-lost");
  });
});

test("what is closed has no next state, and every next state is known", () => {
  for (const state of CLOSED_STATES) expect(NEXT_STATES[state]).toEqual([]);
  expect(Object.keys(NEXT_STATES)).toEqual([...APPROVAL_STATES]);
});

/** Any sequence of votes, withdrawals and expiries by anybody, at any time. */
const step = fc.record({
  what: fc.constantFrom("approve", "reject", "withdraw", "expire"),
  who: fc.constantFrom("ann", "bo", "cy", "di"),
  may: fc.boolean(),
  afterMs: fc.nat(60),
});

type Step = { what: string; who: string; may: boolean };

/** The request after a step; as it was where the step is refused. */
function after(request: ApprovalRequest, { what, who, may }: Step, nowMs: InstantMs): ApprovalRequest {
  const kind = what === "approve" ? "approve" : "reject";
  const results = {
    withdraw: () => withdraw(request, user(who), nowMs),
    expire: () => expire(request, nowMs),
    vote: () => decide(request, vote(who, { kind, mayDecide: may }), nowMs),
  };
  const result = what === "withdraw" || what === "expire" ? results[what]() : results.vote();
  return result.ok ? result.value : request;
}

function expectLawful(before: ApprovalRequest, now: ApprovalRequest): void {
  if (now !== before) expect(isOpen(before)).toBe(true);
  if (now.state !== before.state) expect(NEXT_STATES[before.state]).toContain(now.state);
  const voters = now.votes.map(({ voterId }) => voterId);
  expect(voters).not.toContain("ann");
  expect(new Set(voters).size).toBe(voters.length);
  if (now.state === "scheduled") expect(quorumOf(now)).toMatchObject({ met: true });
}

test("whatever people do: no own vote counts, what is closed stays, and scheduled means every signature", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), (steps, count) => {
      let request: ApprovalRequest = under({ ...DEFAULT_POLICY, groups: [{ who: ANYONE, count }] });
      let nowMs = 0;
      for (const one of steps) {
        nowMs += one.afterMs;
        const next = after(request, one, at(nowMs));
        expectLawful(request, next);
        request = next;
      }
    }),
  );
});

test("signatures never exceed what is needed, and one more eligible signer never lowers them", () => {
  const voter = fc.record({ who: fc.nat(6), may: fc.boolean() });
  fc.assert(
    fc.property(fc.array(voter), fc.integer({ min: 1, max: 4 }), fc.nat(9), (voters, count, extra) => {
      const policy = { ...DEFAULT_POLICY, groups: [{ who: ANYONE, count }] };
      const votes = voters.map(({ who, may }) => vote(`v${who}`, { mayDecide: may }));
      const before = quorumOf(under(policy, { votes }));
      const after = quorumOf(under(policy, { votes: [...votes, vote(`new${extra}`)] }));
      expect(before.signed).toBeLessThanOrEqual(before.needed);
      expect(after.signed).toBeGreaterThanOrEqual(before.signed);
    }),
  );
});

test("two groups need two people, although one of them could sit in both", () => {
  const group = { who: ANYONE, count: 1 };
  const policy = { ...DEFAULT_POLICY, groups: [group, group] };
  expect(quorumOf(under(policy, { votes: [vote("bo")] }))).toEqual({ needed: 2, signed: 1, met: false });
  expect(quorumOf(under(policy, { votes: [vote("bo"), vote("cy")] })).met).toBe(true);
});
