import { err, ok, type Result } from "../kernel/result";
import { fromBase64, toBase64 } from "./bytes";
import { type Digest, isHash } from "./merkle";
import {
  type NoteFault,
  type NoteKey,
  openNote,
  type Sign,
  signNote,
  splitNote,
  type VerifySignature,
} from "./signed-note";

/** What a log says of itself at one moment: so many entries, under this root. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

/** Signs a checkpoint. The key's name is the log's. Source: C2SP tlog-checkpoint. */
export function signCheckpoint(
  digest: Digest,
  { origin, size, root }: Checkpoint,
  publicKey: Uint8Array,
  sign: Sign,
): string {
  return signNote(digest, `${origin}\n${size}\n${toBase64(root)}\n`, { name: origin, publicKey }, sign);
}

/** Reads a checkpoint without asking who signed it; null where it is malformed. */
export function readCheckpoint(note: string): Checkpoint | null {
  const split = splitNote(note);
  return split && parse(split.text);
}

/**
 * Reads a checkpoint that one of these keys signed under the log's own name.
 *
 * Source: C2SP tlog-checkpoint
 */
export function openCheckpoint(
  digest: Digest,
  note: string,
  keys: readonly NoteKey[],
  verify: VerifySignature,
): Result<Checkpoint, NoteFault> {
  const opened = openNote(digest, note, keys, verify);
  if (!opened.ok) return opened;
  const checkpoint = parse(opened.value.text);
  if (!checkpoint) return err({ code: "malformed", reason: "The signed text is not a checkpoint." });
  if (checkpoint.origin !== opened.value.key.name)
    return err({ code: "unknown-key", reason: `It is signed for another log, ${opened.value.key.name}.` });
  return ok(checkpoint);
}

/** Origin, size and root, one a line; more lines may follow. */
function parse(text: string): Checkpoint | null {
  const [origin, size, encoded] = text.split("\n");
  const root = fromBase64(encoded ?? "");
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? "") || !root || !isHash(root)) return null;
  const count = Number(size);
  return Number.isSafeInteger(count) ? { origin, size: count, root } : null;
}
