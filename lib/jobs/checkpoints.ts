import "server-only";
import { insertFault } from "@/lib/db/audit-check";
import { listCheckpoints, rootAt, treeSize } from "@/lib/db/audit-tree";
import { reader } from "@/lib/db/client";
import { equalBytes } from "@/lib/domain/audit/bytes";
import { type Checkpoint, readCheckpoint } from "@/lib/domain/audit/checkpoint";
import { appendCheckpointsTo, checkpointFile, lastCheckpointIn } from "@/lib/server/checkpoint-file";
import { asJob } from "@/lib/server/job";

const CHECKPOINTS_PER_ROUND = 200;

/**
 * Copies new checkpoints to this instance's own file. What the file says last has to be in the tree still: a database
 * that was rewritten as a whole contradicts it.
 *
 * @returns how many were copied
 */
export async function keepCheckpoints(file = checkpointFile()): Promise<number> {
  const read = reader();
  const note = await lastCheckpointIn(file);
  const last = note === null ? null : readCheckpoint(note);
  if (last && !(await holds(last))) {
    await asJob((tx) => insertFault(tx, contradiction(last)));
    return 0;
  }
  const range = { after: last?.size ?? 0, upTo: Number.MAX_SAFE_INTEGER, most: CHECKPOINTS_PER_ROUND };
  const fresh = await listCheckpoints(read, range);
  await appendCheckpointsTo(
    file,
    fresh.map((checkpoint) => checkpoint.note),
  );
  return fresh.length;
}

async function holds({ size, root }: Checkpoint): Promise<boolean> {
  if ((await treeSize(reader())) < size) return false;
  const found = await rootAt(reader(), size);
  return found !== null && equalBytes(found, root);
}

function contradiction({ size }: Checkpoint) {
  const words = `The file of checkpoints of an instance says something else about the first ${size} entries than the database: the log was rewritten, or another database was put in its place.`;
  return { kind: "checkpoint-contradicted", from: 0, to: size - 1, number: null, words } as const;
}
