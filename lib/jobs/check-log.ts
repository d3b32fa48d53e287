import "server-only";
import {
  beginRound,
  type CheckState,
  endRound,
  holdCheckState,
  insertFault,
  listPassedBy,
  listPlacedEntries,
  noteProgress,
  type PlacedEntry,
} from "@/lib/db/audit-check";
import {
  findNewestCheckpoint,
  listCheckpoints,
  placeKey,
  readNodes,
  rootAt,
  treeSize,
} from "@/lib/db/audit-tree";
import { databaseNow, type Read, type Tx } from "@/lib/db/client";
import { equalBytes, toHex } from "@/lib/domain/audit/bytes";
import { checkEntry, type LogFault } from "@/lib/domain/audit/check-entry";
import { checkSubtrees, completedBetween } from "@/lib/domain/audit/check-subtrees";
import { openCheckpoint } from "@/lib/domain/audit/checkpoint";
import { parseNoteKey } from "@/lib/domain/audit/signed-note";
import { asJob } from "@/lib/server/job";
import { sha256, verifySignature } from "@/lib/server/log-key";

const BATCH = 1_000;
const ROUND_MS_MAX = 1_000;
/** A whole round begins this long after the last one ended. */
const PAUSE_MS = 600_000;
const PASSED_BY_MAX = 100;

/**
 * Goes on with the check of the whole log: a bounded piece, of which the result is there for every instance's page.
 *
 * @returns how many entries were checked
 */
export async function checkLog(): Promise<number> {
  const startedMs = performance.now();
  let checked = 0;
  while (performance.now() - startedMs < ROUND_MS_MAX) {
    const done = await asJob(checkBatch);
    if (done === null) break;
    checked += done;
  }
  return checked;
}

/** @returns how many entries were checked; null where there is nothing to do now, or another instance does it */
async function checkBatch(tx: Tx): Promise<number | null> {
  const state = await holdCheckState(tx);
  if (!state) return null;
  if (state.round === (state.done?.round ?? 0)) {
    if (!(await isDue(tx, state))) return null;
    await beginRound(tx, state);
    return 0;
  }
  const to = Math.min(state.checked + BATCH, state.target);
  const entries = state.checked < to ? await listPlacedEntries(tx, state.checked, to) : [];
  const { faults, newestUs } = checkEntries(entries, state.newestUs);
  const found = [
    ...faults,
    ...(await faultsOfTree(tx, state.checked, to)),
    ...(await faultsOfCheckpoints(tx, state.checked, to)),
    ...(to === state.target ? await faultsAtTheEnd(tx, newestUs) : []),
  ];
  for (const fault of found) await insertFault(tx, fault);
  await noteProgress(tx, { checked: to, newestUs });
  if (to === state.target) await endRound(tx, state);
  return to - state.checked;
}

async function isDue(read: Read, { asked, done }: CheckState): Promise<boolean> {
  return asked || !done || (await databaseNow(read)) - done.atMs >= PAUSE_MS;
}

function checkEntries(entries: readonly PlacedEntry[], before: number) {
  const faults: LogFault[] = [];
  let newestUs = before;
  for (const { index, number, hash, leaf, detail, row } of entries) {
    const standing = { index, number, leaf, detail, hash: hash ?? new Uint8Array(0), ...(row && { row }) };
    const checked = checkEntry(sha256, standing, newestUs);
    faults.push(...checked.faults);
    newestUs = checked.newestUs;
  }
  return { faults, newestUs };
}

async function faultsOfTree(read: Read, from: number, to: number): Promise<readonly LogFault[]> {
  const spans = completedBetween(from, to);
  const places = spans.flatMap(({ level, from: first, to: last }) =>
    Array.from({ length: last - first + 1 }, (_, at) => first + at).flatMap((index) => [
      { level, index },
      { level: level - 1, index: 2 * index },
      { level: level - 1, index: 2 * index + 1 },
    ]),
  );
  const unique = [...new Map(places.map((place) => [placeKey(place), place])).values()];
  const nodes = await readNodes(read, unique);
  return checkSubtrees(sha256, spans, (place) => nodes.get(placeKey(place)));
}

/** Signatures, and that each is the root of the tree of its size; of contradictions the first says it all. */
async function faultsOfCheckpoints(read: Read, from: number, to: number): Promise<readonly LogFault[]> {
  const faults: LogFault[] = [];
  let agreed = from;
  for (const checkpoint of await listCheckpoints(read, { after: from, upTo: to, most: BATCH })) {
    const { size, note } = checkpoint;
    const key = parseNoteKey(sha256, checkpoint.key);
    const opened = openCheckpoint(sha256, note, key ? [key] : [], verifySignature);
    if (!opened.ok || opened.value.size !== size || toHex(opened.value.root) !== checkpoint.root) {
      const reason = opened.ok ? "It signs something else than its row says." : opened.error.reason;
      const words = `The checkpoint over ${size} entries is not valid: ${reason}`;
      faults.push({ kind: "checkpoint-not-signed", from: null, to: null, number: null, words });
      continue;
    }
    const root = await rootAt(read, size);
    if (root && equalBytes(root, opened.value.root)) agreed = size;
    else if (!faults.some(({ kind }) => kind === "checkpoint-contradicted")) {
      const words = `The checkpoint over ${size} entries contradicts the tree: something at positions ${agreed} to ${size - 1}, or before them, was changed after it was signed.`;
      faults.push({ kind: "checkpoint-contradicted", from: agreed, to: size - 1, number: null, words });
    }
  }
  return faults;
}

/** What shows only when the whole tree was read: entries beside it, and entries that were cut off its end. */
async function faultsAtTheEnd(read: Read, newestUs: number): Promise<readonly LogFault[]> {
  const passedBy = await listPassedBy(read, newestUs, PASSED_BY_MAX);
  const faults: LogFault[] = passedBy.map((number) => ({
    kind: "added",
    from: null,
    to: null,
    number,
    words: `Entry ${number} (not in the tree) was put into the log later than its number and time say.`,
  }));
  const newest = await findNewestCheckpoint(read);
  const size = await treeSize(read); // read second: the tree only grows
  if (newest && newest.size > size) {
    const words = `Entries at the end, from position ${size} to ${newest.size - 1}, were removed from the tree.`;
    faults.push({ kind: "removed", from: size, to: newest.size - 1, number: null, words });
  }
  return faults;
}
