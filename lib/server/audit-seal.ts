import "server-only";
import { getCheckState, listFaults, listPlacedEntries } from "@/lib/db/audit-check";
import {
  findNewestCheckpoint,
  findPlace,
  findProof,
  listCheckpointKeys,
  type SignedCheckpoint,
  treeSize,
} from "@/lib/db/audit-tree";
import type { Read } from "@/lib/db/client";
import { checkEntry } from "@/lib/domain/audit/check-entry";
import { readCheckpoint } from "@/lib/domain/audit/checkpoint";
import { verifyEntryProof } from "@/lib/domain/audit/proof";
import type { EntrySeal, LogSeal } from "@/lib/domain/audit/seal";
import { formatNoteKey, parseNoteKey } from "@/lib/domain/audit/signed-note";
import { logSigner, sha256, verifySignature } from "./log-key";

const FAULTS_MAX = 50;

/** The public key of this installation under the log's name, as verifiers write it. */
export function publicLogKey(newest: SignedCheckpoint | null): string {
  const { name, publicKey } = logSigner();
  const origin = newest && readCheckpoint(newest.note)?.origin;
  return formatNoteKey(sha256, { name: origin ?? name, publicKey });
}

/** Where the log as a whole stands. */
export async function readLogSeal(read: Read): Promise<LogSeal> {
  const [size, newest, keys, check, faults] = await Promise.all([
    treeSize(read),
    findNewestCheckpoint(read),
    listCheckpointKeys(read),
    getCheckState(read),
    listFaults(read, FAULTS_MAX),
  ]);
  const key = publicLogKey(newest);
  const running = check.round !== (check.done?.round ?? 0);
  return {
    size,
    checkpoint: newest && { size: newest.size, atMs: newest.atMs },
    key,
    formerKeys: keys.filter((one) => one !== key),
    check: {
      done: check.done && { size: check.done.size, atMs: check.done.atMs },
      under: running ? { checked: check.checked, target: check.target } : null,
      asked: check.asked,
    },
    faults,
  };
}

/**
 * Holds one entry against the tree, now: its text, its columns and its words against the hash in the tree, and that
 * against the newest signed checkpoint.
 */
export async function readEntrySeal(read: Read, entryId: string): Promise<EntrySeal> {
  const index = await findPlace(read, entryId);
  if (index === null) return { state: "waiting" };
  const [entry] = await listPlacedEntries(read, index, index + 1);
  if (!entry?.hash) return { state: "waiting" };
  const { number, hash, leaf, detail, row } = entry;
  const standing = { index, number, hash, leaf, detail, ...(row && { row }) };
  const { faults } = checkEntry(sha256, standing, 0);
  if (faults.length > 0) return { state: "broken", words: faults.map(({ words }) => words) };
  const newest = await findNewestCheckpoint(read);
  const proof = await findProof(read, entryId).catch(() => "broken" as const);
  if (proof === null) return { state: "waiting" };
  const key = newest && parseNoteKey(sha256, newest.key);
  if (proof === "broken" || !key) return BROKEN_TREE;
  const proven = verifyEntryProof(leaf ?? "", proof, [key], { digest: sha256, verify: verifySignature });
  return proven.ok ? { state: "proven", proof, erased: detail === null } : BROKEN_TREE;
}

const BROKEN_TREE: EntrySeal = {
  state: "broken",
  words: ["The tree over this entry was changed: its hashes do not lead to the signed checkpoint."],
};
