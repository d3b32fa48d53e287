import "server-only";
import { randomBytes } from "node:crypto";
import { type Read, reader, type Tx } from "@/lib/db/client";
import {
  consumeRecoveryCode,
  findFactorKinds,
  insertTotpUse,
  lockTotp,
  replaceRecoveryCodes,
  type TotpPurpose,
} from "@/lib/db/factors";
import { findHalfSession } from "@/lib/db/half-sessions";
import { getPasswordHash } from "@/lib/db/people";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import {
  formatRecoveryCode,
  hasFactor,
  RECOVERY_BYTES,
  RECOVERY_CODES,
  readRecoveryCode,
  readTotpCode,
  TOTP_SET_UP_MINUTES,
} from "@/lib/domain/people/factors";
import { identify } from "./actor";
import type { Caller } from "./caller";
import { takePasskeyAnswer } from "./passkeys";
import { verifyPassword } from "./password";
import type { ThrottleUse } from "./throttle";
import { hashToken, sha256Hex } from "./token";
import { matchTotp, unsealTotpSecret } from "./totp";

/** What a form sends as proof; an empty text is none. */
export type FactorProof = { readonly code: string; readonly passkey: string };
export type ProofMethod = "totp" | "passkey" | "recovery-code" | "password";

const wrong = (path: string, message: string): Refusal => ({
  code: "invalid-input",
  issues: [{ path, message }],
});
export const WRONG_CODE = wrong(
  "code",
  "This code isn’t right, or it was used already. Wait for the next one.",
);

/** Tries are counted per person, whichever session or sign-in they come through. */
export async function proofAttempts(
  caller: Caller,
  half: string | null = null,
): Promise<readonly ThrottleUse[]> {
  const key = await personBehind(reader(), caller, half);
  return key ? [{ limit: "second-factor-person", key, forgiving: true }] : [];
}

async function personBehind(read: Read, caller: Caller, half: string | null): Promise<UserId | null> {
  const found = half === null ? await identify(read, caller) : await findHalfSession(read, hashToken(half));
  if (!found) return null;
  return "userId" in found ? found.userId : found.id;
}

/** Uses up a code of somebody's app and gives its time step; null where it is wrong or was used for anything. */
export async function takeTotpCode(
  tx: Tx,
  userId: UserId,
  text: string,
  purpose: TotpPurpose,
): Promise<number | null> {
  const code = readTotpCode(text);
  const totp = code && (await lockTotp(tx, userId));
  if (!totp || totp.confirmed === (purpose === "set-up")) return null;
  const late = tx.asOf - totp.createdAtMs > TOTP_SET_UP_MINUTES * 60_000;
  if (!totp.confirmed && late) return null;
  const secret = unsealTotpSecret(userId, totp.sealed);
  const step = secret && matchTotp(secret, code, tx.asOf, totp.lastStep);
  if (!step) return null;
  await insertTotpUse(tx, { userId, step, purpose });
  return step;
}

/**
 * Takes a proof of one's second factor at sign-in or on one's account page: a code, a recovery code or a passkey. What
 * was taken is used up.
 */
export async function proveFactor(
  tx: Tx,
  userId: UserId,
  proof: FactorProof,
  purpose: "sign-in" | "account",
): Promise<Result<ProofMethod, Refusal>> {
  if (proof.passkey) {
    const wanted = { purpose, userId, requestId: null, payloadHash: null };
    const answer = await takePasskeyAnswer(tx, wanted, proof.passkey);
    return answer.ok ? ok("passkey") : answer;
  }
  const recovery = readRecoveryCode(proof.code);
  if (recovery)
    return (await consumeRecoveryCode(tx, userId, sha256Hex(recovery)))
      ? ok("recovery-code")
      : err(wrong("code", "This recovery code isn’t right, or it was used already."));
  if (!proof.code) return err(wrong("code", "Write the code that your app shows, or use a passkey."));
  return (await takeTotpCode(tx, userId, proof.code, purpose)) === null ? err(WRONG_CODE) : ok("totp");
}

/** The fresh proof that a change of one's own factors needs: with one of them, or the password where there is none. */
export async function proveOwner(
  tx: Tx,
  userId: UserId,
  proof: FactorProof & { readonly currentPassword: string },
): Promise<Result<ProofMethod, Refusal>> {
  if (hasFactor(await findFactorKinds(tx, userId))) return proveFactor(tx, userId, proof, "account");
  return (await verifyPassword(await getPasswordHash(tx, userId), proof.currentPassword))
    ? ok("password")
    : err(wrong("currentPassword", "This is not your present password."));
}

/** Makes new recovery codes in place of all earlier ones. They are shown once: here. */
export async function makeRecoveryCodes(tx: Tx, userId: UserId): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => formatRecoveryCode(randomBytes(RECOVERY_BYTES)));
  const hashes = codes.map((code) => sha256Hex(code.replaceAll("-", "")));
  await replaceRecoveryCodes(tx, userId, hashes);
  return codes;
}
