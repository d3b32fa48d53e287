import type { Result } from "@/lib/domain/kernel/result";
import type { FileRefusal } from "../problem/problem";
import { readYamlDocument } from "../yaml/read-document";
import { checkTemplate, type KnownIds, type ParsedTemplate } from "./check-template";

/** Reads a template from YAML; all of it or nothing, every problem with its line. */
export function parseYamlTemplate(text: string, known: KnownIds = {}): Result<ParsedTemplate, FileRefusal> {
  const document = readYamlDocument(text);
  return document.ok ? checkTemplate(document.value, known) : document;
}
