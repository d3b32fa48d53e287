// Secrets that the installation makes for itself, each a file under data/keys that only its owner reads.
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "./say.mjs";

const keyFile = (data, name) => join(data, "keys", name);

export const hasKey = (data, name) => existsSync(keyFile(data, name));

/** Reads a secret, and makes it (32 random bytes) when it is not there yet. */
export function readOrMakeKey(data, name) {
  const file = keyFile(data, name);
  if (!existsSync(file)) {
    mkdirSync(join(data, "keys"), { recursive: true, mode: 0o700 });
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flush: true });
    renameSync(unfinished, file); // complete or not there at all
  }
  return readKey(file);
}

/** Reads a secret from its file. */
export function readKey(file) {
  try {
    chmodSync(file, 0o600);
  } catch {
    // another user's file: reading decides
  }
  try {
    const key = readFileSync(file, "utf8").trim();
    if (key !== "") return key;
  } catch (error) {
    throw new Refusal(`${file} can't be read (${error.code}): start as the user who owns it.`);
  }
  throw new Refusal(`${file} is empty: put it back from your backup.`);
}
