import { err, ok, type Result } from "../kernel/result";
import { equalBytes, fromBase64, joinBytes, toBase64, toHex, utf8 } from "./bytes";
import type { Digest } from "./merkle";

/** The public half of a signing key, under the name that signs. */
export type NoteKey = { readonly name: string; readonly publicKey: Uint8Array };

/** Ed25519 over the bytes, with a key that the caller holds: 64 bytes. */
export type Sign = (message: Uint8Array) => Uint8Array;
/** Whether an Ed25519 signature of 64 bytes is good for a public key of 32. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

const ED25519 = 1;
const KEY_BYTES = 32;
const ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
const DASH = "— ";

/** The first bytes of the hash of name and key, by which a signature says whose it is. */
function keyId(digest: Digest, { name, publicKey }: NoteKey): Uint8Array {
  return digest(joinBytes(utf8(`${name}\n`), Uint8Array.of(ED25519), publicKey)).slice(0, ID_BYTES);
}

/**
 * A key as one writes it down for a verifier: name, id and key, with plus signs between them.
 *
 * Source: C2SP signed-note, "verifier keys"
 */
export function formatNoteKey(digest: Digest, key: NoteKey): string {
  const bytes = joinBytes(Uint8Array.of(ED25519), key.publicKey);
  return `${key.name}+${toHex(keyId(digest, key))}+${toBase64(bytes)}`;
}

/** Reads such a key; null where it is malformed or its id does not fit. */
export function parseNoteKey(digest: Digest, text: string): NoteKey | null {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = fromBase64(encoded ?? "");
  if (!name || !bytes || bytes.length !== 1 + KEY_BYTES || bytes[0] !== ED25519) return null;
  const key = { name, publicKey: bytes.slice(1) };
  return toHex(keyId(digest, key)) === id ? key : null;
}

/**
 * Signs a text.
 *
 * @param text ends with a newline
 * Source: C2SP signed-note
 */
export function signNote(digest: Digest, text: string, key: NoteKey, sign: Sign): string {
  const signature = joinBytes(keyId(digest, key), sign(utf8(text)));
  return `${text}\n${DASH}${key.name} ${toBase64(signature)}\n`;
}

export type NoteFault = {
  readonly code: "malformed" | "unknown-key" | "bad-signature";
  readonly reason: string;
};

/**
 * Reads a signed text. It counts when at least one of these keys signed it and no signature under one of them is bad;
 * signatures of others are passed over.
 *
 * @returns the text, with its newline, and the key that signed
 * Source: C2SP signed-note
 */
export function openNote(
  digest: Digest,
  note: string,
  keys: readonly NoteKey[],
  verify: VerifySignature,
): Result<{ readonly text: string; readonly key: NoteKey }, NoteFault> {
  const split = splitNote(note);
  if (!split) return err({ code: "malformed", reason: "It is not a signed note." });
  let signer: NoteKey | null = null;
  for (const { name, id, signature } of split.signatures) {
    const key = keys.find((one) => one.name === name && equalBytes(keyId(digest, one), id));
    if (!key) continue;
    if (signature.length !== SIGNATURE_BYTES || !verify(key.publicKey, utf8(split.text), signature))
      return err({ code: "bad-signature", reason: `The signature of ${name} does not fit the text.` });
    signer ??= key;
  }
  if (signer) return ok({ text: split.text, key: signer });
  return err({ code: "unknown-key", reason: "None of the given keys signed it." });
}

type Signature = { readonly name: string; readonly id: Uint8Array; readonly signature: Uint8Array };

/** The text and its signatures; null where it is no signed note. The last empty line parts them. */
export function splitNote(
  note: string,
): { readonly text: string; readonly signatures: readonly Signature[] } | null {
  const at = note.lastIndexOf("\n\n");
  if (at < 0 || !note.endsWith("\n") || hasControl(note)) return null;
  const lines = note.slice(at + 2, -1).split("\n");
  const signatures: Signature[] = [];
  for (const line of lines) {
    const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line) ?? [];
    const bytes = fromBase64(encoded ?? "");
    if (!name || !bytes || bytes.length <= ID_BYTES) return null;
    signatures.push({ name, id: bytes.slice(0, ID_BYTES), signature: bytes.slice(ID_BYTES) });
  }
  return { text: note.slice(0, at + 1), signatures };
}

/** Control characters other than the newline make a note malformed. */
function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 && code !== 10) return true;
  }
  return /\p{Surrogate}/u.test(text);
}
