import "server-only";
import { listMarkedSystems, takeSummary, writeSummary } from "@/lib/db/posture-summaries";
import { ok } from "@/lib/domain/kernel/result";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { defineCommand, nothingBefore } from "@/lib/server/command";
import { computeSummary, currentFormula, isCurrent } from "@/lib/server/posture-summaries";
import { recordSummaryInput } from "./schema";

/**
 * Records the numbers of a system for lists. Where another instance is at it, or the numbers stand already, it does nothing.
 * It changes nothing that anybody decided, so it leaves no entry in the log.
 */
export const recordSummary = defineCommand({
  name: "posture.record-summary",
  input: recordSummaryInput,
  permission: "job",
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, input: { systemId } }) => {
    if (!(await takeSummary(tx, systemId))) return ok({ recorded: false });
    const today = utcDateOf(tx.asOf);
    const marked = (await listMarkedSystems(tx, [systemId])).get(systemId);
    if (!marked || isCurrent(marked.recorded, marked.mark, today, await currentFormula(tx)))
      return ok({ recorded: false });
    const computed = await computeSummary(tx, systemId, marked.mark, today);
    if (computed) await writeSummary(tx, systemId, computed);
    return ok({ recorded: computed !== null });
  },
  audit: () => null,
});
