import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { Brand } from "@/lib/domain/kernel/brand";
import type { Sha256Hex } from "@/lib/domain/kernel/ids";

/** A secret that is shown once and kept only as its hash: session, invitation, reset, set-up. */
export type SecretToken = Brand<string, "SecretToken">;

/** 256 random bits in base64url, 43 characters. */
export function makeToken(): SecretToken {
  return randomBytes(32).toString("base64url") as SecretToken;
}

/** SHA-256 is enough here: the token itself carries 256 bits, so there is nothing to guess. */
export function hashToken(token: string): Sha256Hex {
  return sha256Hex(token);
}

/** SHA-256 of UTF-8 text or bytes. */
export function sha256Hex(content: string | Uint8Array): Sha256Hex {
  return createHash("sha256").update(content).digest("hex") as Sha256Hex;
}

/** The secret of a program's token: the same with a mark by which scanners find one that was left somewhere. */
export function makeTokenSecret(): SecretToken {
  return `cs_${makeToken()}` as SecretToken;
}
