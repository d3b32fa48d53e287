import type { Sha256Hex } from "../kernel/ids";
import { err, ok, type Result } from "../kernel/result";
import { fromHex, toHex, utf8 } from "./bytes";
import { openCheckpoint } from "./checkpoint";
import { type Digest, leafHash, verifyInclusion } from "./merkle";
import type { NoteKey, VerifySignature } from "./signed-note";

/** Proof that an entry stands in the log, as receipts and the log's page carry it. */
export type EntryProof = {
  /** Position of the entry, from 0. */
  readonly index: number;
  /** Entries in the tree that the checkpoint signs. */
  readonly size: number;
  /** From the entry's sibling up to the child of the root. */
  readonly hashes: readonly Sha256Hex[];
  readonly root: Sha256Hex;
  /** A signed note (C2SP tlog-checkpoint) over size and root. */
  readonly checkpoint: string;
};

export type ProofFault = {
  readonly code: "malformed" | "unknown-key" | "bad-signature" | "other-tree" | "not-included";
  readonly reason: string;
};

/**
 * Checks offline that an entry stands in the log: the checkpoint is signed by one of these keys, it is the one of the
 * proof's tree, and the hashes lead from the entry's text to its root.
 *
 * @param leaf the entry's text, verbatim
 */
export function verifyEntryProof(
  leaf: string,
  proof: EntryProof,
  keys: readonly NoteKey[],
  { digest, verify }: { readonly digest: Digest; readonly verify: VerifySignature },
): Result<{ readonly origin: string }, ProofFault> {
  const checkpoint = openCheckpoint(digest, proof.checkpoint, keys, verify);
  if (!checkpoint.ok) return checkpoint;
  const { origin, size, root } = checkpoint.value;
  if (size !== proof.size || toHex(root) !== proof.root)
    return err({ code: "other-tree", reason: "The checkpoint signs another tree than the proof speaks of." });
  const hashes = proof.hashes.flatMap((text) => fromHex(text) ?? []);
  if (hashes.length !== proof.hashes.length)
    return err({ code: "malformed", reason: "A hash of the proof is not lower-case hex." });
  const included = verifyInclusion(digest, {
    index: proof.index,
    size,
    leaf: leafHash(digest, utf8(leaf)),
    hashes,
    root,
  });
  return included
    ? ok({ origin })
    : err({ code: "not-included", reason: "The hashes do not lead from this entry to the signed root." });
}
