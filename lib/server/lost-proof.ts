import "server-only";
import { listItems } from "@/lib/db/checklists";
import type { Tx } from "@/lib/db/client";
import { findModel } from "@/lib/db/model";
import { findSystem } from "@/lib/db/systems";
import type { SystemKind } from "@/lib/domain/checklists/applicability";
import type { Item } from "@/lib/domain/checklists/item";
import { type LostProof, lostProof } from "@/lib/domain/controls/lost-proof";
import type { ProvingItem } from "@/lib/domain/controls/proof-state";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";

/** What a command would change of what proof is read from; left out: that stays. */
type ProofChange = {
  readonly items?: (items: readonly Item[]) => readonly ProvingItem[];
  readonly system?: SystemKind;
};

/** The controls of a system that a change would leave unproven. Every command that can do so asks this. */
export async function lostProofOf(
  tx: Tx,
  systemId: SystemId,
  change: ProofChange,
): Promise<readonly LostProof[]> {
  const system = await findSystem(tx, systemId);
  if (!system) return [];
  const { controls } = await findModel(tx, system);
  if (!controls.some(({ standing }) => standing === "in-place")) return [];
  const items = await listItems(tx, systemId, null);
  const after = { items: change.items?.(items) ?? items, system: change.system ?? system };
  return lostProof(controls, { items, system }, after, utcDateOf(tx.asOf));
}
