import type { InstantMs, Sha256Hex, UserId } from "../kernel/ids";
import { secondsAfter } from "../kernel/instant";
import { err, ok, type Result } from "../kernel/result";
import { quorumOf } from "./quorum";
import {
  type ApprovalRequest,
  type CastVote,
  type ClosedRequest,
  type ClosedState,
  isOpen,
  type PendingRequest,
  type ScheduledRequest,
} from "./request";

/** A vote as it is given: by whom, on which content, and why. */
export type Vote = CastVote & {
  /** Of the content that was shown. */
  readonly payloadHash: Sha256Hex;
  readonly reason: string;
};

/** Why a vote is not taken. */
export type DecideRefusal =
  | { readonly code: "own-request" }
  | { readonly code: "not-eligible" }
  | { readonly code: "closed"; readonly state: ClosedState }
  | { readonly code: "expired"; readonly expiresAtMs: InstantMs }
  | { readonly code: "other-content" }
  | { readonly code: "voted-already" }
  | { readonly code: "signed-already" }
  | { readonly code: "reason-missing" };

/** A reason says something. */
export const REASON_CHARS_MIN = 10;

/**
 * Applies one vote to an open request (four-eyes rule, NIST SP 800-53 AC-3(2)).
 *
 * Pure: `nowMs` is passed in. Refuses the requester's own vote, approve or reject, before looking at the state or the
 * clock, so that the reason shown does not depend on timing. One rejection closes the request, also while it waits for
 * its effect; approvals count until there are enough.
 */
export function decide(
  request: ApprovalRequest,
  vote: Vote,
  nowMs: InstantMs,
): Result<PendingRequest | ScheduledRequest | ClosedRequest, DecideRefusal> {
  if (vote.voterId === request.requesterId) return err({ code: "own-request" });
  if (!isOpen(request)) return err({ code: "closed", state: request.state });
  if (nowMs >= request.expiresAtMs) return err({ code: "expired", expiresAtMs: request.expiresAtMs });
  if (vote.may.size === 0) return err({ code: "not-eligible" });
  if (vote.payloadHash !== request.payloadHash) return err({ code: "other-content" });
  if (request.policy.reasonNeeded && vote.reason.trim().length < REASON_CHARS_MIN)
    return err({ code: "reason-missing" });
  const earlier = request.votes.find(({ voterId }) => voterId === vote.voterId);
  switch (vote.kind) {
    case "approve":
      if (earlier) return err({ code: "voted-already" });
      return approved(request, vote, nowMs);
    case "reject":
      // Who signed can still stop it: with the rejection their signature falls away.
      return ok(close({ ...request, votes: withVote(request, vote) }, "rejected", nowMs));
  }
}

function approved(
  request: PendingRequest | ScheduledRequest,
  vote: Vote,
  nowMs: InstantMs,
): Result<PendingRequest | ScheduledRequest, DecideRefusal> {
  if (request.state === "scheduled") return err({ code: "signed-already" });
  const next = { ...request, votes: withVote(request, vote) };
  if (!quorumOf(next).met) return ok(next);
  const notBeforeMs = secondsAfter(nowMs, request.policy.delayS);
  return ok({ ...next, state: "scheduled", notBeforeMs });
}

function withVote(request: ApprovalRequest, { voterId, kind, may }: Vote): readonly CastVote[] {
  return [...request.votes.filter((one) => one.voterId !== voterId), { voterId, kind, may }];
}

/** Takes one's own open request back. */
export function withdraw(
  request: ApprovalRequest,
  byId: UserId,
  nowMs: InstantMs,
): Result<ClosedRequest, DecideRefusal | { readonly code: "not-own-request" }> {
  if (byId !== request.requesterId) return err({ code: "not-own-request" });
  if (!isOpen(request)) return err({ code: "closed", state: request.state });
  return ok(close(request, "withdrawn", nowMs));
}

/** Closes an open request whose time is over. */
export function expire(
  request: ApprovalRequest,
  nowMs: InstantMs,
): Result<ClosedRequest, DecideRefusal | { readonly code: "not-yet" }> {
  if (!isOpen(request)) return err({ code: "closed", state: request.state });
  return nowMs < request.expiresAtMs ? err({ code: "not-yet" }) : ok(close(request, "expired", nowMs));
}

/** Why a request does not take effect at this moment. */
export type NotReady = {
  readonly code: "not-scheduled" | "not-due" | "expired" | "signature-lost";
};

/**
 * Whether a request may take effect at this moment: it is scheduled, its delay is over, its time is not, nobody has
 * rejected it, and those who signed may still sign.
 */
export function readyToRun(request: ApprovalRequest, nowMs: InstantMs): Result<ScheduledRequest, NotReady> {
  if (request.state !== "scheduled") return err({ code: "not-scheduled" });
  if (nowMs >= request.expiresAtMs) return err({ code: "expired" });
  if (nowMs < request.notBeforeMs) return err({ code: "not-due" });
  const vetoed = request.votes.some(({ kind }) => kind === "reject");
  return vetoed || !quorumOf(request).met ? err({ code: "signature-lost" }) : ok(request);
}

function close(
  { ...request }: PendingRequest | ScheduledRequest,
  state: ClosedState,
  decidedAtMs: InstantMs,
): ClosedRequest {
  return { ...request, state, decidedAtMs };
}
