import type { Result } from "@/lib/domain/kernel/result";
import { type FileRefusal, refuseFile } from "../problem/problem";
import { type LocatedDocument, readYamlDocument } from "../yaml/read-document";

/**
 * Reads one JSON document with the line of every part of it.
 *
 * The text must be strict JSON; what JSON itself lets through silently (repeated keys, `__proto__`) is refused. Every
 * JSON text is a YAML 1.2 text too, so the reader that knows lines reads it. Source: RFC 8259; YAML 1.2.2, section 1.2.
 * @param text without byte order mark, already checked for its size.
 */
export function readJsonDocument(text: string): Result<LocatedDocument, FileRefusal> {
  try {
    JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuseFile([{ line: lineOfSyntaxError(text, error), path: "", message: syntaxMessage(error) }]);
  }
  return readYamlDocument(text);
}

/** The engine names the position in its message, or nothing when the text ends too early. */
function lineOfSyntaxError(text: string, error: SyntaxError): number {
  const position = /at position (\d+)/.exec(error.message)?.[1];
  return text.slice(0, position === undefined ? text.length : Number(position)).split("\n").length;
}

function syntaxMessage(error: SyntaxError): string {
  const reason = error.message
    .replace(/ in JSON.*$| \(line.*$/s, "")
    .replace(/\s+/g, " ")
    .slice(0, 120);
  return `Correct the JSON here: ${reason}.`;
}
