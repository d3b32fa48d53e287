import "server-only";
import type { InstantMs, Sha256Hex, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { PersonRef } from "@/lib/domain/people/person";
import type { TokenFacts, TokenGrant, TokenId } from "@/lib/domain/tokens/token";
import type { TokenScope } from "@/lib/domain/tokens/token-scope";
import { type Read, revise, type Tx } from "./client";
import type { Prisma } from "./generated/client";
import { makeId } from "./ids";
import { findHolderById, type SessionHolder } from "./sessions";

/** A token with the person in whose name it acts. */
export type TokenRecord = TokenFacts & { readonly owner: PersonRef; readonly version: number };

const OWNER = { owner: { select: { id: true, name: true, handle: true } } } as const;
type Row = Prisma.ApiTokenGetPayload<{ include: typeof OWNER }>;

const msOrNull = (date: Date | null): InstantMs | null => (date ? (date.getTime() as InstantMs) : null);

function toGrant(row: Pick<Row, "id" | "scopes" | "systemIds" | "actions">): TokenGrant {
  return {
    id: row.id as TokenId,
    scopes: row.scopes as TokenScope[],
    systemIds: row.systemIds as SystemId[],
    actions: row.actions,
  };
}

function toRecord(row: Row): TokenRecord {
  return {
    ...toGrant(row),
    name: row.name,
    createdAtMs: row.createdAt.getTime() as InstantMs,
    expiresAtMs: row.expiresAt.getTime() as InstantMs,
    revealedAtMs: msOrNull(row.revealedAt),
    lastUsedAtMs: msOrNull(row.lastUsedAt),
    revokedAtMs: msOrNull(row.revokedAt),
    owner: { id: row.owner.id as UserId, name: row.owner.name, handle: row.owner.handle },
    version: row.version,
  };
}

/** Who a live token speaks for, with the rights that they have at this moment; null where it or its owner's account ended. */
export async function findTokenHolder(
  read: Read,
  secretHash: Sha256Hex,
): Promise<(SessionHolder & { readonly token: TokenGrant }) | null> {
  const rows = await read.sql.$queryRaw<{ id: string }[]>`
    select id from api_token
    where secret_hash = ${secretHash} and revoked_at is null and expires_at > clock_timestamp()`;
  const row = rows[0] && (await read.sql.apiToken.findUnique({ where: { id: rows[0].id } }));
  const holder = row && (await findHolderById(read, row.ownerId as UserId));
  return holder ? { ...holder, token: toGrant(row) } : null;
}

/** Holds a token against being revoked or rotated until the transaction ends. */
export async function holdToken(tx: Tx, secretHash: Sha256Hex): Promise<void> {
  await tx.sql.$queryRaw`select 1 from api_token where secret_hash = ${secretHash} for share`;
}

/** Marks a token as used, at most once a minute. */
export async function touchToken(read: Read, secretHash: Sha256Hex): Promise<void> {
  await read.sql.$executeRaw`
    update api_token set last_used_at = clock_timestamp()
    where secret_hash = ${secretHash} and revoked_at is null
      and (last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute')`;
}

/** The token, its row locked until the transaction ends. */
export async function lockToken(tx: Tx, id: TokenId): Promise<TokenRecord | null> {
  await tx.sql.$queryRaw`select 1 from api_token where id = ${id}::uuid for update`;
  const row = await tx.sql.apiToken.findUnique({ where: { id }, include: OWNER });
  return row && toRecord(row);
}

/** Tokens of one person, or with null of everybody; newest first. */
export async function listTokens(
  read: Read,
  ownerId: UserId | null,
  most: number,
): Promise<readonly TokenRecord[]> {
  const rows = await read.sql.apiToken.findMany({
    where: ownerId ? { ownerId } : {},
    include: OWNER,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: most,
  });
  return rows.map(toRecord);
}

/** How many tokens of a person could still be used. */
export async function countLiveTokens(tx: Tx, ownerId: UserId): Promise<number> {
  return tx.sql.apiToken.count({
    where: { ownerId, revokedAt: null, expiresAt: { gt: new Date(tx.asOf) } },
  });
}

export type TokenDraft = Omit<TokenGrant, "id"> & {
  readonly ownerId: UserId;
  readonly name: string;
  readonly expiresAtMs: InstantMs;
};

/** Inserts a token that has no secret yet. */
export async function insertToken(tx: Tx, draft: TokenDraft): Promise<TokenId> {
  const id = makeId<TokenId>();
  const { ownerId, name, scopes, systemIds, actions, expiresAtMs } = draft;
  await tx.sql.apiToken.create({
    data: {
      id,
      ownerId,
      name,
      scopes: [...scopes],
      systemIds: [...systemIds],
      actions: [...actions],
      createdAt: new Date(tx.asOf),
      expiresAt: new Date(expiresAtMs),
    },
  });
  await keepRevision(tx, id);
  return id;
}

/** Gives a locked token a secret; the one before is void at once. */
export async function updateTokenSecret(tx: Tx, id: TokenId, secretHash: Sha256Hex): Promise<void> {
  const now = new Date(tx.asOf);
  const data = { secretHash, revealedAt: now, version: { increment: 1 } };
  await tx.sql.apiToken.update({ where: { id }, data });
  await keepRevision(tx, id);
}

/** Ends a locked token for good. */
export async function revokeToken(tx: Tx, id: TokenId, by: UserId): Promise<void> {
  const data = { revokedAt: new Date(tx.asOf), revokedBy: by, version: { increment: 1 } };
  await tx.sql.apiToken.update({ where: { id }, data });
  await keepRevision(tx, id);
}

/** Ends every token of a person. */
export async function revokeTokensOf(tx: Tx, ownerId: UserId, by: UserId): Promise<void> {
  const live = await tx.sql.apiToken.findMany({ where: { ownerId, revokedAt: null }, select: { id: true } });
  for (const { id } of live) await revokeToken(tx, id as TokenId, by);
}

async function keepRevision(tx: Tx, id: TokenId): Promise<void> {
  const {
    secretHash: _secret,
    lastUsedAt: _used,
    version,
    ...facts
  } = await tx.sql.apiToken.findUniqueOrThrow({
    where: { id },
  });
  revise(tx, {
    aggregate: "token",
    id,
    version,
    snapshot: {
      ...facts,
      createdAt: facts.createdAt.toISOString(),
      expiresAt: facts.expiresAt.toISOString(),
      revealedAt: facts.revealedAt?.toISOString() ?? null,
      revokedAt: facts.revokedAt?.toISOString() ?? null,
    },
  });
}
