import "server-only";
import type { ThreadSpec } from "./thread";

/** The thread that reads files, from what the start made of lib/workers/read-file.ts, and its limits. */
export const FILE_THREAD: Omit<ThreadSpec, "data"> = {
  source: `require("./.cache/threads/read-file.cjs");`,
  start: { workMs: 5_000, waitMs: 10_000 },
  answer: { workMs: 5_000, waitMs: 10_000 },
  heapMbMax: 512,
  waitingMax: 8,
  waitingOfOneMax: 2,
};
