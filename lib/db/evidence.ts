import "server-only";
import type { DeletedEvidence, Evidence } from "@/lib/domain/checklists/item";
import type {
  ApprovalRequestId,
  ElementId,
  EvidenceId,
  InstantMs,
  ItemId,
  Sha256Hex,
  SystemId,
  UserId,
  UtcDate,
} from "@/lib/domain/kernel/ids";
import { NOT_DELETED } from "./checklists";
import type { Read, Tx } from "./client";
import type { Prisma } from "./generated/client";
import { makeId } from "./ids";

const CHUNK_BYTES = 512 * 1024;
const AUTHORS_MAX = 10_000;
/** A request with those who signed it. */
const SIGNED = {
  number: true,
  votes: {
    where: { vote: "approve" },
    include: { voter: { select: { name: true } } },
    orderBy: { at: "asc" },
  },
} as const satisfies Prisma.ApprovalRequestSelect;
const WITH_FILE = {
  file: { select: { hash: true, size: true, mediaType: true } },
  deletion: { include: { deleter: { select: { name: true } }, request: { select: SIGNED } } },
} as const satisfies Prisma.EvidenceInclude;
type Row = Prisma.EvidenceGetPayload<{ include: typeof WITH_FILE }>;

function toEvidence(row: Row): Evidence {
  return {
    id: row.id as EvidenceId,
    title: row.title,
    note: row.note,
    questionHash: row.questionHash as Sha256Hex,
    effectiveOn: row.effectiveOn.toISOString().slice(0, 10) as UtcDate,
    covers: row.covers.length > 0 ? (row.covers as ElementId[]) : null,
    addedBy: row.addedBy as UserId,
    addedAtMs: row.addedAt.getTime() as InstantMs,
    source: row.file
      ? { kind: "file", hash: row.file.hash as Sha256Hex, size: row.file.size, mediaType: row.file.mediaType }
      : { kind: "link", url: row.url ?? "" },
    deleted: row.deletion && toDeleted(row.deletion),
  };
}

function toDeleted({ deleter, request, reason, at }: NonNullable<Row["deletion"]>): DeletedEvidence {
  return {
    by: deleter.name,
    reason,
    atMs: at.getTime() as InstantMs,
    requestNumber: request?.number ?? null,
    signedBy: request?.votes.map(({ voter }) => voter.name) ?? [],
  };
}

/** The proofs of an item, the latest effective first. */
export async function listEvidence(read: Read, itemId: ItemId): Promise<readonly Evidence[]> {
  const rows = await read.sql.evidence.findMany({
    where: { itemId },
    include: WITH_FILE,
    orderBy: [{ effectiveOn: "desc" }, { id: "desc" }],
    take: 200,
  });
  return rows.map(toEvidence);
}

/** A proof of an item, if it was not deleted; the item's row is held by the caller. */
export async function findStandingEvidence(
  read: Read,
  systemId: SystemId,
  id: EvidenceId,
): Promise<(Evidence & { readonly itemId: ItemId }) | null> {
  const row = await read.sql.evidence.findFirst({
    where: { id, systemId, deletion: null },
    include: WITH_FILE,
  });
  return row && { ...toEvidence(row), itemId: row.itemId as ItemId };
}

/** Those who added what proves these items. */
export async function listProofAuthors(read: Read, itemIds: readonly ItemId[]): Promise<readonly UserId[]> {
  const rows = await read.sql.evidence.findMany({
    where: { itemId: { in: [...itemIds] }, deletion: null },
    select: { addedBy: true },
    distinct: ["addedBy"],
    orderBy: { addedBy: "asc" },
    take: AUTHORS_MAX,
  });
  return rows.map(({ addedBy }) => addedBy as UserId);
}

/** Marks a proof as deleted; the proof itself stays as it was. */
export async function insertDeletion(
  tx: Tx,
  deletion: {
    readonly evidenceId: EvidenceId;
    readonly requestId: ApprovalRequestId | null;
    readonly deletedBy: UserId;
    readonly reason: string;
  },
): Promise<void> {
  await tx.sql.evidenceDeletion.create({ data: { ...deletion, at: new Date(tx.asOf) } });
}

/** How many proofs of its present question each item of a system has; items without any are left out. */
export async function countEvidence(read: Read, systemId: SystemId): Promise<ReadonlyMap<ItemId, number>> {
  const rows = await read.sql.$queryRaw<{ item_id: string; proofs: number }[]>`
    select e.item_id, count(*)::int as proofs
    from evidence e
    join checklist_item i on i.id = e.item_id
    join item_text t on t.content_hash = i.content_hash and t.question_hash = e.question_hash
    where e.system_id = ${systemId}::uuid and ${NOT_DELETED} group by e.item_id`;
  return new Map(rows.map((row) => [row.item_id as ItemId, row.proofs]));
}

export type NewEvidence = {
  readonly itemId: ItemId;
  readonly systemId: SystemId;
  readonly questionHash: Sha256Hex;
  readonly title: string;
  readonly note: string;
  readonly effectiveOn: UtcDate;
  /** Null: the whole system. */
  readonly covers: readonly ElementId[] | null;
  readonly addedBy: UserId;
  readonly source:
    | { readonly kind: "link"; readonly url: string }
    | { readonly kind: "file"; readonly hash: Sha256Hex };
};

export async function insertEvidence(tx: Tx, evidence: NewEvidence): Promise<EvidenceId> {
  const { source, effectiveOn, covers, ...rest } = evidence;
  const id = makeId<EvidenceId>();
  await tx.sql.evidence.create({
    data: {
      id,
      ...rest,
      effectiveOn: new Date(`${effectiveOn}T00:00:00Z`),
      covers: [...(covers ?? [])],
      kind: source.kind,
      url: source.kind === "link" ? source.url : null,
      fileHash: source.kind === "file" ? source.hash : null,
    },
  });
  return id;
}

/** Stores bytes under their hash, once, in chunks. */
export async function insertFile(
  tx: Tx,
  file: { hash: Sha256Hex; bytes: Uint8Array; mediaType: string },
): Promise<void> {
  const { hash, bytes, mediaType } = file;
  const inserted = await tx.sql.$executeRaw`
    insert into file (hash, size, media_type) values (${hash}, ${bytes.length}, ${mediaType}) on conflict do nothing`;
  if (inserted === 0) return;
  for (let position = 0; position * CHUNK_BYTES < bytes.length; position++) {
    const chunk = Uint8Array.from(bytes.subarray(position * CHUNK_BYTES, (position + 1) * CHUNK_BYTES));
    await tx.sql.fileChunk.create({ data: { hash, position, bytes: chunk } });
  }
}

export type StoredFile = {
  readonly title: string;
  readonly hash: Sha256Hex;
  readonly size: number;
  readonly mediaType: string;
};

/** The file behind a proof of this system. */
export async function findEvidenceFile(
  read: Read,
  systemId: SystemId,
  id: EvidenceId,
): Promise<StoredFile | null> {
  const row = await read.sql.evidence.findFirst({ where: { id, systemId }, include: WITH_FILE });
  return row?.file ? { ...row.file, title: row.title, hash: row.file.hash as Sha256Hex } : null;
}

/** The bytes of a file, chunk by chunk, so that a large one never stands in memory whole. */
export async function* readFileChunks(read: Read, hash: Sha256Hex): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const chunk = await read.sql.fileChunk.findUnique({ where: { hash_position: { hash, position } } });
    if (!chunk) return;
    yield chunk.bytes;
  }
}
