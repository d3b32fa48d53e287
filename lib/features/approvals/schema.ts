import { z } from "zod";
import { REVIEW_VERDICTS } from "@/lib/domain/approvals/break-glass";
import type { ApprovalRequestId, Sha256Hex } from "@/lib/domain/kernel/ids";
import { STEP_UP_PURPOSES } from "@/lib/domain/people/factors";
import { factorProofFields, orNull, prose, systemId, uuid } from "@/lib/server/fields";

const requestId = uuid.transform((id) => id as ApprovalRequestId);
const payloadHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "This is no hash of ours. Reload the page.")
  .transform((hash) => hash as Sha256Hex);

/** A vote names the content that was on the screen, and the system whose rights count (empty: the organisation). */
export const voteInput = z.strictObject({
  requestId,
  systemId: orNull(systemId),
  payloadHash,
  reason: prose(1_000),
});
/** An approval carries the proof of who gives it, where the policy asks for one. */
export const approveInput = voteInput.extend(factorProofFields);
/** Going ahead alone names the same content, proves who does it, and says why. */
export const breakGlassInput = voteInput.extend(factorProofFields);
export const beginStepUpInput = z.strictObject({
  requestId,
  systemId: orNull(systemId),
  payloadHash,
  purpose: z.enum(STEP_UP_PURPOSES).default("approve"),
});
export const reviewGlassInput = z.strictObject({
  requestId,
  systemId: orNull(systemId),
  verdict: z.enum(REVIEW_VERDICTS, { error: "Say whether it was justified." }),
  note: prose(1_000).refine((text) => text.length >= 10, "Say in a sentence what you found."),
});
export const withdrawInput = z.strictObject({ requestId });
export const scheduleInput = z.strictObject({ requestId });
export const expireInput = z.strictObject({ requestId });

/** The address of /approvals. What can't be read is treated as not there. */
export const approvalSearch = z.object({
  view: z.enum(["open", "waiting", "mine", "decided"]).catch("open").default("open"),
  system: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional()
    .catch(undefined),
  before: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
});
export type ApprovalSearch = z.output<typeof approvalSearch>;
