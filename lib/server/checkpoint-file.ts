import "server-only";
import { appendFile, mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readCheckpoint } from "@/lib/domain/audit/checkpoint";
import { type ExportCheckpoint, readExportLine } from "@/lib/domain/audit/export-lines";
import { env } from "./env";

const TAIL_BYTES = 8_192;

/** Where this instance keeps the checkpoints that it saw: a copy outside of the database. */
export function checkpointFile(): string {
  return env().CHECKPOINT_FILE ?? join(env().COUNTERSIGN_DATA ?? "data", "checkpoints.jsonl");
}

/** The note of the last whole line; null where the file holds none. A line that a crash cut off does not count. */
export async function lastCheckpointIn(file: string): Promise<string | null> {
  const handle = await open(file, "r").catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === "ENOENT") return null;
    throw thrown;
  });
  if (!handle) return null;
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    const lines = buffer.subarray(0, bytesRead).toString("utf8").split("\n");
    const notes = lines.slice(0, -1).flatMap((text) => {
      const line = readExportLine(text);
      return line?.kind === "checkpoint" && readCheckpoint(line.note) ? line.note : [];
    });
    return notes.at(-1) ?? null;
  } finally {
    await handle.close();
  }
}

/** Adds checkpoints at the end, one a line, in the form in which an export holds them. */
export async function appendCheckpointsTo(file: string, notes: readonly string[]): Promise<void> {
  if (notes.length === 0) return;
  await mkdir(dirname(file), { recursive: true });
  const lines = notes.map((note) => JSON.stringify({ kind: "checkpoint", note } satisfies ExportCheckpoint));
  await appendFile(file, `${lines.join("\n")}\n`, { mode: 0o600, flush: true });
}
