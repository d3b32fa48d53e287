import "server-only";
import { endException as endExceptionRow, lockException } from "@/lib/db/exceptions";
import { findModel } from "@/lib/db/model";
import { lockSystem } from "@/lib/db/systems";
import {
  type Exception,
  exceptionStanding,
  formatExceptionNumber,
  targetKeyOf,
} from "@/lib/domain/exceptions/exception";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { deriveFindings } from "@/lib/domain/threats/derive-findings";
import { compiledRules } from "@/lib/server/catalogue";
import { defineCommand } from "@/lib/server/command";
import {
  checkExceptionTerms,
  exceptionApproval,
  exceptionDetail,
  grantException,
  prepareException,
} from "@/lib/server/exceptions";
import { acceptFindingInput, endExceptionInput } from "../schema";

const NO_FINDING: Refusal = {
  code: "not-found",
  reason: "The architecture doesn't give this threat any more. Reload the page.",
};

/** Accepts a threat on an element, or says that it doesn't apply there; until a day, and always with two persons. */
export const acceptFinding = defineCommand({
  name: "threats.accept-finding",
  input: acceptFindingInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  before: async ({ tx, input }) => {
    const owner = await checkExceptionTerms(tx, input);
    if (!owner.ok) return owner;
    const system = await lockSystem(tx, input.systemId);
    if (!system) return err(NO_FINDING);
    const model = await findModel(tx, system);
    const { findings } = deriveFindings(model, system, await compiledRules());
    const target = { kind: "finding" as const, ruleId: input.ruleId, elementId: input.elementId };
    const finding = findings.find(({ id }) => id === targetKeyOf(target));
    if (!finding) return err(NO_FINDING);
    const subject = {
      target,
      label: finding.text,
      without: `A threat of likelihood ${finding.likelihood} of 5`,
    };
    return ok(await prepareException(tx, input.systemId, owner.value, subject));
  },
  approval: exceptionApproval,
  run: async ({ tx, actor, caller, input, before }) =>
    ok(await grantException(tx, { caller, actorId: actor.id }, input, before)),
  audit: ({ input, before, output }) => ({
    subject: "finding",
    subjectId: targetKeyOf(before.target),
    systemId: input.systemId,
    detail: exceptionDetail(before, output),
  }),
});

/** Ends an exception of a threat early: it counts as open again. One person is enough. */
export const endException = defineCommand({
  name: "threats.end-exception",
  input: endExceptionInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: async ({ tx, input }): Promise<Result<Exception, Refusal>> => {
    const exception = await lockException(tx, input.systemId, input.exceptionId);
    if (exception?.target.kind !== "finding")
      return err({ code: "not-found", reason: "There is no such exception." });
    if (exceptionStanding(exception, utcDateOf(tx.asOf)) !== "standing")
      return err({ code: "refused", reason: "This exception is over already." });
    return ok(exception);
  },
  run: async ({ tx, actor, input, before }) =>
    ok(await endExceptionRow(tx, before, actor.id, input.reason || `${actor.name} ended it.`)),
  audit: ({ input, before }) => ({
    subject: "finding",
    subjectId: targetKeyOf(before.target),
    systemId: input.systemId,
    detail: {
      about: `${formatExceptionNumber(before.number)} ended early`,
      before: { until: before.expiresOn, ownerId: before.owner.id },
      after: { reason: input.reason },
    },
  }),
});
