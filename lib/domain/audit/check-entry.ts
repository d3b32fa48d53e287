import { equalBytes, utf8 } from "./bytes";
import { commitmentOf, contradictions, type EntryRow, readLeaf, type StoredDetail } from "./leaf";
import { type Digest, leafHash } from "./merkle";

/** What can be wrong with one entry of the log, or with a part of the tree over it. */
export type FaultKind =
  | "changed"
  | "row-changed"
  | "removed"
  | "added"
  | "backdated"
  | "reordered"
  | "detail-changed"
  | "tree-changed"
  | "checkpoint-contradicted"
  | "checkpoint-not-signed"
  | "malformed";

/** A place of the log that is not as it was recorded. */
export type LogFault = {
  readonly kind: FaultKind;
  /** Positions in the tree, first and last; null for what has none. */
  readonly from: number | null;
  readonly to: number | null;
  /** The entry's number as the log's page shows it. */
  readonly number: string | null;
  /** What is wrong, in words. */
  readonly words: string;
};

/** An entry as it stands, against the hash by which the tree knows it. */
export type StandingEntry = {
  /** null: it has no place in the tree yet. */
  readonly index: number | null;
  readonly number: string | null;
  /** What the tree holds. */
  readonly hash: Uint8Array;
  /** null: the entry is gone. */
  readonly leaf: string | null;
  /** null: erased. */
  readonly detail: StoredDetail | null;
  /** The columns beside the leaf, where they are at hand. */
  readonly row?: EntryRow;
};

/**
 * An entry is committed at most seconds after its time, so one that stands behind entries that are this much younger
 * was put there later, or the clock was set back.
 */
const LATE_US_MAX = 60_000_000;

/**
 * Holds one entry against the tree, its own columns and its detail.
 *
 * @param newestUs the latest time among the entries before it
 * @returns what is wrong with it, and the latest time so far
 */
export function checkEntry(
  digest: Digest,
  entry: StandingEntry,
  newestUs: number,
): { readonly faults: readonly LogFault[]; readonly newestUs: number } {
  const fault = faultsOf(entry);
  if (entry.leaf === null) return { faults: [fault("removed", "was removed")], newestUs };
  if (!equalBytes(leafHash(digest, utf8(entry.leaf)), entry.hash))
    return { faults: [fault("changed", "was changed after it was recorded")], newestUs };
  const leaf = readLeaf(entry.leaf);
  if (!leaf)
    return { faults: [fault("added", "was not written by Countersign: its text is malformed")], newestUs };
  const faults: LogFault[] = [];
  const changed = entry.row ? contradictions(leaf, entry.row) : [];
  if (changed.length > 0)
    faults.push(fault("row-changed", `shows something else than was recorded (${changed.join(", ")})`));
  if (entry.detail && commitmentOf(digest, entry.detail) !== leaf.detail)
    faults.push(fault("detail-changed", "has other words than were recorded"));
  const atUs = Number(leaf.atUs);
  if (atUs < newestUs - LATE_US_MAX)
    faults.push(
      fault("backdated", "was added later than it says: it is dated before entries that it stands behind"),
    );
  return { faults, newestUs: Math.max(newestUs, atUs) };
}

function faultsOf({ index, number }: StandingEntry): (kind: FaultKind, words: string) => LogFault {
  return (kind, words) => ({
    kind,
    from: index,
    to: index,
    number,
    words: `${entryName(index, number)} ${words}.`,
  });
}

/** An entry as messages name it. */
export function entryName(index: number | null, number: string | null): string {
  const place = index === null ? "not in the tree" : `position ${index}`;
  return number === null ? `The entry at ${place}` : `Entry ${number} (${place})`;
}
