import "server-only";
import type { InstantMs, PasskeyId, Sha256Hex, UserId } from "@/lib/domain/kernel/ids";
import type { FactorKinds } from "@/lib/domain/people/factors";
import type { Read, Tx } from "./client";

/** What a time step's code was given for. */
export type TotpPurpose = "set-up" | "sign-in" | "account" | "step-up";

const msOf = (date: Date | null): InstantMs | null => date && (date.getTime() as InstantMs);

/** Which second factors somebody has; an app counts from its first code on. */
export async function findFactorKinds(read: Read, userId: UserId): Promise<FactorKinds> {
  const totp = await read.sql.totpFactor.count({ where: { userId, confirmedAt: { not: null } } });
  const passkeys = await read.sql.passkey.count({ where: { userId } });
  return { totp: totp === 1, passkeys };
}

/** Those of these people who have a second factor to sign with. */
export async function idsWithFactor(read: Read, ids: readonly UserId[]): Promise<ReadonlySet<UserId>> {
  const among = { userId: { in: [...ids] } };
  const apps = await read.sql.totpFactor.findMany({
    where: { ...among, confirmedAt: { not: null } },
    select: { userId: true },
  });
  const passkeys = await read.sql.passkey.findMany({
    where: among,
    distinct: ["userId"],
    select: { userId: true },
  });
  return new Set([...apps, ...passkeys].map(({ userId }) => userId as UserId));
}

export type Factors = {
  /** The sealed secret is there only while the app is being set up. */
  readonly totp:
    | { readonly state: "pending"; readonly sealed: string; readonly createdAtMs: InstantMs }
    | { readonly state: "set"; readonly sinceMs: InstantMs; readonly lastUsedAtMs: InstantMs | null }
    | null;
  readonly passkeys: readonly {
    readonly id: PasskeyId;
    readonly name: string;
    readonly createdAtMs: InstantMs;
    readonly lastUsedAtMs: InstantMs | null;
  }[];
  readonly recoveryCodesLeft: number;
};

/** The second factors of somebody as their account page shows them. */
export async function findFactors(read: Read, userId: UserId): Promise<Factors> {
  const totp = await read.sql.totpFactor.findUnique({ where: { userId } });
  const passkeys = await read.sql.passkey.findMany({
    where: { userId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 100,
  });
  const recoveryCodesLeft = await read.sql.recoveryCode.count({ where: { userId, usedAt: null } });
  return {
    totp: totp && stateOf(totp),
    passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
      id: id as PasskeyId,
      name,
      createdAtMs: createdAt.getTime() as InstantMs,
      lastUsedAtMs: msOf(lastUsedAt),
    })),
    recoveryCodesLeft,
  };
}

type TotpRow = {
  readonly secret: string;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
  readonly lastUsedAt: Date | null;
};

function stateOf({ secret, createdAt, confirmedAt, lastUsedAt }: TotpRow): NonNullable<Factors["totp"]> {
  return confirmedAt
    ? { state: "set", sinceMs: confirmedAt.getTime() as InstantMs, lastUsedAtMs: msOf(lastUsedAt) }
    : { state: "pending", sealed: secret, createdAtMs: createdAt.getTime() as InstantMs };
}

export type LockedTotp = {
  readonly sealed: string;
  readonly confirmed: boolean;
  readonly createdAtMs: InstantMs;
  /** The newest step whose code was given, for whatever. */
  readonly lastStep: number | null;
};

/** The app of somebody, its row held, so that one code can't be given twice at the same moment. */
export async function lockTotp(tx: Tx, userId: UserId): Promise<LockedTotp | null> {
  await tx.sql.$queryRaw`select 1 from totp_factor where user_id = ${userId}::uuid for update`;
  const row = await tx.sql.totpFactor.findUnique({ where: { userId } });
  const last = await tx.sql.totpUse.aggregate({ where: { userId }, _max: { step: true } });
  return (
    row && {
      sealed: row.secret,
      confirmed: row.confirmedAt !== null,
      createdAtMs: row.createdAt.getTime() as InstantMs,
      lastStep: last._max.step === null ? null : Number(last._max.step),
    }
  );
}

/** Keeps a new secret that no code was given for yet; false where there is an app that counts. */
export async function putPendingTotp(tx: Tx, userId: UserId, sealed: string): Promise<boolean> {
  const kept = await tx.sql.$executeRaw`
    insert into totp_factor (user_id, secret, created_at)
    values (${userId}::uuid, ${sealed}, ${new Date(tx.asOf)}::timestamptz)
    on conflict (user_id) do update set secret = excluded.secret, created_at = excluded.created_at
      where totp_factor.confirmed_at is null`;
  return kept === 1;
}

/** From now on the app counts. */
export async function confirmTotp(tx: Tx, userId: UserId): Promise<void> {
  await tx.sql.totpFactor.update({ where: { userId }, data: { confirmedAt: new Date(tx.asOf) } });
}

/** Uses up the step of a code. A second time fails on the key. */
export async function insertTotpUse(
  tx: Tx,
  use: { readonly userId: UserId; readonly step: number; readonly purpose: TotpPurpose },
): Promise<void> {
  const at = new Date(tx.asOf);
  await tx.sql.totpUse.create({ data: { ...use, step: BigInt(use.step), at } });
  await tx.sql.totpFactor.update({ where: { userId: use.userId }, data: { lastUsedAt: at } });
}

/** Takes the app away; false where there was none that counted. */
export async function deleteTotp(tx: Tx, userId: UserId): Promise<boolean> {
  const { count } = await tx.sql.totpFactor.deleteMany({ where: { userId, confirmedAt: { not: null } } });
  return count === 1;
}

/** Gives somebody new recovery codes in place of all earlier ones. */
export async function replaceRecoveryCodes(
  tx: Tx,
  userId: UserId,
  hashes: readonly Sha256Hex[],
): Promise<void> {
  await tx.sql.recoveryCode.deleteMany({ where: { userId } });
  const madeAt = new Date(tx.asOf);
  await tx.sql.recoveryCode.createMany({ data: hashes.map((codeHash) => ({ userId, codeHash, madeAt })) });
}

/** Uses up a recovery code; false where it is none of theirs or was used. */
export async function consumeRecoveryCode(tx: Tx, userId: UserId, codeHash: Sha256Hex): Promise<boolean> {
  const { count } = await tx.sql.recoveryCode.updateMany({
    where: { userId, codeHash, usedAt: null },
    data: { usedAt: new Date(tx.asOf) },
  });
  return count === 1;
}

export async function countRecoveryCodes(read: Read, userId: UserId): Promise<number> {
  return read.sql.recoveryCode.count({ where: { userId, usedAt: null } });
}

export async function deleteRecoveryCodes(tx: Tx, userId: UserId): Promise<void> {
  await tx.sql.recoveryCode.deleteMany({ where: { userId } });
}

/** Takes every second factor of somebody away. */
export async function removeFactors(tx: Tx, userId: UserId): Promise<void> {
  await tx.sql.totpFactor.deleteMany({ where: { userId } });
  await tx.sql.passkey.deleteMany({ where: { userId } });
  await deleteRecoveryCodes(tx, userId);
}
