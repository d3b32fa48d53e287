import { ok, type Result } from "@/lib/domain/kernel/result";
import { explainIssue } from "../checklist-template/explain-issue";
import { readJsonFile } from "../json/read-file";
import { type FileRefusal, type Problem, refuseFile } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { fileSchema, LIMITS, listSchema, type Vector } from "./schema";

/** Fields of a file that describe it. */
const DESCRIBING: ReadonlySet<string> = new Set(["meta", "reference_data", "about"]);

/**
 * Reads a file of worked examples: an object whose lists (`public` in ours) hold vectors, or such a list alone.
 *
 * Refused: more than 8 MB, no list, an id that stands twice, a vector without id, topic, inputs and expected.
 * @param bytes the file, JSON
 */
export function readVectors(bytes: Uint8Array): Result<readonly Vector[], FileRefusal> {
  const document = readJsonFile(bytes, LIMITS.fileBytes);
  if (!document.ok) return document;
  const lists = listsIn(document.value.data);
  if (lists.length === 0)
    return refuseFile([{ line: null, path: "", message: "There is no list of vectors here." }]);
  const read = lists.map((list) => readList(list, document.value));
  const problems = read.flatMap((result) => result.problems);
  const vectors = read.flatMap((result) => result.vectors);
  problems.push(...repeatedIds(vectors));
  return problems.length > 0 ? refuseFile(problems) : ok(vectors);
}

interface List {
  readonly path: readonly PropertyKey[];
  readonly items: unknown;
}

function listsIn(data: unknown): readonly List[] {
  if (Array.isArray(data)) return [{ path: [], items: data }];
  const file = fileSchema.safeParse(data);
  return Object.entries(file.data ?? {})
    .filter(([name, value]) => !DESCRIBING.has(name) && Array.isArray(value))
    .map(([name, items]) => ({ path: [name], items }));
}

function readList({ path, items }: List, { data, lineOf }: LocatedDocument) {
  const parsed = listSchema.safeParse(items);
  if (parsed.success) return { vectors: parsed.data, problems: [] };
  const placed = parsed.error.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  return { vectors: [], problems: placed.flatMap((issue) => explainIssue(issue, data, lineOf)) };
}

function repeatedIds(vectors: readonly Vector[]): readonly Problem[] {
  const seen = new Set<string>();
  return vectors.flatMap(({ id }) => {
    if (seen.has(id))
      return [{ line: null, path: "", message: `The id ${id} stands twice: keep one of them.` }];
    seen.add(id);
    return [];
  });
}
