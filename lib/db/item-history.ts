import "server-only";
import type { AskedState } from "@/lib/domain/checklists/edit";
import type { ItemSnapshot } from "@/lib/domain/checklists/item-diff";
import { questionHash } from "@/lib/domain/checklists/item-text-canonical";
import type { ItemId, UserId } from "@/lib/domain/kernel/ids";
import type { Read } from "./client";
import { digest, getText, textsOf } from "./item-texts";

/** What an item was, and was asked, at an earlier version; null when that version never was. */
export async function findAskedState(
  read: Read,
  id: ItemId,
  version: number,
): Promise<(AskedState & { readonly title: string }) | null> {
  const row = await read.sql.revision.findUnique({
    where: { aggregate_aggregateId_version: { aggregate: "item", aggregateId: id, version } },
  });
  if (!row) return null;
  const snapshot = row.snapshot as unknown as ItemSnapshot;
  const text = getText(await textsOf(read, [snapshot.textHash]), snapshot.textHash);
  return { ...snapshot, questionHash: questionHash(text, digest), title: text.title };
}

export type ItemRevision = {
  readonly version: number;
  readonly atMs: number;
  readonly actorId: UserId | null;
  readonly command: string;
  readonly snapshot: ItemSnapshot;
};

/** The newest revisions of an item, newest first. */
export async function listItemRevisions(
  read: Read,
  id: ItemId,
  most: number,
): Promise<readonly ItemRevision[]> {
  const rows = await read.sql.revision.findMany({
    where: { aggregate: "item", aggregateId: id },
    orderBy: { version: "desc" },
    include: { change: true },
    take: most,
  });
  return rows.map((row) => ({
    version: row.version,
    atMs: row.change.at.getTime(),
    actorId: row.change.actorId as UserId | null,
    command: row.change.command,
    snapshot: row.snapshot as unknown as ItemSnapshot,
  }));
}
