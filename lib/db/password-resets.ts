import "server-only";
import type { InstantMs, Sha256Hex, UserId } from "@/lib/domain/kernel/ids";
import type { Read, Tx } from "./client";
import { makeId } from "./ids";

/** Writes a reset; an earlier unused one stops working. */
export async function insertPasswordReset(
  tx: Tx,
  reset: { userId: UserId; tokenHash: Sha256Hex; expiresAtMs: InstantMs },
): Promise<void> {
  const { expiresAtMs, ...rest } = reset;
  await voidPasswordResets(tx, rest.userId);
  await tx.sql.passwordReset.create({ data: { id: makeId(), ...rest, expiresAt: new Date(expiresAtMs) } });
}

/** Ends every open reset of a person: with the password or the account it was made for, the link is over. */
export async function voidPasswordResets(tx: Tx, userId: UserId): Promise<void> {
  await tx.sql.passwordReset.updateMany({
    where: { userId, usedAt: null },
    data: { usedAt: new Date(tx.asOf) },
  });
}

/** As much work as a reset takes, for an address that nobody has: the answer's time must not tell. */
export async function insertNoPasswordReset(tx: Tx): Promise<void> {
  const userId = makeId<UserId>();
  for (let statement = 0; statement < 3; statement++)
    await tx.sql.passwordReset.updateMany({ where: { userId }, data: { usedAt: new Date(tx.asOf) } });
}

/** Whose reset this is, if it can still be used. */
export async function findPasswordReset(
  read: Read,
  tokenHash: Sha256Hex,
): Promise<{ id: string; userId: UserId } | null> {
  const rows = await read.sql.$queryRaw<{ id: string; user_id: string }[]>`
    select r.id, r.user_id from password_reset r join "user" u on u.id = r.user_id
    where r.token_hash = ${tokenHash} and r.used_at is null and r.expires_at > clock_timestamp() and u.status = 'active'`;
  return rows[0] ? { id: rows[0].id, userId: rows[0].user_id as UserId } : null;
}

/** Uses the reset up; false when it was used meanwhile. */
export async function consumePasswordReset(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.sql.passwordReset.updateMany({
    where: { id, usedAt: null },
    data: { usedAt: new Date(tx.asOf) },
  });
  return count === 1;
}
