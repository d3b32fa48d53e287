import "server-only";
import type { ItemId, SystemId, TemplateId } from "@/lib/domain/kernel/ids";
import type { Read, Tx } from "./client";

/** Puts items whose text stays at other places in their list; that is no change of the items. */
export async function moveItems(
  tx: Tx,
  places: readonly { readonly id: ItemId; readonly position: number }[],
): Promise<void> {
  await tx.sql.$executeRaw`
    update checklist_item i set position = place.position
    from unnest(${places.map(({ id }) => id)}::uuid[], ${places.map(({ position }) => position)}::int[])
      as place(id, position)
    where i.id = place.id and i.position <> place.position`;
}

/** Keys of the items of a system that left a template: a later version may bring them back. */
export async function listRetiredKeys(
  read: Read,
  systemId: SystemId,
  templateId: TemplateId,
): Promise<ReadonlySet<string>> {
  const rows = await read.sql.checklistItem.findMany({
    where: { systemId, templateId, retiredAt: { not: null } },
    select: { key: true },
  });
  return new Set(rows.map((row) => row.key));
}
