import "server-only";
import { toHex } from "@/lib/domain/audit/bytes";
import type { ExportEntry, ExportLine } from "@/lib/domain/audit/export-lines";
import { contradictions, readLeaf } from "@/lib/domain/audit/leaf";
import { listPlacedEntries, listWaitingEntries, type PlacedEntry } from "./audit-check";
import { listCheckpoints, treeSize } from "./audit-tree";
import type { Read } from "./client";

const BATCH = 500;
const WAITING_MAX = 10_000;

/**
 * The whole log as it stands, line by line, some hundred entries in memory at a time: the head, the keys, entries with
 * the checkpoints over them, and what waits for its place. Fields in a fixed order.
 */
export async function* exportLog(
  read: Read,
  { origin, keys }: { readonly origin: string; readonly keys: readonly string[] },
): AsyncGenerator<string> {
  const size = await treeSize(read);
  yield linesOf([
    { kind: "countersign-audit-log", v: 1, origin, size },
    ...keys.map((key) => ({ kind: "key", key }) as const),
  ]);
  for (let from = 0; from < size; from += BATCH) {
    const to = Math.min(size, from + BATCH);
    const [entries, checkpoints] = await Promise.all([
      listPlacedEntries(read, from, to),
      listCheckpoints(read, { after: from, upTo: to, most: BATCH }),
    ]);
    const notes = new Map(checkpoints.map((checkpoint) => [checkpoint.size, checkpoint.note]));
    yield linesOf(
      entries.flatMap((entry) => {
        const note = notes.get(entry.index + 1);
        return note === undefined ? [toLine(entry)] : [toLine(entry), { kind: "checkpoint", note }];
      }),
    );
  }
  const beyond = await listCheckpoints(read, { after: size, upTo: Number.MAX_SAFE_INTEGER, most: 1 });
  if (beyond[0] && (await treeSize(read)) < beyond[0].size)
    yield linesOf([{ kind: "checkpoint", note: beyond[0].note }]);
  yield linesOf((await listWaitingEntries(read, WAITING_MAX)).map(toLine));
}

const linesOf = (lines: readonly ExportLine[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join("");

function toLine({ index, number, hash, leaf, detail, row }: PlacedEntry): ExportEntry {
  const facts = leaf === null ? null : readLeaf(leaf);
  const differs = facts && row && contradictions(facts, row).length > 0;
  return {
    kind: "entry",
    index: index < 0 ? null : index,
    number: number ?? "",
    hash: index < 0 ? null : hash === null ? "" : toHex(hash),
    leaf,
    detail,
    ...(differs && { row }),
  };
}
