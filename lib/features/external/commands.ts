import "server-only";
import { closeRequest, type LockedRequest, lockRequest } from "@/lib/db/approvals";
import { withdraw as withdrawRequest } from "@/lib/domain/approvals/decide";
import { formatRequestNumber } from "@/lib/domain/approvals/request";
import { STATE_SENTENCE } from "@/lib/domain/approvals/words";
import { canonicalJson } from "@/lib/domain/audit/canonical-json";
import { EXTERNAL_RUN, payloadLines, policySubject } from "@/lib/domain/external/action";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { withinLimits } from "@/lib/domain/tokens/token";
import type { Actor } from "@/lib/server/actor";
import { defineCommand } from "@/lib/server/command";
import { NO_REQUEST, withinToken } from "@/lib/server/program-rights";
import { sha256Hex } from "@/lib/server/token";
import { runInput, withdrawInput } from "./schema";

/** Something outside that only runs once a second person agreed to this very content and the program has collected that. */
export const run = defineCommand({
  name: EXTERNAL_RUN,
  input: runInput,
  permission: "external:ask",
  scope: ({ systemId }) => systemId,
  subject: policySubject,
  effect: "when-collected",
  before: async ({ actor, input }) =>
    actor.token && !withinLimits(actor.token, input)
      ? err({ code: "forbidden", reason: "This token is limited to other actions or systems." })
      : ok(null),
  approval: ({ input }) => ({
    about: input.about,
    reason: "What happens outside of Countersign is released by two people.",
    asked: input.reason,
    changes: [{ field: "Action", before: null, after: input.action }, ...payloadLines(input.payload)],
  }),
  run: async ({ input }) =>
    ok({ input, payloadHash: sha256Hex(canonicalJson({ command: EXTERNAL_RUN, input })) }),
  audit: ({ input }) => ({
    subject: "external-action",
    subjectId: null,
    ...(input.systemId ? { systemId: input.systemId } : {}),
    detail: { about: `${input.action}: ${input.about}`, reason: input.reason },
  }),
});

/** Takes back an external action that was asked for in the same person's name. */
export const withdraw = defineCommand({
  name: "external.withdraw",
  input: withdrawInput,
  permission: "self",
  approval: "never",
  before: async ({ tx, actor, input }) => ownRequest(await lockRequest(tx, input.requestId), actor),
  run: async ({ tx, actor, before }) => {
    const withdrawn = withdrawRequest(before.request, actor.id, before.nowMs);
    if (!withdrawn.ok) return err(decidedAlready(before));
    await closeRequest(tx, before.request.id, "withdrawn", "The program that asked took it back.");
    return ok({ number: before.number });
  },
  audit: ({ before }) => ({
    subject: "approval-request",
    subjectId: before.request.id,
    ...(before.request.systemId ? { systemId: before.request.systemId } : {}),
    detail: {
      about: `${formatRequestNumber(before.number)}: ${before.about}`,
      after: { payloadHash: before.request.payloadHash },
    },
  }),
});

function ownRequest(record: LockedRequest | null, actor: Actor): Result<LockedRequest, Refusal> {
  const own = record?.command === EXTERNAL_RUN && record.request.requesterId === actor.id;
  return own && (!actor.token || withinToken(actor, record)) ? ok(record) : err(NO_REQUEST);
}

function decidedAlready({ number, request }: LockedRequest): Refusal {
  return {
    code: "refused",
    reason: `${formatRequestNumber(number)} can’t be taken back any more. ${STATE_SENTENCE[request.state]}`,
  };
}
