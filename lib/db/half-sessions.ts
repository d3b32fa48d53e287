import "server-only";
import type { Sha256Hex, UserId } from "@/lib/domain/kernel/ids";
import type { Read, Tx } from "./client";
import { makeId } from "./ids";

/** This long somebody may take for their second factor. */
const MINUTES = 10;

export type HalfSession = {
  readonly id: string;
  readonly userId: UserId;
  readonly name: string;
  readonly to: string;
};

/** Notes that a password was right. It opens nothing: no session is found by its token. */
export async function insertHalfSession(
  tx: Tx,
  half: { readonly userId: UserId; readonly tokenHash: Sha256Hex; readonly to: string },
): Promise<void> {
  const createdAt = new Date(tx.asOf);
  const expiresAt = new Date(tx.asOf + MINUTES * 60_000);
  await tx.sql.halfSession.create({ data: { id: makeId(), ...half, createdAt, expiresAt } });
}

/** The sign-in under way, while it is in time, not finished, and the account active; else null. */
export async function findHalfSession(read: Read, tokenHash: Sha256Hex): Promise<HalfSession | null> {
  const rows = await read.sql.$queryRaw<{ id: string; user_id: UserId; name: string; to: string }[]>`
    select h.id, h.user_id, u.name, h."to" from half_session h join "user" u on u.id = h.user_id
    where h.token_hash = ${tokenHash} and h.consumed_at is null and h.expires_at > clock_timestamp()
      and u.status = 'active'`;
  const row = rows[0];
  return row ? { id: row.id, userId: row.user_id, name: row.name, to: row.to } : null;
}

/** Takes the sign-in under way, once; false for whoever comes second. */
export async function consumeHalfSession(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.sql.halfSession.updateMany({
    where: { id, consumedAt: null },
    data: { consumedAt: new Date(tx.asOf) },
  });
  return count === 1;
}

/** Ends every sign-in of a person that is under way. */
export async function voidHalfSessions(tx: Tx, userId: UserId): Promise<void> {
  await tx.sql.halfSession.updateMany({
    where: { userId, consumedAt: null },
    data: { consumedAt: new Date(tx.asOf) },
  });
}
