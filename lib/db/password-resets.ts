import "server-only";
import type { InstantMs, Sha256Hex, UserId } from "@/lib/domain/kernel/ids";
import type { Read, Tx } from "./client";
import { makeId } from "./ids";

/** Writes a reset; an earlier unused one stops working. */
export async function insertPasswordReset(
  tx: Tx,
  reset: {
    userId: UserId;
    tokenHash: Sha256Hex;
    expiresAtMs: InstantMs;
    /** Two persons granted it, and its link is still to be shown to this one. */
    grantedTo: UserId | null;
    /** One person made it, and sees its link. */
    madeBy: UserId | null;
  },
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

/** Whose reset this is and whom its link was shown to, if it can still be used. */
export async function findPasswordReset(
  read: Read,
  tokenHash: Sha256Hex,
): Promise<{ id: string; userId: UserId; shownTo: UserId | null } | null> {
  const rows = await read.sql.$queryRaw<{ id: string; user_id: string; shown_to: string | null }[]>`
    select r.id, r.user_id,
      coalesce(r.made_by, case when r.revealed_at is not null then r.granted_to end) as shown_to
    from password_reset r join "user" u on u.id = r.user_id
    where r.token_hash = ${tokenHash} and r.used_at is null and r.expires_at > clock_timestamp() and u.status = 'active'`;
  const [row] = rows;
  return row ? { id: row.id, userId: row.user_id as UserId, shownTo: row.shown_to as UserId | null } : null;
}

/** Uses the reset up; false when it was used meanwhile. */
export async function consumePasswordReset(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.sql.passwordReset.updateMany({
    where: { id, usedAt: null },
    data: { usedAt: new Date(tx.asOf) },
  });
  return count === 1;
}

const TO_REVEAL = { usedAt: null, revealedAt: null } as const;

/** Until when this person can still have the link shown that two persons granted them for somebody; null where there is none. */
export async function findResetToReveal(
  read: Read,
  userId: UserId,
  grantedTo: UserId,
  asOf: InstantMs,
): Promise<InstantMs | null> {
  const row = await read.sql.passwordReset.findFirst({
    where: { userId, grantedTo, expiresAt: { gt: new Date(asOf) }, ...TO_REVEAL },
    select: { expiresAt: true },
  });
  return row && (row.expiresAt.getTime() as InstantMs);
}

/** Gives the reset that two persons granted its link, once; false where there is none to show any more. */
export async function revealPasswordReset(
  tx: Tx,
  reset: { userId: UserId; grantedTo: UserId; tokenHash: Sha256Hex },
): Promise<boolean> {
  const { userId, grantedTo, tokenHash } = reset;
  const now = new Date(tx.asOf);
  const { count } = await tx.sql.passwordReset.updateMany({
    where: { userId, grantedTo, expiresAt: { gt: now }, ...TO_REVEAL },
    data: { tokenHash, revealedAt: now },
  });
  return count === 1;
}
