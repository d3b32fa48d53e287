import "server-only";
import { lockItems } from "@/lib/db/checklists";
import { findStandingEvidence, insertDeletion, listEvidence } from "@/lib/db/evidence";
import { bumpItem } from "@/lib/db/item-edits";
import { findSystem } from "@/lib/db/systems";
import type { ApprovalNeed } from "@/lib/domain/approvals/need";
import { type Evidence, factsOf, type Item } from "@/lib/domain/checklists/item";
import { itemState } from "@/lib/domain/checklists/item-state";
import { type LostProof, lostLine } from "@/lib/domain/controls/lost-proof";
import { err, ok } from "@/lib/domain/kernel/result";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { requestOf } from "@/lib/server/caller";
import { defineCommand } from "@/lib/server/command";
import { lostProofOf } from "@/lib/server/lost-proof";
import { standingText } from "../present";
import { deleteEvidenceInput } from "../schema";
import { GONE, itemLabel } from "./answer";

type Prepared = {
  readonly item: Item;
  readonly evidence: Evidence;
  /** Where the item stands with the proof and without it, in words. */
  readonly stands: string;
  readonly falls: string;
  /** How much less the item earns without it, in halves: 0 where other proof holds. */
  readonly halvesLost: number;
  readonly lost: readonly LostProof[];
};

/** Whoever signs sees what the item is left with; that may be more when it takes effect, not less. */
function needOf({ item, evidence, stands, falls, halvesLost, lost }: Prepared, reason: string): ApprovalNeed {
  const proof = `${evidence.title}, true on ${evidence.effectiveOn}`;
  return {
    about: `Delete proof of ${itemLabel(item)}`,
    reason: "What was kept as proof is only taken away by two persons; it stays readable, struck through.",
    asked: reason,
    changes: [
      { field: "Item", before: itemLabel(item), after: itemLabel(item) },
      { field: "Proof", before: proof, after: null },
      { field: "The item stands", before: stands, after: falls, burden: { lost: halvesLost } },
      ...lost.map(lostLine),
    ],
  };
}

/** Takes a proof away: it stays readable but counts no more, and the item falls to what remains. Always two persons. */
export const deleteEvidence = defineCommand({
  name: "checklists.delete-evidence",
  input: deleteEvidenceInput,
  permission: "checklist:work",
  destructive: true,
  scope: ({ systemId }) => systemId,
  before: async ({ tx, input }) => {
    const { systemId, itemId, evidenceId } = input;
    const [item] = await lockItems(tx, systemId, [itemId]);
    const system = await findSystem(tx, systemId);
    if (!item || !system) return err(GONE);
    const evidence = await findStandingEvidence(tx, systemId, evidenceId);
    if (evidence?.itemId !== itemId)
      return err({
        code: "not-found" as const,
        reason: "This proof is not there any more. Reload the page.",
      });
    const all = await listEvidence(tx, itemId);
    const proofs = all.filter(
      ({ id, deleted, questionHash }) =>
        id !== evidenceId && deleted === null && questionHash === item.questionHash,
    );
    const without = { ...item, proofs };
    const today = utcDateOf(tx.asOf);
    const [now, then] = [item, without].map((one) => itemState(factsOf(one, system), today));
    const halvesLost = Math.max(0, 2 * ((now?.credit ?? 0) - (then?.credit ?? 0)));
    const words = (standing: typeof now) => (standing ? standingText(standing) : "");
    const lost = await lostProofOf(tx, systemId, {
      items: (items) => items.map((one) => (one.id === itemId ? { ...one, proofs } : one)),
    });
    return ok({ item, evidence, stands: words(now), falls: words(then), halvesLost, lost });
  },
  approval: ({ before, input }) => needOf(before, input.reason),
  run: async ({ tx, actor, caller, input, before }) => {
    const { evidenceId, reason } = input;
    await insertDeletion(tx, { evidenceId, reason, requestId: requestOf(caller), deletedBy: actor.id });
    await bumpItem(tx, before.item);
    return ok({ id: evidenceId });
  },
  audit: ({ input, before }) => ({
    subject: "item",
    subjectId: before.item.id,
    systemId: before.item.systemId,
    detail: {
      about: `${itemLabel(before.item)}: proof "${before.evidence.title}" deleted`,
      before: {
        evidenceId: input.evidenceId,
        effectiveOn: before.evidence.effectiveOn,
        stands: before.stands,
      },
      after: { stands: before.falls, reason: input.reason },
    },
  }),
});
