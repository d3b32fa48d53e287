import { JsonFault, readJson } from "@/lib/domain/kernel/read-json";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { type FileRefusal, refuseFile } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { makeLines } from "./read-document";
import { placeInJson, skimJson } from "./skim";

const DEPTH_MAX = 40;
/** Enough for 12 MB of any trace; each part takes some 50 bytes once it is read. */
const PARTS_MAX = 2_000_000;

/**
 * Reads a large JSON document of another program: fast, with little memory, and with lines only where they are asked for.
 *
 * Where a name stands twice in an object the last one counts, and any name is taken: nothing of such a file is kept by name.
 * @param text without byte order mark, already checked for its size
 */
export function readLargeJson(text: string): Result<LocatedDocument, FileRefusal> {
  const lineAt = makeLines(text);
  const refuse = (at: number, message: string) => refuseFile([{ line: lineAt(at), path: "", message }]);
  const fault = skimJson(text, DEPTH_MAX, PARTS_MAX);
  if (fault)
    return refuse(
      fault.at,
      fault.reason === "too-deep"
        ? `Nest at most ${DEPTH_MAX} levels: flatten this part.`
        : "The file has too many parts to read: split it into several files.",
    );
  try {
    return ok({ data: JSON.parse(text), lineOf: (path) => lineAt(placeInJson(text, path)) });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { at, reason } = faultIn(text);
    const column = at - text.lastIndexOf("\n", at - 1);
    return refuse(at, `Correct the JSON here, at character ${column} of the line: ${reason}.`);
  }
}

/** What is wrong with a text that `JSON.parse` does not take, found by the reader that knows places. */
function faultIn(text: string): { readonly at: number; readonly reason: string } {
  try {
    readJson(text, { depthMax: DEPTH_MAX + 1, partsMax: Number.POSITIVE_INFINITY, keepsMember: () => false });
  } catch (error) {
    if (error instanceof JsonFault) return error;
    throw error;
  }
  return { at: 0, reason: "this is not JSON" };
}
