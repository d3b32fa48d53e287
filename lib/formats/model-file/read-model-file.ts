import type { ImportedModel } from "@/lib/domain/architecture/imported-model";
import type { Result } from "@/lib/domain/kernel/result";
import { fieldsOf } from "../foreign/fields";
import type { Recogniser } from "../foreign/recognise";
import { readJsonDocument } from "../json/read-document";
import { readModelDocument } from "../model-json/parse-model";
import { isLayer, readLayerDocument } from "../navigator/read-layer";
import { type FileRefusal, refuseFile } from "../problem/problem";
import { readSaasbomDocument } from "../saasbom/parse-saasbom";
import { isThreagile, readThreagileDocument } from "../threagile/read-threagile";
import { isThreatComposer, readThreatComposerDocument } from "../threat-composer/read-threat-composer";
import { isTmBom, readTmBomDocument } from "../tm-bom/read-tm-bom";
import { type LocatedDocument, readYamlDocument } from "../yaml/read-document";

export const MODEL_FILE_BYTES_MAX = 2 * 1024 * 1024;

/** Formats of others, told apart by what a document holds; the first that fits reads it. */
const FOREIGN: readonly {
  readonly is: (data: unknown) => boolean;
  readonly read: (document: LocatedDocument, recognise: Recogniser) => Result<ImportedModel, FileRefusal>;
}[] = [
  { is: (data) => "bomFormat" in fieldsOf(data), read: readSaasbomDocument },
  { is: isThreagile, read: readThreagileDocument },
  { is: isTmBom, read: readTmBomDocument },
  { is: isThreatComposer, read: readThreatComposerDocument },
  { is: isLayer, read: readLayerDocument },
];

/**
 * Reads a model from a file, whose content says what it is: our own JSON, or the file of another tool, in JSON or YAML.
 *
 * Refused before anything is read: more than 2 MB, NUL bytes, XML.
 * @param text valid UTF-8, decoded by the caller; a byte order mark is tolerated
 * @param recognise what words of other tools are in the catalogue
 */
export function readModelFile(text: string, recognise: Recogniser): Result<ImportedModel, FileRefusal> {
  const refuse = (message: string, line: number | null = null) => refuseFile([{ line, path: "", message }]);
  if (text.length > MODEL_FILE_BYTES_MAX || new TextEncoder().encode(text).length > MODEL_FILE_BYTES_MAX)
    return refuse("The file is larger than 2 MB: split it.");
  if (text.includes("\0")) return refuse("This is not plain text: save the file as UTF-8.");
  const content = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (content.trim() === "") return refuse("There is nothing in it: choose a file, or paste its text.");
  if (content.trimStart().startsWith("<"))
    return refuse("This is XML. Export the same from your tool as JSON and choose that file.", 1);
  const document = /^\s*[[{]/.test(content)
    ? readJsonDocument(content)
    : readYamlDocument(content, { aliases: "resolve" });
  if (!document.ok) return document;
  const { data } = document.value;
  const foreign = FOREIGN.find(({ is }) => is(data));
  if (foreign) return foreign.read(document.value, recognise);
  if ("format" in fieldsOf(data)) return readModelDocument(document.value);
  return refuse(
    "This is neither a model exported here nor a file of a kind that is read: CycloneDX SaaSBOM, Threagile, TM-BOM, threat-composer, ATT&CK Navigator layer. Choose one of these.",
    1,
  );
}
