import type { InstantMs } from "../kernel/ids";
import type { LogFault } from "./check-entry";
import type { EntryProof } from "./proof";

/** Where the log as a whole stands: how far it is signed, and what the check of it found. */
export type LogSeal = {
  /** Entries that have their place in the tree. */
  readonly size: number;
  readonly checkpoint: { readonly size: number; readonly atMs: InstantMs } | null;
  /** The public key of this installation, as verifiers write it. */
  readonly key: string;
  /** Other keys that signed checkpoints before. */
  readonly formerKeys: readonly string[];
  readonly check: {
    /** The last whole round; null before the first. */
    readonly done: { readonly size: number; readonly atMs: InstantMs } | null;
    /** The round under way; null between rounds. */
    readonly under: { readonly checked: number; readonly target: number } | null;
    readonly asked: boolean;
  };
  /** What is not as it was recorded; at most fifty. */
  readonly faults: readonly (LogFault & { readonly atMs: InstantMs })[];
};

/** Where one entry stands. */
export type EntrySeal =
  /** It is some seconds old: it has no place yet, or no checkpoint covers it. */
  | { readonly state: "waiting" }
  /** It is what the signed checkpoint says. */
  | { readonly state: "proven"; readonly proof: EntryProof; readonly erased: boolean }
  | { readonly state: "broken"; readonly words: readonly string[] };
