import type { Result } from "@/lib/domain/kernel/result";
import { type FileRefusal, refuseFile } from "../problem/problem";
import type { KnownIds, ParsedTemplate } from "./check-template";
import { parseCsvTemplate } from "./parse-csv";
import { parseJsonTemplate } from "./parse-json";
import { parseYamlTemplate } from "./parse-yaml";
import { LIMITS } from "./schema";

export interface TemplateFile {
  /** Decides the format by its ending, and names a template that comes as CSV. */
  readonly fileName: string;
  /** Valid UTF-8, decoded by the caller; a byte order mark is tolerated. */
  readonly text: string;
}

/**
 * Reads a checklist template from a file: YAML, JSON (ours or OWASP ASVS 5.0) or CSV.
 *
 * Refused before anything is read: more than 2 MB, NUL bytes, an unknown ending. At most 2,000 items. All of the file is
 * taken or nothing.
 */
export function parseTemplate(
  { fileName, text }: TemplateFile,
  known: KnownIds = {},
): Result<ParsedTemplate, FileRefusal> {
  if (text.length > LIMITS.fileBytes || new TextEncoder().encode(text).length > LIMITS.fileBytes)
    return refuseFile([
      { line: null, path: "", message: "The file is larger than 2 MB: split the template." },
    ]);
  const nul = text.indexOf("\0");
  if (nul >= 0)
    return refuseFile([
      {
        line: text.slice(0, nul).split("\n").length,
        path: "",
        message: "There is a NUL byte here, so this is not plain text: save the file as UTF-8 text.",
      },
    ]);
  const content = text.startsWith("\uFEFF") ? text.slice(1) : text;
  switch (/\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase()) {
    case "yaml":
    case "yml":
      return parseYamlTemplate(content, known);
    case "json":
      return parseJsonTemplate(content, known);
    case "csv":
    case "tsv":
      return parseCsvTemplate(content, { name: nameOf(fileName), version: "1" }, known);
    default:
      return refuseFile([
        {
          line: null,
          path: "",
          message: "Give the file the ending .yaml, .json or .csv, according to its content.",
        },
      ]);
  }
}

function nameOf(fileName: string): string {
  const base = fileName.replace(/^.*[\\/]/, "").replace(/\.[a-z]+$/i, "");
  return (
    base
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim()
      .slice(0, LIMITS.nameChars)
      .trim() || "Imported template"
  );
}
