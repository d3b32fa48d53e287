import "server-only";
import { closeRequest, lockRequest } from "@/lib/db/approvals";
import { appendAudit } from "@/lib/db/audit";
import { countItems } from "@/lib/db/checklists";
import type { Tx } from "@/lib/db/client";
import { lockSystem, setArchived } from "@/lib/db/systems";
import { listOpenRequestIds } from "@/lib/db/waiting-requests";
import type { ApprovalNeed } from "@/lib/domain/approvals/need";
import { formatRequestNumber, isOpen } from "@/lib/domain/approvals/request";
import { counted } from "@/lib/domain/kernel/counted";
import type { ApprovalRequestId, SystemId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { requestOf } from "@/lib/server/caller";
import { defineCommand } from "@/lib/server/command";
import { archiveInput, restoreArchivedInput } from "../schema";

type Prepared = { readonly system: SystemSummary; readonly items: number };

async function standing(tx: Tx, systemId: SystemId, archived: boolean): Promise<Result<Prepared, Refusal>> {
  const system = await lockSystem(tx, systemId);
  if (!system) return err({ code: "not-found", reason: "This system does not exist." });
  if ((system.archivedAtMs !== null) !== archived)
    return err({
      code: "refused",
      reason: archived ? `${system.name} is in use.` : `${system.name} is archived already.`,
    });
  return ok({ system, items: await countItems(tx, systemId) });
}

/** Only what stays the same from day to day is signed; what is in the system may grow until then. */
function needOf({ system, items }: Prepared, reason: string): ApprovalNeed {
  return {
    about: `Archive ${system.name}`,
    reason:
      "An archived system is in no list and no sum, so two persons decide that nobody watches it any more.",
    asked: reason,
    changes: [
      { field: "System", before: system.name, after: system.name },
      { field: "Owner", before: system.owner.name, after: system.owner.name },
      { field: "Standing", before: "In use", after: "Archived: it can be read, nothing in it changes" },
      { field: "Checklist items", before: String(items), after: "Counted nowhere", burden: {} },
    ],
  };
}

/** Whatever else was asked for in the system is overtaken, each on record. */
async function overtake(tx: Tx, systemId: SystemId, except: ApprovalRequestId | null): Promise<number> {
  let closed = 0;
  const ids = (await listOpenRequestIds(tx, systemId)).filter((id) => id !== except);
  for (const id of ids) {
    const record = await lockRequest(tx, id);
    if (!record || !isOpen(record.request)) continue;
    const reason = "The system was archived.";
    await closeRequest(tx, id, "stale", reason);
    const about = `${formatRequestNumber(record.number)}: ${record.about}`;
    await appendAudit(tx, {
      actorId: null,
      action: "approvals.go-stale",
      outcome: "done",
      subject: "approval-request",
      subjectId: id,
      systemId,
      detail: { about, reason },
    });
    closed += 1;
  }
  return closed;
}

/** Puts a system away: it leaves lists and sums, stays readable by its address, and nothing in it changes. Always two persons. */
export const archiveSystem = defineCommand({
  name: "systems.archive",
  input: archiveInput,
  permission: "system:edit",
  archiving: true,
  destructive: true,
  scope: ({ systemId }) => systemId,
  before: ({ tx, input }) => standing(tx, input.systemId, false),
  approval: ({ before, input }) => needOf(before, input.reason),
  run: async ({ tx, caller, input }) => {
    const overtaken = await overtake(tx, input.systemId, requestOf(caller));
    const { slug } = await setArchived(tx, input.systemId, true);
    return ok({ slug, overtaken });
  },
  audit: ({ input, before, output }) => ({
    subject: "system",
    subjectId: input.systemId,
    systemId: input.systemId,
    detail: {
      about: `${before.system.name} archived`,
      before: { standing: "in use" },
      after: {
        standing: "archived",
        reason: input.reason,
        overtaken: counted(output.overtaken, "open request"),
      },
    },
  }),
});

/** Takes an archived system back as it was. That puts nothing at risk, so one person is enough. */
export const restoreArchived = defineCommand({
  name: "systems.restore-archived",
  input: restoreArchivedInput,
  permission: "system:edit",
  archiving: true,
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: ({ tx, input }) => standing(tx, input.systemId, true),
  run: async ({ tx, input }) => {
    const { slug } = await setArchived(tx, input.systemId, false);
    return ok({ slug });
  },
  audit: ({ input, before }) => ({
    subject: "system",
    subjectId: input.systemId,
    systemId: input.systemId,
    detail: {
      about: `${before.system.name} taken back from the archive`,
      before: { standing: "archived" },
      after: { standing: "in use" },
    },
  }),
});
