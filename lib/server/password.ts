import "server-only";
import { hash, verify } from "@node-rs/argon2";

/** argon2id with 19 MiB, 2 passes, 1 lane. Source: OWASP Password Storage Cheat Sheet; the library's defaults. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFC"));
}

let decoy: Promise<string> | undefined;

/**
 * Compares a password with a stored hash. Without a hash (nobody has that address) it does the same work and says no,
 * so that the answer's time does not tell which addresses exist.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("no account has this password");
  const matches = await verify(stored ?? (await decoy), password.normalize("NFC"));
  return stored !== null && matches;
}
