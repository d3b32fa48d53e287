// Reads and checks what the start needs from the environment, before anything is started.
import { accessSync, constants, mkdirSync } from "node:fs";
import { addressReader } from "./client-address.mjs";
import { readKey, readOrMakeKey } from "./keys.mjs";
import { Refusal, warn } from "./say.mjs";

const local = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The address that people use, without a trailing slash; http off this machine is warned of. */
export function readPublicUrl(port, given = process.env.PUBLIC_URL) {
  const text = given || `http://localhost:${port}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== "/") {
    throw new Refusal(
      `PUBLIC_URL is “${text}”: give the address that people type, such as https://countersign.example.org.`,
    );
  }
  if (url.protocol === "http:" && !local.has(url.hostname)) {
    warn(
      `PUBLIC_URL is plain http: passwords and sessions cross the network unprotected. Put a TLS proxy in front and use https.`,
    );
  }
  return url.origin;
}

/** Refuses a setting that the server could not use. */
export function requireProxyList(given = process.env.TRUSTED_PROXIES) {
  try {
    addressReader(given);
  } catch (error) {
    throw new Refusal(error.message);
  }
}

/** The data folder, made when it is not there. */
export function requireDataFolder(data) {
  try {
    mkdirSync(data, { recursive: true });
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Refusal(
      `${data} can't be written by this user (${error.code}): give it to the user, or choose another folder with --data.`,
    );
  }
}

/** The secret that signs sessions: from the environment, or made under the data folder of an embedded database. */
export function readAuthSecret(data, given = process.env.AUTH_SECRET) {
  if (given && given.length < 32)
    throw new Refusal("AUTH_SECRET is shorter than 32 characters: make one with “openssl rand -base64 32”.");
  if (given) return given;
  if (data) return readOrMakeKey(data, "auth-secret");
  throw new Refusal(
    "AUTH_SECRET is not set, and DATABASE_URL is: make one with “openssl rand -base64 32” and give all instances the same.",
  );
}

/**
 * The key that signs the audit log's checkpoints: from the environment or a mounted file, or made under the data folder
 * of an embedded database. It is never in the database, so who owns that can't sign.
 */
export function readCheckpointKey(
  data,
  given = process.env.CHECKPOINT_KEY,
  file = process.env.CHECKPOINT_KEY_FILE,
) {
  const key = given || (file ? readKey(file) : data && readOrMakeKey(data, "checkpoint-key"));
  if (!key)
    throw new Refusal(
      "CHECKPOINT_KEY is not set, and DATABASE_URL is: make one with “openssl rand -base64 32” and give all instances the same, or name a mounted file with CHECKPOINT_KEY_FILE. It signs the audit log; keep it apart from the database.",
    );
  if (Buffer.from(key, "base64url").length !== 32)
    throw new Refusal(
      "The checkpoint key is not 32 bytes in base64: make one with “openssl rand -base64 32”.",
    );
  return key;
}
