import "server-only";
import type { ElementKind, ModelElement } from "@/lib/domain/architecture/element";
import type { Tombstone } from "@/lib/domain/architecture/match-import";
import type { WrittenVersion } from "@/lib/domain/architecture/persons-fields";
import { storedElement } from "@/lib/domain/architecture/stored-element";
import type { ElementId, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Read } from "./client";

/** More versions of one file's elements than this are not looked at; the oldest go first. */
const VERSIONS_MAX = 50_000;

/** What was taken out of a system, by kind and number. */
export async function listTombstones(read: Read, systemId: SystemId): Promise<readonly Tombstone[]> {
  const rows = await read.sql.modelElement.findMany({
    where: { systemId, retiredAt: { not: null } },
    select: { id: true, kind: true, number: true, name: true, source: true, externalId: true },
    orderBy: [{ kind: "asc" }, { number: "asc" }],
  });
  return rows.map(({ id, kind, number, name, source, externalId }) => ({
    id: id as ElementId,
    kind: kind as ElementKind,
    number,
    name,
    origin: source !== null && externalId !== null ? { source, externalId } : null,
  }));
}

/** Who owns controls of a system, in the order in which people are held. */
export async function listControlOwners(read: Read, systemId: SystemId): Promise<readonly UserId[]> {
  const rows = await read.sql.$queryRaw<{ id: UserId }[]>`
    select distinct facts ->> 'ownerId' as id from model_element
    where system_id = ${systemId}::uuid and kind = 'control' and retired_at is null and facts ->> 'ownerId' is not null
    order by id`;
  return rows.map(({ id }) => id);
}

/**
 * All versions of some elements, each element's oldest first.
 *
 * @param importing the commands that write what a file says
 */
export async function listWrittenVersions(
  read: Read,
  ids: readonly ElementId[],
  importing: readonly string[],
): Promise<ReadonlyMap<ElementId, readonly WrittenVersion[]>> {
  const versions = new Map<ElementId, WrittenVersion[]>();
  if (ids.length === 0) return versions;
  const rows = await read.sql.revision.findMany({
    where: { aggregate: "model-element", aggregateId: { in: [...ids] } },
    select: { aggregateId: true, snapshot: true, change: { select: { command: true } } },
    orderBy: [{ changeNumber: "desc" }, { version: "desc" }],
    take: VERSIONS_MAX,
  });
  for (const { aggregateId, snapshot, change } of rows.reverse()) {
    const id = aggregateId as ElementId;
    const { element } = snapshot as unknown as { readonly element: ModelElement };
    const version = { element: storedElement(element), byImport: importing.includes(change.command) };
    const known = versions.get(id);
    if (known) known.push(version);
    else versions.set(id, [version]);
  }
  return versions;
}
