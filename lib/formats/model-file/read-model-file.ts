import type { ImportedModel } from "@/lib/domain/architecture/imported-model";
import type { Result } from "@/lib/domain/kernel/result";
import { fieldsOf } from "../foreign/fields";
import type { Recogniser } from "../foreign/recognise";
import { readJsonDocument } from "../json/read-document";
import { readModelDocument } from "../model-json/parse-model";
import { isLayer, readLayerDocument } from "../navigator/read-layer";
import { readOtmDocument } from "../otm/parse-otm";
import { type FileRefusal, refuseFile } from "../problem/problem";
import { readSaasbomDocument } from "../saasbom/parse-saasbom";
import { isThreagile, readThreagileDocument } from "../threagile/read-threagile";
import { isThreatComposer, readThreatComposerDocument } from "../threat-composer/read-threat-composer";
import { readThreatDragonDocument } from "../threat-dragon/parse-threat-dragon";
import { isTmBom, readTmBomDocument } from "../tm-bom/read-tm-bom";
import { type LocatedDocument, readYamlDocument } from "../yaml/read-document";

const MB = 1024 * 1024;
export const MODEL_FILE_BYTES_MAX = 6 * MB;
/** YAML takes much longer to read than JSON. */
const YAML_CHARS_MAX = 2 * MB;

interface Format {
  /** As a reader knows it. */
  readonly name: string;
  readonly is: (data: unknown) => boolean;
  readonly read: (document: LocatedDocument, recognise: Recogniser) => Result<ImportedModel, FileRefusal>;
}

const has = (field: string) => (data: unknown) => field in fieldsOf(data);

/** What is read, told apart by what a document holds; the first that fits reads it. */
const FORMATS: readonly Format[] = [
  { name: "CycloneDX SaaSBOM", is: has("bomFormat"), read: readSaasbomDocument },
  { name: "Open Threat Model", is: has("otmVersion"), read: readOtmDocument },
  {
    name: "Threat Dragon",
    is: (data) => has("diagrams")(fieldsOf(data)["detail"]),
    read: readThreatDragonDocument,
  },
  { name: "Threagile", is: isThreagile, read: readThreagileDocument },
  { name: "TM-BOM", is: isTmBom, read: readTmBomDocument },
  { name: "threat-composer", is: isThreatComposer, read: readThreatComposerDocument },
  { name: "ATT&CK Navigator layer", is: isLayer, read: readLayerDocument },
  { name: "a model exported here", is: has("format"), read: readModelDocument },
];

/**
 * Reads a model from a file, whose content says what it is: our own JSON, or the file of another tool, in JSON or YAML.
 *
 * Refused before anything is read: more than 6 MB (YAML: 2 MB), NUL bytes, XML.
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
  const { data } = document.value;
  const format = FORMATS.find(({ is }) => is(data));
  if (format) return format.read(document.value, recognise);
  const names = FORMATS.map(({ name }) => name).join(", ");
  return refuse(`This is no file of a kind that is read: ${names}. Choose one of these.`, 1);
}

const refuse = (message: string, line: number | null = null) => refuseFile([{ line, path: "", message }]);

function readDocument(content: string): Result<LocatedDocument, FileRefusal> {
  if (!looksLikeYaml(content)) return readJsonDocument(content);
  return content.length > YAML_CHARS_MAX
    ? refuse("YAML of more than 2 MB is not read: split it, or save it as JSON.")
    : readYamlDocument(content, { aliases: "resolve" });
}

/** A name with a colon on the first line that says anything; JSON starts with a bracket. */
function looksLikeYaml(content: string): boolean {
  const first = /^(?![ \t\r]*(?:#|---|%|$)).*$/m.exec(content.slice(0, 20_000))?.[0] ?? "";
  return /^["']?[A-Za-z_][\w.-]{0,60}["']?\s*:(?:\s|$)/.test(first);
}
