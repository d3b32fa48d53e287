import type { InstantMs, Sha256Hex, UserId } from "../kernel/ids";
import { laterOf, secondsAfter } from "../kernel/instant";
import { err, ok, type Result } from "../kernel/result";
import { barsOf, belongsTo, needsFactor, quorumOf } from "./quorum";
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
  | { readonly code: "own-content" }
  | { readonly code: "not-eligible" }
  | { readonly code: "not-wanted" }
  | { readonly code: "closed"; readonly state: ClosedState }
  | { readonly code: "expired"; readonly expiresAtMs: InstantMs }
  | { readonly code: "too-late" }
  | { readonly code: "policy-gone" }
  | { readonly code: "other-content" }
  | { readonly code: "voted-already" }
  | { readonly code: "signed-already" }
  | { readonly code: "step-up-missing" }
  | { readonly code: "reason-missing" };

/** A reason says something. */
export const REASON_CHARS_MIN = 10;

/**
 * Applies one vote to an open request (four-eyes rule, NIST SP 800-53 AC-3(2)).
 *
 * Pure: `nowMs` is passed in. Refuses the requester's own vote, approve or reject, before looking at the state or the
 * clock, so that the reason shown does not depend on timing. One rejection closes the request, also while it waits for
 * its effect, and needs no second factor: nothing must hinder a stop. Approvals count until there are enough.
 */
export function decide(
  request: ApprovalRequest,
  vote: Vote,
  nowMs: InstantMs,
): Result<PendingRequest | ScheduledRequest | ClosedRequest, DecideRefusal> {
  if (vote.voterId === request.requesterId) return err({ code: "own-request" });
  if (!isOpen(request)) return err({ code: "closed", state: request.state });
  if (nowMs >= request.expiresAtMs) return err({ code: "expired", expiresAtMs: request.expiresAtMs });
  if (!vote.mayDecide) return err({ code: "not-eligible" });
  if (vote.payloadHash !== request.payloadHash) return err({ code: "other-content" });
  const reasoned = vote.reason.trim().length >= REASON_CHARS_MIN;
  if (!reasoned && barsOf(request).some(({ reasonNeeded }) => reasonNeeded))
    return err({ code: "reason-missing" });
  // Who signed can still stop it: with the rejection their signature falls away.
  if (vote.kind === "reject")
    return ok(close({ ...request, votes: withVote(request, vote) }, "rejected", nowMs));
  return approved(request, vote, nowMs);
}

function approved(
  request: PendingRequest | ScheduledRequest,
  vote: Vote,
  nowMs: InstantMs,
): Result<PendingRequest | ScheduledRequest, DecideRefusal> {
  if (request.votes.some(({ voterId }) => voterId === vote.voterId)) return err({ code: "voted-already" });
  if (request.state === "scheduled") return err({ code: "signed-already" });
  if (request.authorIds.includes(vote.voterId)) return err({ code: "own-content" });
  if (request.current === null) return err({ code: "policy-gone" });
  const bars = barsOf(request);
  const signer = { id: vote.voterId, role: vote.role };
  if (!bars.some(({ groups }) => groups.some(({ who }) => belongsTo(who, signer))))
    return err({ code: "not-wanted" });
  if (!vote.steppedUp && needsFactor(request)) return err({ code: "step-up-missing" });
  const next = { ...request, votes: withVote(request, vote) };
  if (!quorumOf(next).met) return ok(next);
  const notBeforeMs = secondsAfter(nowMs, delayOf(request));
  if (notBeforeMs >= request.expiresAtMs) return err({ code: "too-late" });
  return ok({ ...next, state: "scheduled", notBeforeMs, signedAtMs: nowMs });
}

/** Seconds from the last signature to the effect: the longest that any policy that counts demands. */
export function delayOf(request: Pick<ApprovalRequest, "policy" | "current">): number {
  return Math.max(...barsOf(request).map(({ delayS }) => delayS));
}

function withVote(request: ApprovalRequest, vote: Vote): readonly CastVote[] {
  const { voterId, kind, mayDecide, role, onWordOf, steppedUp } = vote;
  return [
    ...request.votes.filter((one) => one.voterId !== voterId),
    { voterId, kind, mayDecide, role, onWordOf, steppedUp },
  ];
}

/**
 * Schedules a request whose signatures suffice by now without another vote, as when somebody who signed may sign again or
 * the policy asks for less. Its delay runs from now.
 */
export function ripen(
  request: ApprovalRequest,
  nowMs: InstantMs,
): Result<ScheduledRequest, DecideRefusal | { readonly code: "not-signed" }> {
  if (!isOpen(request)) return err({ code: "closed", state: request.state });
  if (request.state === "scheduled") return err({ code: "signed-already" });
  if (nowMs >= request.expiresAtMs) return err({ code: "expired", expiresAtMs: request.expiresAtMs });
  if (!quorumOf(request).met) return err({ code: "not-signed" });
  const notBeforeMs = secondsAfter(nowMs, delayOf(request));
  return notBeforeMs >= request.expiresAtMs
    ? err({ code: "too-late" })
    : ok({ ...request, state: "scheduled", notBeforeMs, signedAtMs: nowMs });
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
  readonly code: "not-scheduled" | "not-due" | "expired" | "signature-lost" | "policy-gone";
};

/**
 * Whether a request may take effect at this moment: it is scheduled, its delay is over, its time is not, nobody has
 * rejected it, and those who signed may still sign, or who broke the glass may still do that.
 */
export function readyToRun(request: ApprovalRequest, nowMs: InstantMs): Result<ScheduledRequest, NotReady> {
  if (request.state !== "scheduled") return err({ code: "not-scheduled" });
  if (nowMs >= request.expiresAtMs) return err({ code: "expired" });
  if (nowMs < dueAt(request)) return err({ code: "not-due" });
  if (request.current === null) return err({ code: "policy-gone" });
  const vetoed = request.votes.some(({ kind }) => kind === "reject");
  const carried = quorumOf(request).met || (request.brokenGlass?.may ?? false);
  return vetoed || !carried ? err({ code: "signature-lost" }) : ok(request);
}

/**
 * When a scheduled request may take effect: after the delay that was promised, or a longer one that a policy asks for
 * since; at once where somebody broke the glass.
 */
function dueAt(request: ScheduledRequest): InstantMs {
  if (request.brokenGlass) return request.notBeforeMs;
  return laterOf(request.notBeforeMs, secondsAfter(request.signedAtMs, delayOf(request)));
}

function close(
  { ...request }: PendingRequest | ScheduledRequest,
  state: ClosedState,
  decidedAtMs: InstantMs,
): ClosedRequest {
  return { ...request, state, decidedAtMs };
}
