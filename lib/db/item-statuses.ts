import "server-only";
import type { ItemStatus } from "@/lib/domain/checklists/vocabulary";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Read } from "./client";
import { BUILT_IN } from "./templates";

/** Of each system, where the items of the product's own checklist stand, by their keys; what was retired is left out. */
export async function listStatusesOfBuiltIn(
  read: Read,
  systemIds: readonly SystemId[],
): Promise<ReadonlyMap<SystemId, ReadonlyMap<string, ItemStatus>>> {
  if (systemIds.length === 0) return new Map();
  const rows = await read.sql.$queryRaw<
    { readonly system_id: SystemId; readonly key: string; readonly status: ItemStatus }[]
  >`
    select i.system_id, i.key, i.status from checklist_item i join template t on t.id = i.template_id
    where t.key = ${BUILT_IN} and i.system_id = any(${[...systemIds]}::uuid[]) and i.retired_at is null`;
  const statuses = new Map<SystemId, Map<string, ItemStatus>>();
  for (const { system_id, key, status } of rows) {
    const ofSystem = statuses.get(system_id) ?? new Map<string, ItemStatus>();
    statuses.set(system_id, ofSystem.set(key, status));
  }
  return statuses;
}
