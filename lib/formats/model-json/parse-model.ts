import type { ImportedElement, ImportedModel, ImportNote } from "@/lib/domain/architecture/imported-model";
import { ownSource } from "@/lib/domain/architecture/imported-model";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { explainIssue } from "../checklist-template/explain-issue";
import { readJsonDocument } from "../json/read-document";
import { type FileRefusal, type Problem, pathText, quoted, refuseFile } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { checkKeys, MODEL_LISTS } from "./check-keys";
import { elementsOfDocument } from "./document-elements";
import { MODEL_FORMAT, MODEL_VERSION, modelSchema } from "./schema";

/**
 * Reads a model that `writeModelJson` wrote, or somebody by hand.
 *
 * Refused with the line of each: what is not our JSON, another version of it, fields with wrong content, keys, names or
 * origins that stand there twice, references to nothing. A field that is not known is left out and noted.
 *
 * @param text without byte order mark, already checked for its size
 */
export function parseModelJson(text: string): Result<ImportedModel, FileRefusal> {
  const document = readJsonDocument(text);
  return document.ok ? readModelDocument(document.value) : document;
}

/** The same from a document that was read already. */
export function readModelDocument({ data, lineOf }: LocatedDocument): Result<ImportedModel, FileRefusal> {
  const foreign = whyForeign(data);
  if (foreign !== null) return refuseFile([{ line: 1, path: "", message: foreign }]);
  const notes: ImportNote[] = [];
  let known = data;
  let parsed = modelSchema.safeParse(known);
  if (!parsed.success) {
    known = withoutUnknown(data, parsed.error.issues, (path) =>
      notes.push({
        line: lineOf(path),
        path: pathText(path),
        message: `The field ${quoted(String(path.at(-1)))} is not known here and is left out.`,
      }),
    );
    parsed = modelSchema.safeParse(known);
  }
  if (!parsed.success)
    return refuseFile(parsed.error.issues.flatMap((issue) => explainIssue(issue, known, lineOf)));
  const problems: Problem[] = [];
  const report = (path: readonly PropertyKey[], message: string) =>
    problems.push({ line: lineOf(path), path: pathText(path), message });
  checkKeys(parsed.data, report);
  const elements: readonly ImportedElement[] = elementsOfDocument(parsed.data, lineOf, report);
  if (problems.length > 0) return refuseFile(problems);
  const { key, name } = parsed.data.system;
  const found = Object.fromEntries(MODEL_LISTS.map((list) => [list, parsed.data[list].length]));
  return ok({ source: ownSource(key), format: "Countersign JSON", systemName: name, elements, found, notes });
}

function whyForeign(data: unknown): string | null {
  const { format, version } = (typeof data === "object" && data !== null ? data : {}) as {
    readonly format?: unknown;
    readonly version?: unknown;
  };
  if (format !== MODEL_FORMAT)
    return `This is not a model of ours: "format" should be "${MODEL_FORMAT}", as in a file that was exported here.`;
  if (version !== MODEL_VERSION)
    return `This is version ${quoted(version)} of the format; only version ${MODEL_VERSION} is read here. Export it again from a Countersign of this version.`;
  return null;
}

/** A copy without the fields that the schema does not know. */
function withoutUnknown(
  data: unknown,
  issues: readonly {
    readonly code: string;
    readonly path: readonly PropertyKey[];
    readonly keys?: string[];
  }[],
  note: (path: readonly PropertyKey[]) => void,
): unknown {
  const copy: unknown = structuredClone(data);
  for (const { code, path, keys = [] } of issues) {
    if (code !== "unrecognized_keys") continue;
    const part = path.reduce<unknown>((at, step) => Object(at)[step], copy);
    for (const name of keys) {
      note([...path, name]);
      if (typeof part === "object" && part !== null) Reflect.deleteProperty(part, name);
    }
  }
  return copy;
}
