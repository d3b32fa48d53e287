import { createHash, createPublicKey, verify } from "node:crypto";
import type { Digest } from "../../lib/domain/audit/merkle";
import { type NoteKey, parseNoteKey, type VerifySignature } from "../../lib/domain/audit/signed-note";
import { Stop } from "./exit-codes";
import { textOrFile } from "./files";

/** DER around a plain Ed25519 key. Source: RFC 8410 */
const PUBLIC = Buffer.from("302a300506032b6570032100", "hex");

export const digest: Digest = (bytes) => createHash("sha256").update(bytes).digest();

/** SHA-256 of text in UTF-8, in hex. */
export const sha256Hex = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** Ed25519; what is no key or no signature is not valid. */
export const verifySignature: VerifySignature = (publicKey, message, signature) => {
  try {
    const key = createPublicKey({ key: Buffer.concat([PUBLIC, publicKey]), format: "der", type: "spki" });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
};

/** The keys that --key names: as text, or one a line in a file; at least one of them can be read. */
export function readKeys(option: string): readonly NoteKey[] {
  const lines = textOrFile(option)
    .split("\n")
    .map((line) => line.trim());
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const key = parseNoteKey(digest, line);
      if (!key)
        throw new Stop(
          "usage",
          "--key takes a verifier key as Countersign shows it (name+id+key), or @file.",
        );
      return key;
    });
}
