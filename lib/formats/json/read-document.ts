import { JsonFault, type JsonName, type LocatedJson, readJson } from "@/lib/domain/kernel/read-json";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { type FileRefusal, type Problem, pathText, quoted, refuseFile } from "../problem/problem";
import { DEPTH_MAX, type LocatedDocument, SPECIAL_NAMES } from "../yaml/read-document";

/** Values and names in a file: enough for 6 MB of any real one. */
const PARTS_MAX = 600_000;

/**
 * Reads one JSON document with the line of every part of it.
 *
 * The text must be strict JSON; what JSON itself lets through silently (repeated names, `__proto__` and other names that
 * are special to JavaScript) is refused, and so is what is nested more than 20 levels or has too many parts.
 * Source: RFC 8259.
 * @param text without byte order mark, already checked for its size.
 */
export function readJsonDocument(text: string): Result<LocatedDocument, FileRefusal> {
  const lineAt = makeLines(text);
  const problems: Problem[] = [];
  try {
    const document = readJson(text, {
      depthMax: DEPTH_MAX,
      partsMax: PARTS_MAX,
      keepsMember: (name) => {
        const message = whyRefused(name);
        if (message === null) return true;
        const path = name.isRepeated ? [...name.path, name.name] : name.path;
        problems.push({ line: lineAt(name.at), path: pathText(path), message });
        return false;
      },
    });
    if (problems.length > 0) return refuseFile(problems);
    return ok({ data: document.value, lineOf: (path) => lineAt(placeOf(document, path)) });
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return refuseFile([{ line: lineAt(error.at), path: "", message: messageOf(error) }]);
  }
}

function whyRefused({ name, isRepeated }: JsonName): string | null {
  if (SPECIAL_NAMES.has(name)) return `${quoted(name)} can't be a field name: remove it.`;
  return isRepeated ? `The field ${quoted(name)} stands here twice: keep one of them.` : null;
}

function messageOf({ reason }: JsonFault): string {
  if (reason.startsWith("it is nested")) return `Nest at most ${DEPTH_MAX} levels: flatten this part.`;
  if (reason.startsWith("it has more than"))
    return "The file has too many parts to read: split it into several files.";
  return `Correct the JSON here: ${reason}.`;
}

/** Where a part starts, or the nearest part around it that exists; for the entry of an object, its name. */
function placeOf({ value, at, places }: LocatedJson, path: readonly PropertyKey[]): number {
  let place = at;
  let part: unknown = value;
  for (const step of path) {
    const starts = typeof part === "object" && part !== null ? places.get(part) : undefined;
    const start = starts && startIn(starts, step);
    if (start === undefined) return place;
    place = start;
    part = Object(part)[step];
  }
  return place;
}

function startIn(
  starts: ReadonlyMap<string, number> | readonly number[],
  step: PropertyKey,
): number | undefined {
  if ("get" in starts) return typeof step === "string" ? starts.get(step) : undefined;
  return typeof step === "number" ? starts[step] : undefined;
}

/** Line of an offset, counted from 1. The breaks are listed once, when the first line is asked for. */
export function makeLines(text: string): (offset: number) => number {
  let breaks: readonly number[] | null = null;
  return (offset) => {
    breaks ??= breaksOf(text);
    let low = 0;
    let high = breaks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((breaks[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

function breaksOf(text: string): readonly number[] {
  const breaks: number[] = [];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) breaks.push(at);
  return breaks;
}
