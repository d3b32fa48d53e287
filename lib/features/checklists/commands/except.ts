import "server-only";
import { lockItems } from "@/lib/db/checklists";
import { endException as endExceptionRow } from "@/lib/db/exceptions";
import { findSystem } from "@/lib/db/systems";
import { applies } from "@/lib/domain/checklists/applicability";
import type { Item } from "@/lib/domain/checklists/item";
import { ITEM_STATUS_WORD } from "@/lib/domain/checklists/vocabulary";
import { lostProofNeed } from "@/lib/domain/controls/lost-proof";
import { formatExceptionNumber } from "@/lib/domain/exceptions/exception";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok } from "@/lib/domain/kernel/result";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { defineCommand } from "@/lib/server/command";
import {
  checkExceptionTerms,
  type ExceptionInput,
  endedDetail,
  exceptionApproval,
  exceptionDetail,
  grantException,
  prepareException,
  standingException,
} from "@/lib/server/exceptions";
import { lostProofOf } from "@/lib/server/lost-proof";
import { endExceptionInput, exceptItemInput } from "../schema";
import { GONE, itemLabel, staleProof } from "./answer";

/** Why an exception would make no sense for this item; null where it does. */
function pointless(item: Item, system: SystemSummary, kind: ExceptionInput["kind"]): Refusal | null {
  if (!applies(item.text, system).applies)
    return { code: "refused", reason: "This item doesn't apply to this system anyway." };
  if (item.status === "done")
    return { code: "refused", reason: "This item is done, so there is nothing to leave open." };
  if (kind === "not-applicable" && !item.text.must)
    return {
      code: "refused",
      reason: "This item blocks no gate: set it to not applicable yourself, with the reason.",
    };
  return null;
}

function standingOf(item: Item): string {
  return item.answeredOn === null ? "Nobody has answered" : ITEM_STATUS_WORD[item.status];
}

/** Leaves an item open on purpose, or out of the count although it blocks a gate; until a day, and always with two persons. */
export const exceptItem = defineCommand({
  name: "checklists.except-item",
  input: exceptItemInput,
  permission: "checklist:work",
  scope: ({ systemId }) => systemId,
  before: async ({ tx, input }) => {
    const owner = await checkExceptionTerms(tx, input);
    if (!owner.ok) return owner;
    const system = await findSystem(tx, input.systemId);
    const [item] = await lockItems(tx, input.systemId, [input.itemId]);
    if (!item || !system) return err(GONE);
    const refusal = (await staleProof(tx, item, input.version)) ?? pointless(item, system, input.kind);
    if (refusal) return err(refusal);
    const subject = {
      target: { kind: "item" as const, itemId: item.id },
      label: itemLabel(item),
      without: standingOf(item),
    };
    return ok(await prepareException(tx, input.systemId, owner.value, subject));
  },
  approval: exceptionApproval,
  run: async ({ tx, actor, caller, input, before }) =>
    ok(await grantException(tx, { caller, actorId: actor.id }, input, before)),
  audit: ({ input, before, output }) => ({
    subject: "item",
    subjectId: input.itemId,
    systemId: input.systemId,
    detail: exceptionDetail(before, output),
  }),
});

/** Ends an exception of an item early: what it left open counts again. One person is enough, unless a control rests on it. */
export const endException = defineCommand({
  name: "checklists.end-exception",
  input: endExceptionInput,
  permission: "checklist:work",
  scope: ({ systemId }) => systemId,
  before: async ({ tx, input }) => {
    const exception = await standingException(tx, input, "item");
    if (!exception.ok) return exception;
    const { target } = exception.value;
    const id = target.kind === "item" ? target.itemId : null;
    const lost = await lostProofOf(tx, input.systemId, {
      items: (items) => items.map((item) => (item.id === id ? { ...item, exception: null } : item)),
    });
    return ok({ exception: exception.value, itemId: id, lost });
  },
  approval: ({ before: { exception, lost }, input }) =>
    lostProofNeed(lost, {
      about: `End ${formatExceptionNumber(exception.number)} early`,
      asked: input.reason,
      changes: [
        {
          field: formatExceptionNumber(exception.number),
          before: `Until ${exception.expiresOn}`,
          after: "Ended",
        },
      ],
    }),
  run: async ({ tx, actor, input, before }) =>
    ok(await endExceptionRow(tx, before.exception, actor.id, input.reason || `${actor.name} ended it.`)),
  audit: ({ input, before }) => ({
    subject: "item",
    subjectId: before.itemId,
    systemId: input.systemId,
    detail: endedDetail(before.exception, input.reason),
  }),
});
