"use client";

import { useRouter } from "next/navigation";
import { useOptimistic, useRef, useState, useTransition } from "react";
import type { ItemId, SystemId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { editItem, editItems } from "@/lib/features/checklists/actions";
import type { Edit, RowView } from "./list-view";

export type Target = Pick<RowView, "id" | "number" | "version" | "title" | "must">;

/** An edit of one item that was refused: it was rolled back, and this says why. */
export type Trouble = { readonly target: Target; readonly edit: Edit; readonly refusal: Refusal };

type BulkResult = Awaited<ReturnType<typeof editItems>>;
/** What became of a change to many items. */
export type BulkOutcome = Extract<BulkResult, { ok: true }>["value"];

type Patches = ReadonlyMap<ItemId, Edit>;
type Patch = { readonly ids: readonly ItemId[]; readonly edit: Edit };

const NO_PATCHES: Patches = new Map();
const UNREACHABLE: Refusal = {
  code: "refused",
  reason: "The server could not be reached. Nothing was changed; try again in a moment.",
};

function patched(patches: Patches, { ids, edit }: Patch): Patches {
  const next = new Map(patches);
  for (const id of ids) next.set(id, { ...next.get(id), ...edit });
  return next;
}

function inputOf({ status, reason, owner, due }: Edit) {
  return {
    ...(status === undefined ? {} : { status }),
    ...(reason === undefined ? {} : { reason }),
    ...(owner === undefined ? {} : { ownerId: owner?.id ?? null }),
    ...(due === undefined ? {} : { due }),
  };
}

/**
 * Edits that show at once and are taken back when the server refuses them. One after another, each on top of the
 * version that the one before left, so that nobody is in conflict with themselves.
 */
export function useEdits(systemId: SystemId) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [patches, addPatch] = useOptimistic(NO_PATCHES, patched);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [outcome, setOutcome] = useState<BulkOutcome | Refusal | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const versions = useRef(new Map<ItemId, number>());

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.current.then(work);
    queue.current = turn.catch(() => {});
    return turn;
  };
  const versionOf = ({ id, version }: Target) => Math.max(version, versions.current.get(id) ?? 0);

  const edit = (target: Target, wanted: Edit, overVersion?: number) =>
    startTransition(async () => {
      addPatch({ ids: [target.id], edit: wanted });
      setTrouble(null);
      const result = await inTurn(async () => {
        const seen = overVersion ?? versionOf(target);
        const answer = await editItem({ systemId, itemId: target.id, version: seen, ...inputOf(wanted) });
        // A greater step holds what others changed and this person has not seen: the page brings it, then it counts.
        if (answer.ok && answer.value.version === seen + 1) versions.current.set(target.id, seen + 1);
        return answer;
      }).catch(() => ({ ok: false as const, error: UNREACHABLE }));
      if (!result.ok) {
        setTrouble({ target, edit: wanted, refusal: result.error });
        if (result.error.code === "stale") router.refresh();
      }
    });

  const editMany = (targets: readonly Target[], wanted: Edit, then: (outcome: BulkOutcome) => void) =>
    startTransition(async () => {
      addPatch({ ids: targets.map(({ id }) => id), edit: wanted });
      setOutcome(null);
      const items = targets.map((target) => ({ itemId: target.id, version: versionOf(target) }));
      const result = await inTurn(() => editItems({ systemId, items, ...inputOf(wanted) })).catch(() => ({
        ok: false as const,
        error: UNREACHABLE,
      }));
      setOutcome(result.ok ? result.value : result.error);
      if (result.ok) then(result.value);
    });

  return {
    patches,
    pending,
    edit,
    editMany,
    trouble,
    outcome,
    dismiss: () => setTrouble(null),
    dismissOutcome: () => setOutcome(null),
  };
}
