import "server-only";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { FileAnswer, FileQuestion, KnownToReader } from "@/lib/workers/read-file";
import { knownStandards, modelCatalogue } from "./catalogue";
import { FILE_THREAD } from "./file-thread";
import { boundedThread, type Unanswered } from "./thread";

const RETRY_S = 10;

const ask = boundedThread<FileQuestion, FileAnswer<FileQuestion>>({
  ...FILE_THREAD,
  data: async (): Promise<KnownToReader> => {
    const [{ threats, mechanisms }, standards] = await Promise.all([modelCatalogue(), knownStandards()]);
    return { catalogue: { threats, mechanisms }, standards };
  },
});

/**
 * Reads a file that somebody sent, on a thread of its own: however it is made, it holds up nothing else for longer than a
 * deadline.
 *
 * @param by whose file it is; of one person a few are read at once
 * @returns what is in it, or why it can't be read; refused where it takes too long, or too many others wait
 */
export async function readFileOf<Q extends FileQuestion>(
  by: UserId,
  question: Q,
): Promise<Result<FileAnswer<Q>, Refusal>> {
  const answer = await ask(question, by);
  return answer.ok ? ok(answer.value as FileAnswer<Q>) : err(refusalOf(answer.error));
}

const NOT_READ = "Nothing was imported.";

function refusalOf(why: Unanswered): Refusal {
  switch (why.code) {
    case "busy":
      return {
        code: "too-many",
        reason: `Other files are being read at this moment. ${NOT_READ} Try again in ${RETRY_S} seconds.`,
        retryAfterS: RETRY_S,
      };
    case "too-long":
      return {
        code: "refused",
        reason: `This file takes too long to read. ${NOT_READ} Split it into smaller files; if it is YAML, save it as JSON, which is read much faster.`,
      };
    case "too-large":
      return {
        code: "refused",
        reason: `This file takes too much memory to read. ${NOT_READ} Split it into smaller files.`,
      };
    case "failed":
      throw new Error("the thread that reads files died", { cause: why.cause });
  }
}
