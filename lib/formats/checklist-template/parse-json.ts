import type { Result } from "@/lib/domain/kernel/result";
import { readJsonDocument } from "../json/read-document";
import type { FileRefusal } from "../problem/problem";
import { checkTemplate, type KnownIds, type ParsedTemplate } from "./check-template";
import { isAsvsDocument, parseAsvs } from "./parse-asvs";

/**
 * Reads a template from JSON: our own exchange format (the same fields as YAML), or the flat JSON of OWASP ASVS 5.0,
 * which is recognised by its list of requirements.
 */
export function parseJsonTemplate(text: string, known: KnownIds = {}): Result<ParsedTemplate, FileRefusal> {
  const document = readJsonDocument(text);
  if (!document.ok) return document;
  return isAsvsDocument(document.value.data)
    ? parseAsvs(document.value, known)
    : checkTemplate(document.value, known);
}
