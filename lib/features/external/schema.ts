import { z } from "zod";
import { ACTION_CHARS_MAX, ACTION_NAME, payloadProblem } from "@/lib/domain/external/action";
import type { Json } from "@/lib/domain/external/strict-json";
import type { ApprovalRequestId } from "@/lib/domain/kernel/ids";
import { line, orNull, prose, systemId, uuid } from "@/lib/server/fields";

const actionName = z
  .string({ error: "Name the action, such as deploy." })
  .max(ACTION_CHARS_MAX, `At most ${ACTION_CHARS_MAX} characters.`)
  .regex(ACTION_NAME, "Name the action in lower case, such as deploy or fail-over.region.");

const payload = z
  .unknown()
  .superRefine((value, context) => {
    const problem = value === undefined ? "it is missing" : payloadProblem(value);
    if (problem) context.addIssue({ code: "custom", message: `The payload can’t be taken: ${problem}.` });
  })
  .transform((value) => value as Json);

const reason = prose(1_000).refine((text) => text.length > 0, "Say why; whoever signs reads it.");

/** What is kept of an external action, and what runs of it. */
export const runInput = z.strictObject({
  action: actionName,
  systemId: orNull(systemId),
  about: line(160, "what happens, in a few words"),
  reason,
  payload,
});

export const withdrawInput = z.strictObject({
  requestId: uuid.transform((id) => id as ApprovalRequestId),
});
