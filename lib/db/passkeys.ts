import "server-only";
import type { ApprovalRequestId, InstantMs, PasskeyId, Sha256Hex, UserId } from "@/lib/domain/kernel/ids";
import type { StepUpPurpose } from "@/lib/domain/people/factors";
import type { Read, Tx } from "./client";
import { makeId } from "./ids";

/** This long a passkey may take to answer. */
const CHALLENGE_MINUTES = 5;

/** What a challenge is for: adding a passkey, the second step of a sign-in, a sign-in by itself, one's account, a vote. */
export type ChallengePurpose = "set-up" | "sign-in" | "enter" | "account" | StepUpPurpose;

export type Passkey = {
  readonly id: PasskeyId;
  /** Base64url. */
  readonly credential: string;
  readonly userId: UserId;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
};

type Row = Omit<Passkey, "id" | "userId" | "counter"> & { id: string; userId: string; counter: bigint };

const toPasskey = ({ id, userId, counter, credential, publicKey, transports, name }: Row): Passkey => ({
  id: id as PasskeyId,
  userId: userId as UserId,
  counter: Number(counter),
  credential,
  publicKey,
  transports,
  name,
});

export const PASSKEYS_MAX = 20;

export async function listPasskeys(read: Read, userId: UserId): Promise<readonly Passkey[]> {
  const rows = await read.sql.passkey.findMany({
    where: { userId },
    orderBy: { createdAt: "asc" },
    take: PASSKEYS_MAX,
  });
  return rows.map(toPasskey);
}

/** The passkey that the browser names, its row held until the transaction ends. */
export async function lockPasskey(tx: Tx, credential: string): Promise<Passkey | null> {
  await tx.sql.$queryRaw`select 1 from passkey where credential = ${credential} for update`;
  const row = await tx.sql.passkey.findUnique({ where: { credential } });
  return row && toPasskey(row);
}

export async function insertPasskey(tx: Tx, passkey: Omit<Passkey, "id">): Promise<void> {
  const { counter, transports, ...rest } = passkey;
  await tx.sql.passkey.create({
    data: {
      id: makeId(),
      ...rest,
      counter: BigInt(counter),
      transports: [...transports],
      createdAt: new Date(tx.asOf),
    },
  });
}

export async function notePasskeyUse(tx: Tx, id: PasskeyId, counter: number): Promise<void> {
  await tx.sql.passkey.update({
    where: { id },
    data: { counter: BigInt(counter), lastUsedAt: new Date(tx.asOf) },
  });
}

/** Gives one of somebody's passkeys another name; false where it is not theirs. */
export async function renamePasskey(tx: Tx, userId: UserId, id: PasskeyId, name: string): Promise<boolean> {
  const { count } = await tx.sql.passkey.updateMany({ where: { id, userId }, data: { name } });
  return count === 1;
}

/** Takes one of somebody's passkeys away and gives its name; null where it is not theirs. */
export async function deletePasskey(tx: Tx, userId: UserId, id: PasskeyId): Promise<string | null> {
  const row = await tx.sql.passkey.findFirst({ where: { id, userId }, select: { name: true } });
  if (row) await tx.sql.passkey.delete({ where: { id } });
  return row?.name ?? null;
}

export type Challenge = {
  readonly id: string;
  readonly challenge: string;
  readonly purpose: ChallengePurpose;
  readonly userId: UserId | null;
  readonly requestId: ApprovalRequestId | null;
  readonly payloadHash: Sha256Hex | null;
  readonly name: string | null;
};

export type ChallengeDraft = Pick<Challenge, "challenge" | "purpose"> &
  Partial<Omit<Challenge, "id">> & { readonly nonce: string };

/** Keeps what a passkey is asked to sign, for five minutes. */
export async function insertChallenge(tx: Tx, draft: ChallengeDraft): Promise<InstantMs> {
  const expiresAtMs = tx.asOf + CHALLENGE_MINUTES * 60_000;
  const createdAt = new Date(tx.asOf);
  await tx.sql.passkeyChallenge.create({
    data: { id: makeId(), ...draft, createdAt, expiresAt: new Date(expiresAtMs) },
  });
  return expiresAtMs as InstantMs;
}

/**
 * Takes a challenge that is in time and was not answered, once, and only for what it was made for; null for anything
 * else. Of two answers at once one gets it.
 */
export async function consumeChallenge(
  tx: Tx,
  wanted: Pick<Challenge, "challenge" | "purpose" | "userId" | "requestId" | "payloadHash">,
): Promise<Challenge | null> {
  const { count } = await tx.sql.passkeyChallenge.updateMany({
    where: { ...wanted, consumedAt: null, expiresAt: { gt: new Date(tx.asOf) } },
    data: { consumedAt: new Date(tx.asOf) },
  });
  if (count !== 1) return null;
  const row = await tx.sql.passkeyChallenge.findUniqueOrThrow({ where: { challenge: wanted.challenge } });
  return { ...wanted, id: row.id, name: row.name };
}
