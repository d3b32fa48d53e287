import "server-only";
import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import type { Digest } from "@/lib/domain/audit/merkle";
import type { Sign, VerifySignature } from "@/lib/domain/audit/signed-note";
import { env } from "./env";

/** DER around a plain Ed25519 key. Source: RFC 8410 */
const PRIVATE = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC = Buffer.from("302a300506032b6570032100", "hex");

/** SHA-256. */
export const sha256: Digest = (bytes) => createHash("sha256").update(bytes).digest();

/** Ed25519; what is no key or no signature is not valid. */
export const verifySignature: VerifySignature = (publicKey, message, signature) => {
  try {
    const key = createPublicKey({ key: Buffer.concat([PUBLIC, publicKey]), format: "der", type: "spki" });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
};

/** What signs the log's checkpoints. The name is the log's for good once it has signed the first. */
export type LogSigner = { readonly name: string; readonly publicKey: Uint8Array; readonly sign: Sign };

let signer: LogSigner | undefined;

/** The signing key of this installation, from the environment and nowhere else. */
export function logSigner(): LogSigner {
  signer ??= signerOf(Buffer.from(env().CHECKPOINT_KEY, "base64url"), `${new URL(env().origin).host}/audit`);
  return signer;
}

/** @param seed 32 bytes (RFC 8032) */
export function signerOf(seed: Uint8Array, name: string): LogSigner {
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(PUBLIC.length);
  return { name, publicKey, sign: (message) => sign(null, message, key) };
}
