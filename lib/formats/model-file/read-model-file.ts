import type { ImportedModel } from "@/lib/domain/architecture/imported-model";
import type { Result } from "@/lib/domain/kernel/result";
import type { Recogniser } from "../foreign/recognise";
import { readJsonDocument } from "../json/read-document";
import { readModelDocument } from "../model-json/parse-model";
import { type FileRefusal, refuseFile } from "../problem/problem";
import { readSaasbomDocument } from "../saasbom/parse-saasbom";

export const MODEL_FILE_BYTES_MAX = 2 * 1024 * 1024;

/**
 * Reads a model from a file, whose content says what it is: our own JSON, or a CycloneDX SaaSBOM in JSON.
 *
 * Refused before anything is read: more than 2 MB, NUL bytes, XML.
 * @param text valid UTF-8, decoded by the caller; a byte order mark is tolerated
 * @param recognise what words of other tools are in the catalogue
 */
export function readModelFile(text: string, _recognise: Recogniser): Result<ImportedModel, FileRefusal> {
  const refuse = (message: string, line: number | null = null) => refuseFile([{ line, path: "", message }]);
  if (text.length > MODEL_FILE_BYTES_MAX || new TextEncoder().encode(text).length > MODEL_FILE_BYTES_MAX)
    return refuse("The file is larger than 2 MB: split it.");
  if (text.includes("\0")) return refuse("This is not plain text: save the file as UTF-8.");
  const content = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (content.trim() === "") return refuse("There is nothing in it: choose a file, or paste its text.");
  if (content.trimStart().startsWith("<"))
    return refuse("This is XML. Export the same from your tool as JSON and choose that file.", 1);
  const document = readJsonDocument(content);
  if (!document.ok) return document;
  const { data } = document.value;
  if (typeof data === "object" && data !== null && "bomFormat" in data)
    return readSaasbomDocument(document.value);
  if (typeof data === "object" && data !== null && "format" in data) return readModelDocument(document.value);
  return refuse(
    "This is neither a model exported here nor a CycloneDX file in JSON: choose one of these.",
    1,
  );
}
