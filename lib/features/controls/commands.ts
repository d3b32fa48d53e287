import "server-only";
import { listItems } from "@/lib/db/checklists";
import type { Tx } from "@/lib/db/client";
import { makeId } from "@/lib/db/ids";
import { holdPerson } from "@/lib/db/sessions";
import type { ApprovalNeed } from "@/lib/domain/approvals/need";
import { readable } from "@/lib/domain/architecture/check-whole";
import type { Control } from "@/lib/domain/architecture/element";
import { elementsOf } from "@/lib/domain/architecture/system-model";
import { criticalChange, criticalReason } from "@/lib/domain/controls/critical-change";
import { ownFigures } from "@/lib/domain/controls/own-figures";
import { isProvenSomewhere } from "@/lib/domain/controls/proof-state";
import type { ElementId, UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import {
  type AskedChange,
  changesModel,
  fieldOfOnly,
  type PreparedChange,
  prepareModelChange,
  type StandingModel,
} from "@/lib/server/change-system-model";
import { checkOwner } from "@/lib/server/check-owner";
import { defineCommand } from "@/lib/server/command";
import { retireControlInput, type SaveControlInput, saveControlInput } from "./schema";

type Prepared = PreparedChange & { readonly old: Control | null; readonly isProven: boolean };

const wrong = (path: string, message: string) =>
  err({ code: "invalid-input" as const, issues: [{ path, message }] });

function savedControl(
  input: SaveControlInput,
  { model, catalogue }: StandingModel,
): Result<AskedChange[], Refusal> {
  const { systemId: _systemId, version, over, reason: _reason, ...written } = input;
  const id = input.id ?? makeId<ElementId>();
  const old = model.controls.find((control) => control.id === id);
  const mechanism = catalogue.mechanisms.find((one) => one.id === input.mechanism);
  const draft = {
    ...written,
    ...(mechanism ? ownFigures(written, mechanism) : {}),
    kind: "control" as const,
    id,
    name: written.name || (mechanism?.name ?? input.mechanism),
    origin: old?.origin ?? null,
    scope: [...new Set(written.scope)].toSorted(),
  };
  return ok([{ op: "save", draft, version, over }]);
}

/** The control as it stands, and whether the checklist proves it today on any of its elements. */
async function withProof(tx: Tx, prepared: PreparedChange): Promise<Prepared> {
  const { system, model, changed } = prepared;
  const [touched] = changed.saved;
  const old = model.controls.find(({ id }) => id === touched?.id) ?? null;
  if (old?.standing !== "in-place") return { ...prepared, old, isProven: false };
  const items = await listItems(tx, system.id, null);
  const today = utcDateOf(tx.asOf);
  return { ...prepared, old, isProven: isProvenSomewhere(old, items, system, today) };
}

/** What a proven control loses, exactly; null where one person is enough. */
function needOf({ old, isProven, changed, edits }: Prepared, reason: string): ApprovalNeed | null {
  if (!old) return null;
  const now = changed.model.controls.find(({ id }) => id === old.id) ?? null;
  const weakenings = criticalChange(old, now, isProven);
  if (weakenings.length === 0) return null;
  const isRetired = weakenings.some(({ kind }) => kind === "retired");
  return {
    about: isRetired ? `Retire ${readable(old)}` : `Weaken ${readable(old)}`,
    reason: criticalReason(readable(old), weakenings),
    asked: reason,
    changes: edits.flatMap(({ changes }) => changes),
  };
}

async function prepared(
  tx: Tx,
  by: UserId,
  input: { readonly systemId: SaveControlInput["systemId"]; readonly reason: string },
  changes: (standing: StandingModel) => Result<AskedChange[], Refusal>,
): Promise<Result<Prepared, Refusal>> {
  const { systemId, reason } = input;
  const change = await prepareModelChange(tx, { systemId, by, changes, fieldOf: fieldOfOnly });
  if (!change.ok) return change;
  const proven = await withProof(tx, change.value);
  return reason === "" && needOf(proven, reason)
    ? wrong("reason", "Say why: the control is proven today, so a second person decides about this.")
    : ok(proven);
}

function checkNewOwner(tx: Tx, { old, changed }: Prepared): Promise<Result<null, Refusal>> {
  const [saved] = changed.saved;
  return checkOwner(tx, old?.ownerId ?? null, saved?.kind === "control" ? saved.ownerId : null);
}

/** Makes or changes a control. What takes protection away from a proven one needs a second person. */
export const saveControl = defineCommand({
  name: "controls.save",
  input: saveControlInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  before: async ({ tx, actor, input }) => {
    if (input.ownerId) await holdPerson(tx, input.ownerId); // People before systems, as where an account ends.
    const change = await prepared(tx, actor.id, input, (standing) => savedControl(input, standing));
    if (!change.ok) return change;
    const owner = await checkNewOwner(tx, change.value);
    return owner.ok ? change : owner;
  },
  approval: ({ before, input }) => needOf(before, input.reason),
  ...changesModel,
});

/** Retires a control: it earns and costs nothing any more, but its history stays. */
export const retireControl = defineCommand({
  name: "controls.retire",
  input: retireControlInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  before: async ({ tx, actor, input }) => {
    const changes = ({ model, system }: StandingModel): Result<AskedChange[], Refusal> => {
      const standing = elementsOf(model).find(({ id }) => id === input.id);
      if (standing?.kind !== "control")
        return err({ code: "not-found", reason: `${system.name} has no such control. Reload the page.` });
      const { number: _number, version: _version, ...draft } = standing;
      return ok([{ op: "save", draft: { ...draft, standing: "retired" }, version: input.version }]);
    };
    return prepared(tx, actor.id, input, changes);
  },
  approval: ({ before, input }) => needOf(before, input.reason),
  ...changesModel,
});
