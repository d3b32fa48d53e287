import { randomBytes } from "node:crypto";
import { findItemByNumber, listItems } from "@/lib/db/checklists";
import { reader } from "@/lib/db/client";
import { findSystem } from "@/lib/db/systems";
import { factsOf, type Item } from "@/lib/domain/checklists/item";
import { type ItemStanding, itemState } from "@/lib/domain/checklists/item-state";
import type { ItemId, SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import type { Caller } from "@/lib/server/caller";
import { run } from "./commands";

/** A new item of a system's own, so that tests don't meet. */
export async function freshItem(
  systemId: SystemId,
  caller: Caller,
  { must = false, days = 90 } = {},
): Promise<Item> {
  const title = `Item ${randomBytes(6).toString("hex")}`;
  const input = { systemId, phase: "design", title, must: must ? "on" : "false", evidenceValidDays: days };
  const { id } = await run<{ id: ItemId }>("checklists.add-own-item", input, caller);
  const item = (await listItems(reader(), systemId, null)).find((one) => one.id === id);
  if (!item) throw new Error("the new item is not listed");
  return item;
}

/** The same item as it stands now. */
export async function again({ systemId, phase, ordinal }: Item): Promise<Item> {
  const item = await findItemByNumber(reader(), systemId, phase, ordinal);
  if (!item) throw new Error("the item is gone");
  return item;
}

/** Where an item stands on a day. */
export async function standingOf(item: Item, day: UtcDate): Promise<ItemStanding> {
  const system = await findSystem(reader(), item.systemId);
  if (!system) throw new Error("the system is gone");
  return itemState(factsOf(await again(item), system), day);
}
