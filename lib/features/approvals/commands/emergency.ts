import "server-only";
import {
  insertBrokenGlass,
  type LockedRequest,
  reviewBrokenGlass,
  scheduleRequest,
} from "@/lib/db/approvals";
import {
  breakGlass as broken,
  mayReview,
  reachedByEmergency,
  reviewUntil,
} from "@/lib/domain/approvals/break-glass";
import { refusalOf } from "@/lib/domain/approvals/refusal-words";
import { formatRequestNumber } from "@/lib/domain/approvals/request";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { defineCommand } from "@/lib/server/command";
import { tellOfRequest } from "@/lib/server/tell";
import { entryOf, guesses, requestToChange, stepUpFor } from "../commands";
import { breakGlassInput, reviewGlassInput } from "../schema";

const GONE: Refusal = { code: "not-found", reason: "There is no such request." };

const OUT_OF_REACH: Refusal = {
  code: "forbidden",
  reason:
    "No emergency changes who decides and how, or one person could make themselves two. Ask the people who may sign it.",
};

/** The request, if it is in the scope in which the right was checked. */
function inScope(
  record: Result<LockedRequest, Refusal>,
  systemId: SystemId | null,
): Result<LockedRequest, Refusal> {
  if (!record.ok) return record;
  return record.value.request.systemId === systemId ? record : err(GONE);
}

/** Goes ahead without the signatures, in an emergency: at once, by name, to be reviewed by somebody else. */
export const breakGlass = defineCommand({
  name: "approvals.break-glass",
  input: breakGlassInput,
  permission: "approvals:break-glass",
  scope: ({ systemId }) => systemId,
  throttle: guesses,
  approval: "never",
  before: async ({ tx, input }) => {
    const record = inScope(await requestToChange(tx, input.requestId), input.systemId);
    return record.ok && !reachedByEmergency(record.value.command) ? err(OUT_OF_REACH) : record;
  },
  run: async ({ tx, actor, input, before }) => {
    const { request, nowMs, number } = before;
    if (input.payloadHash !== request.payloadHash) return err(refusalOf({ code: "other-content" }, before));
    const stepUp = await stepUpFor(tx, actor.id, "break-glass", input, before);
    if (!stepUp.ok) return stepUp;
    const steppedUp = stepUp.value !== null;
    const breaking = { byId: actor.id, reason: input.reason, may: true, steppedUp };
    const next = broken(request, breaking, nowMs);
    if (!next.ok) return err(refusalOf(next.error, before));
    const requestId = request.id;
    await insertBrokenGlass(tx, {
      requestId,
      byId: actor.id,
      reason: input.reason,
      atMs: nowMs,
      reviewUntilMs: reviewUntil(nowMs),
      stepUpId: stepUp.value,
    });
    await scheduleRequest(tx, requestId, next.value.notBeforeMs);
    tx.due.push(requestId);
    await tellOfRequest(tx, requestId);
    return ok({ number });
  },
  audit: ({ input, before }) => entryOf(before, input.reason),
});

/** Says afterwards whether going ahead alone was justified: somebody other than who asked and who did it. */
export const reviewGlass = defineCommand({
  name: "approvals.review-break-glass",
  input: reviewGlassInput,
  permission: "approvals:decide",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: async ({ tx, input }) => inScope(await requestToChange(tx, input.requestId), input.systemId),
  run: async ({ tx, actor, input, before }) => {
    const { glass, request, number, requester } = before;
    const name = formatRequestNumber(number);
    if (!glass) return err({ code: "not-found", reason: `Nobody went ahead alone with ${name}.` });
    if (glass.review)
      return err({ code: "refused", reason: `${glass.review.by.name} reviewed ${name} already.` });
    if (!mayReview({ by: glass.by, requester }, { ...actor, mayDecide: true }))
      return err({
        code: "forbidden",
        reason: `You asked for ${name} or went ahead with it, or one of those and you let the other in alone. Somebody else has to review it.`,
      });
    await reviewBrokenGlass(tx, request.id, { byId: actor.id, verdict: input.verdict, note: input.note });
    await tellOfRequest(tx, request.id);
    return ok({ number });
  },
  audit: ({ input, before }) => {
    const entry = entryOf(before, input.note);
    return { ...entry, detail: { ...entry.detail, after: { verdict: input.verdict } } };
  },
});
