import type { InstantMs, UserId } from "../kernel/ids";
import { hoursAfter } from "../kernel/instant";
import { err, ok, type Result } from "../kernel/result";
import { couldBeOwn, type Vouched } from "../people/vouched";
import { REASON_CHARS_MIN } from "./decide";
import { barsOf, needsFactor } from "./quorum";
import { type ApprovalRequest, type ClosedState, isOpen, type ScheduledRequest } from "./request";

/** Somebody else looks at it within this time. */
export const REVIEW_HOURS = 72;

/**
 * Whether an emergency reaches what a command does. It never reaches who decides and how (people and policies): what goes
 * by one person now must not let them go alone ever after.
 */
export function reachedByEmergency(command: string): boolean {
  return !command.startsWith("people.") && !command.startsWith("policies.");
}

export const REVIEW_VERDICTS = ["justified", "not-justified"] as const;
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];

/** How somebody goes ahead without the signatures. */
export type Breaking = {
  readonly byId: UserId;
  readonly reason: string;
  readonly may: boolean;
  readonly steppedUp: boolean;
};

export type BreakRefusal =
  | { readonly code: "not-allowed" }
  | { readonly code: "not-eligible" }
  | { readonly code: "closed"; readonly state: ClosedState }
  | { readonly code: "expired"; readonly expiresAtMs: InstantMs }
  | { readonly code: "signed-already" }
  | { readonly code: "reason-missing" }
  | { readonly code: "step-up-missing" };

/**
 * Lets one named person go ahead in an emergency: at once, with a reason, where every policy that counts allows it. A
 * rejection that came first wins, since it has closed the request.
 */
export function breakGlass(
  request: ApprovalRequest,
  { byId, reason, may, steppedUp }: Breaking,
  nowMs: InstantMs,
): Result<ScheduledRequest, BreakRefusal> {
  if (!isOpen(request)) return err({ code: "closed", state: request.state });
  if (request.state === "scheduled") return err({ code: "signed-already" });
  if (nowMs >= request.expiresAtMs) return err({ code: "expired", expiresAtMs: request.expiresAtMs });
  if (request.current === null || !barsOf(request).every((policy) => policy.breakGlass))
    return err({ code: "not-allowed" });
  if (!may) return err({ code: "not-eligible" });
  if (reason.trim().length < REASON_CHARS_MIN) return err({ code: "reason-missing" });
  if (!steppedUp && needsFactor(request)) return err({ code: "step-up-missing" });
  return ok({
    ...request,
    state: "scheduled",
    notBeforeMs: nowMs,
    signedAtMs: nowMs,
    brokenGlass: { byId, atMs: nowMs, may },
  });
}

/** Until when somebody else has to review it. */
export function reviewUntil(brokenAtMs: InstantMs): InstantMs {
  return hoursAfter(brokenAtMs, REVIEW_HOURS);
}

/** Whether somebody may say if breaking it was justified: nobody who asked or broke it, or could be one of those. */
export function mayReview(
  broken: { readonly by: Vouched; readonly requester: Vouched },
  reviewer: Vouched & { readonly mayDecide: boolean },
): boolean {
  const others = [broken.by, broken.requester];
  return reviewer.mayDecide && others.every((one) => one.id !== reviewer.id && !couldBeOwn(reviewer, one));
}
