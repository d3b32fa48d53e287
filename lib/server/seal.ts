import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env";

const VERSION = "v1";
const IV_BYTES = 12;
const TAG_BYTES = 16;

const keys = new Map<string, Buffer>();

/** A key for one purpose, derived from AUTH_SECRET. Source: RFC 5869 (HKDF). */
function keyFor(purpose: string): Buffer {
  const known = keys.get(purpose);
  if (known) return known;
  const made = Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "countersign", purpose, 32));
  keys.set(purpose, made);
  return made;
}

/**
 * Encrypts a secret that has to be read again (AES-256-GCM, NIST SP 800-38D), so that a copy of the database alone is
 * worth nothing.
 *
 * @param purpose what the secret is; each has a key of its own
 * @param owner whose it is; moved to anybody else it can't be opened
 */
export function seal(purpose: string, owner: string, secret: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), iv).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([iv, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${sealed.toString("base64url")}`;
}

/** Opens what `seal` closed; null where it was changed, is somebody else's, or AUTH_SECRET is another one now. */
export function unseal(purpose: string, owner: string, sealed: string): string | null {
  const [version, text = ""] = sealed.split(".");
  const bytes = Buffer.from(text, "base64url");
  if (version !== VERSION || bytes.length < IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}
