import type { ImportedModel } from "@/lib/domain/architecture/imported-model";
import type { Result } from "@/lib/domain/kernel/result";
import { fieldsOf } from "../foreign/fields";
import type { Recogniser } from "../foreign/recognise";
import { readJsonDocument } from "../json/read-document";
import { readModelDocument } from "../model-json/parse-model";
import { readOtmDocument } from "../otm/parse-otm";
import { type FileRefusal, refuseFile } from "../problem/problem";
import { readSaasbomDocument } from "../saasbom/parse-saasbom";
import { readThreatDragonDocument } from "../threat-dragon/parse-threat-dragon";
import { type LocatedDocument, readYamlDocument } from "../yaml/read-document";

const MB = 1024 * 1024;
export const MODEL_FILE_BYTES_MAX = 6 * MB;
/** YAML takes much longer to read than JSON. */
const YAML_CHARS_MAX = 2 * MB;

/**
 * Reads a model from a file, whose content says what it is: our own JSON, a CycloneDX SaaSBOM or a Threat Dragon model in
 * JSON, an Open Threat Model in JSON or YAML.
 *
 * Refused before anything is read: more than 6 MB, NUL bytes, XML.
 * @param text valid UTF-8, decoded by the caller; a byte order mark is tolerated
 * @param recognise what words of other tools are in the catalogue
 */
export function readModelFile(text: string, recognise: Recogniser): Result<ImportedModel, FileRefusal> {
  if (text.length > MODEL_FILE_BYTES_MAX || new TextEncoder().encode(text).length > MODEL_FILE_BYTES_MAX)
    return refuse("The file is larger than 6 MB: split it.");
  if (text.includes("\0")) return refuse("This is not plain text: save the file as UTF-8.");
  const content = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (content.trim() === "") return refuse("There is nothing in it: choose a file, or paste its text.");
  if (content.trimStart().startsWith("<"))
    return refuse("This is XML. Export the same from your tool as JSON and choose that file.", 1);
  const document = readDocument(content);
  if (!document.ok) return document;
  const read = readerOf(document.value.data);
  return read
    ? read(document.value, recognise)
    : refuse(
        "This is neither a model exported here nor a file of another tool that is read: a CycloneDX SaaSBOM or a Threat Dragon model in JSON, an Open Threat Model in JSON or YAML. Choose one of these.",
        1,
      );
}

const refuse = (message: string, line: number | null = null) => refuseFile([{ line, path: "", message }]);

function readDocument(content: string): Result<LocatedDocument, FileRefusal> {
  if (!looksLikeYaml(content)) return readJsonDocument(content);
  return content.length > YAML_CHARS_MAX
    ? refuse("YAML of more than 2 MB is not read: split it, or save it as JSON.")
    : readYamlDocument(content);
}

/** A name with a colon on the first line that says anything; JSON starts with a bracket. */
function looksLikeYaml(content: string): boolean {
  const first = /^(?![ \t\r]*(?:#|---|%|$)).*$/m.exec(content.slice(0, 20_000))?.[0] ?? "";
  return /^["']?[A-Za-z_][\w.-]{0,60}["']?\s*:(?:\s|$)/.test(first);
}

type DocumentReader = (
  document: LocatedDocument,
  recognise: Recogniser,
) => Result<ImportedModel, FileRefusal>;

/** The reader of a format, told by a field that only its files have; null where none has it. */
function readerOf(data: unknown): DocumentReader | null {
  const fields = fieldsOf(data);
  if ("bomFormat" in fields) return readSaasbomDocument;
  if ("format" in fields) return readModelDocument;
  if ("otmVersion" in fields) return readOtmDocument;
  return "diagrams" in fieldsOf(fields["detail"]) ? readThreatDragonDocument : null;
}
