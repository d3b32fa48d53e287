import "server-only";
import type { Tx } from "@/lib/db/client";
import { makeId } from "@/lib/db/ids";
import type { ApprovalNeed } from "@/lib/domain/approvals/need";
import { readable } from "@/lib/domain/architecture/check-whole";
import type { StatedThreat } from "@/lib/domain/architecture/element";
import type { ElementId, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { lesseningReason, lessStated } from "@/lib/domain/threats/less-stated";
import {
  type AskedChange,
  changesModel,
  fieldOfOnly,
  type PreparedChange,
  prepareModelChange,
  type StandingModel,
} from "@/lib/server/change-system-model";
import { defineCommand } from "@/lib/server/command";
import { type StateThreatInput, stateThreatInput, takeBackThreatInput } from "../schema";

type Prepared = PreparedChange & { readonly old: StatedThreat | null };

function stated(
  input: StateThreatInput,
  { model, catalogue }: StandingModel,
): Result<AskedChange[], Refusal> {
  const { systemId: _systemId, version, over, reason: _reason, stride, ...written } = input;
  const id = input.id ?? makeId<ElementId>();
  const old = model.statedThreats.find((threat) => threat.id === id);
  const threat = catalogue.threats.find((one) => one.id === input.threat);
  const draft = {
    ...written,
    kind: "stated-threat" as const,
    id,
    origin: version === null ? null : (old?.origin ?? null),
    stride: stride ?? threat?.stride.primary[0] ?? null,
    places: [...new Set(written.places)].toSorted(),
  };
  return ok([{ op: "save", draft, version, over }]);
}

/** What counts for less after it, exactly; null where one person is enough. */
function needOf({ old, changed, edits }: Prepared, reason: string): ApprovalNeed | null {
  if (!old) return null;
  const now = changed.model.statedThreats.find(({ id }) => id === old.id) ?? null;
  const lessenings = lessStated(old, now);
  if (lessenings.length === 0) return null;
  return {
    about: now ? `Lessen ${readable(old)}` : `Take back ${readable(old)}`,
    reason: lesseningReason(readable(old), lessenings),
    asked: reason,
    changes: edits.flatMap(({ changes }) => changes),
  };
}

async function prepared(
  tx: Tx,
  by: UserId,
  { systemId, reason }: { readonly systemId: SystemId; readonly reason: string },
  changes: (standing: StandingModel) => Result<AskedChange[], Refusal>,
): Promise<Result<Prepared, Refusal>> {
  const change = await prepareModelChange(tx, { systemId, by, changes, fieldOf: fieldOfOnly });
  if (!change.ok) return change;
  const { model, changed } = change.value;
  const touched = new Set([...changed.saved, ...changed.retired].map(({ id }) => id));
  const value = { ...change.value, old: model.statedThreats.find(({ id }) => touched.has(id)) ?? null };
  if (reason !== "" || !needOf(value, reason)) return ok(value);
  const message = "Say why: this makes a threat count for less, so a second person decides about it.";
  return err({ code: "invalid-input", issues: [{ path: "reason", message }] });
}

/** States a threat that no rule found, or changes one; what makes it count for less needs a second person. */
export const stateThreat = defineCommand({
  name: "threats.state",
  input: stateThreatInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  before: ({ tx, actor, input }) => prepared(tx, actor.id, input, (standing) => stated(input, standing)),
  approval: ({ before, input }) => needOf(before, input.reason),
  ...changesModel,
});

/** Takes a stated threat back. */
export const takeBackThreat = defineCommand({
  name: "threats.take-back",
  input: takeBackThreatInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  before: ({ tx, actor, input }) => {
    const { id, version } = input;
    const changes = ({ model, system }: StandingModel): Result<AskedChange[], Refusal> =>
      model.statedThreats.some((one) => one.id === id)
        ? ok([{ op: "retire", id, version }])
        : err({ code: "not-found", reason: `${system.name} has no such threat. Reload the page.` });
    return prepared(tx, actor.id, input, changes);
  },
  approval: ({ before, input }) => needOf(before, input.reason),
  ...changesModel,
});
