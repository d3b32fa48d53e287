import "server-only";
import { createHash } from "node:crypto";
import { toHex } from "@/lib/domain/audit/bytes";
import { rootOfSubtrees } from "@/lib/domain/audit/merkle";
import type { EntryProof } from "@/lib/domain/audit/proof";
import { inclusionSteps, type NodePlace, type ProofStep, subtreesOf } from "@/lib/domain/audit/tree-shape";
import type { InstantMs, Sha256Hex } from "@/lib/domain/kernel/ids";
import type { Read } from "./client";

const digest = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

/** A checkpoint as it was signed and when. */
export type SignedCheckpoint = {
  readonly size: number;
  readonly root: Sha256Hex;
  readonly note: string;
  /** As verifiers write it. */
  readonly key: string;
  readonly atMs: InstantMs;
};

type CheckpointRow = { size: bigint; root: Uint8Array; note: string; key: string; at: Date };

const toCheckpoint = ({ size, root, note, key, at }: CheckpointRow): SignedCheckpoint => ({
  size: Number(size),
  root: toHex(root) as Sha256Hex,
  note,
  key,
  atMs: at.getTime() as InstantMs,
});

/** The checkpoint over most entries. */
export async function findNewestCheckpoint(read: Read): Promise<SignedCheckpoint | null> {
  const row = await read.sql.auditCheckpoint.findFirst({ orderBy: { size: "desc" } });
  return row && toCheckpoint(row);
}

/** Checkpoints over more than `after` and at most `upTo` entries, smallest first. */
export async function listCheckpoints(
  read: Read,
  { after, upTo, most }: { readonly after: number; readonly upTo: number; readonly most: number },
): Promise<readonly SignedCheckpoint[]> {
  const rows = await read.sql.auditCheckpoint.findMany({
    where: { size: { gt: BigInt(after), lte: BigInt(upTo) } },
    orderBy: { size: "asc" },
    take: most,
  });
  return rows.map(toCheckpoint);
}

/** Every key that ever signed, newest use first. */
export async function listCheckpointKeys(read: Read): Promise<readonly string[]> {
  const rows = await read.sql.$queryRaw<{ key: string }[]>`
    select key from audit_checkpoint group by key order by max(size) desc limit 20`;
  return rows.map(({ key }) => key);
}

/** How many entries have their place in the tree. */
export async function treeSize(read: Read): Promise<number> {
  const rows = await read.sql.$queryRaw<{ size: bigint }[]>`
    select coalesce(max(index) + 1, 0)::bigint as size from audit_leaf`;
  return Number(rows[0]?.size ?? 0n);
}

/**
 * The proof that an entry stands in the tree of the newest checkpoint; some log2(size) reads by key.
 *
 * @param entryId the entry's UUID
 * @returns null while the entry has no place, or no checkpoint covers it yet
 * @throws when the tree lacks nodes that it must have: it was changed behind the application's back
 */
export async function findProof(read: Read, entryId: string): Promise<EntryProof | null> {
  const index = await findPlace(read, entryId);
  const checkpoint = await findNewestCheckpoint(read);
  if (index === null || !checkpoint || checkpoint.size <= index) return null;
  const { size, root, note } = checkpoint;
  const hashes = await hashSteps(read, inclusionSteps(index, size));
  return { index, size, hashes: hashes.map((hash) => toHex(hash) as Sha256Hex), root, checkpoint: note };
}

/** The position of an entry in the tree; null while it has none. */
export async function findPlace(read: Read, entryId: string): Promise<number | null> {
  const rows = await read.sql.$queryRaw<{ index: bigint }[]>`
    select l.index from audit_leaf l join audit_entry e on e.id = l.entry_number where e.entry_id = ${entryId}::uuid`;
  return rows[0] ? Number(rows[0].index) : null;
}

/** The root of the first `size` entries, from the stored subtrees; null where one is missing. */
export async function rootAt(read: Read, size: number): Promise<Uint8Array | null> {
  const [root] = await hashSteps(read, [subtreesOf(size)]).catch(() => []);
  return root ?? null;
}

async function hashSteps(read: Read, steps: readonly ProofStep[]): Promise<readonly Uint8Array[]> {
  const found = await readNodes(read, steps.flat());
  return steps.map((step) =>
    rootOfSubtrees(
      digest,
      step.map((place) => {
        const hash = found.get(placeKey(place));
        if (!hash) throw new Error(`the audit tree lacks node ${placeKey(place)}`);
        return hash;
      }),
    ),
  );
}

/** A name for a node's place, to look hashes up by. */
export function placeKey({ level, index }: NodePlace): string {
  return `${level}/${index}`;
}

/** The stored hashes of these subtrees, leaves among them, by `placeKey`. */
export async function readNodes(
  read: Read,
  places: readonly NodePlace[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const levels = places.map(({ level }) => level);
  const indexes = places.map(({ index }) => BigInt(index));
  const rows = await read.sql.$queryRaw<{ level: number; index: bigint; hash: Uint8Array }[]>`
    with wanted as (select * from unnest(${levels}::int[], ${indexes}::bigint[]) w(level, index))
    select n.level::int, n.index, n.hash from wanted w join audit_node n on n.level = w.level and n.index = w.index
    union all
    select 0, l.index, l.hash from wanted w join audit_leaf l on w.level = 0 and l.index = w.index`;
  return new Map(rows.map(({ level, index, hash }) => [placeKey({ level, index: Number(index) }), hash]));
}
