import "server-only";
import { findRequest } from "@/lib/db/approvals";
import { isOpen } from "@/lib/domain/approvals/request";
import { err, ok } from "@/lib/domain/kernel/result";
import { defineCommand } from "@/lib/server/command";
import { beginStepUp as begin } from "@/lib/server/step-up";
import { beginStepUpInput } from "../schema";

/** Asks one's passkeys to sign exactly what is voted on. The answer goes with the vote, within minutes. */
export const beginStepUp = defineCommand({
  name: "approvals.begin-step-up",
  secretResult: true,
  input: beginStepUpInput,
  permission: "approvals:decide",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: async ({ tx, input }) => {
    const record = await findRequest(tx, input.requestId);
    if (!record || record.request.systemId !== input.systemId)
      return err({ code: "not-found", reason: "There is no such request." });
    if (!isOpen(record.request))
      return err({ code: "refused", reason: "This request is decided already. Reload the page." });
    return record.request.payloadHash === input.payloadHash
      ? ok(record)
      : err({ code: "refused", reason: "This holds other content than what you saw. Reload the page." });
  },
  run: ({ tx, actor, input: { purpose, requestId, payloadHash } }) =>
    begin(tx, { userId: actor.id, purpose, requestId, payloadHash }),
  audit: () => null,
});
