import "server-only";
import type { z } from "zod";
import { appendAudit } from "@/lib/db/audit";
import { commitRevisions } from "@/lib/db/client";
import type { AuditDetail } from "@/lib/domain/audit/entry";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { CommandSpec, Context, Permission } from "./command-spec";
import { demand } from "./rollback";

/** On whose strength something critical ran, for its audit entry. */
export type Strength = Pick<AuditDetail, "bootstrap" | "request">;

/** What was done, and where it stands in history and in the trail. */
export type Done<O> = {
  readonly output: O;
  readonly changeNumber: bigint | null;
  readonly entryId: string | null;
};

/** Does it and records it: the rows, their revisions under one change number, and one audit entry. */
export async function carryOut<P extends Permission, S extends z.ZodType, B, O, R>(
  spec: CommandSpec<P, S, B, O, R>,
  context: Context<z.output<S>, P> & { readonly before: B },
  strength: Strength = {},
): Promise<Done<O>> {
  const { tx, actor, input, before } = context;
  const output = demand(await spec.run(context));
  const actorId: UserId | null = actor ? actor.id : null;
  const changeNumber = await commitRevisions(tx, { command: spec.name, actorId });
  const entry = spec.audit({ input, before, output }) ?? (strength.request ? NOTHING_CHANGED : null);
  if (!entry) return { output, changeNumber, entryId: null };
  const entryId = await appendAudit(tx, {
    actorId,
    action: spec.name,
    outcome: "done",
    systemId: null,
    ...entry,
    detail: { ...entry.detail, ...strength },
  });
  return { output, changeNumber, entryId };
}

/** An approved request is on record even where all stood already as it asked. */
const NOTHING_CHANGED = {
  subject: "approval-request",
  subjectId: null,
  detail: { about: "Everything stood already as it was asked for" },
} as const;
