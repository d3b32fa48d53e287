import mechanisms from "../../lib/catalogue/mechanisms.yaml";
import rules from "../../lib/catalogue/rules.yaml";
import threats from "../../lib/catalogue/threats.yaml";
import type { ElementKind } from "../../lib/domain/architecture/element";
import type { ImportedModel } from "../../lib/domain/architecture/imported-model";
import { keepKnown } from "../../lib/domain/architecture/known-parts";
import { err, ok, type Result } from "../../lib/domain/kernel/result";
import { recogniserOf } from "../../lib/formats/foreign/recognise";
import { parseModelCatalogue } from "../../lib/formats/model-catalogue/parse-catalogue";
import { readModelFile } from "../../lib/formats/model-file/read-model-file";

type Facts = Readonly<Record<string, unknown>>;

const NOTES_MAX = 1_000;

/**
 * What an import of a file into an empty system would make, without a server.
 *
 * @returns why the file can't be read, as one text and as data; else `format` with its version, `found` (counts in the file's own words), `elements` (counts of what is made, by kind),
 *   `notes` (what was not understood, or is to be looked at, with line and path; the first 1,000) and `moreNotes`
 */
export function inspect(
  path: string,
  text: string,
): Result<Facts, { readonly reason: string; readonly facts: Facts }> {
  const catalogue = parseModelCatalogue({ threats, mechanisms, rules }, "");
  if (!catalogue.ok) throw new Error("the catalogue of this tool can't be read");
  const file = readModelFile(text, recogniserOf(catalogue.value));
  if (!file.ok) {
    const { problems } = file.error;
    const words = problems.map(({ line, message }) => (line === null ? message : `Line ${line}: ${message}`));
    return err({ reason: words.slice(0, 20).join("\n"), facts: { file: path, ...file.error } });
  }
  return ok({ kind: "import", file: path, ...preview(keepKnown(file.value, catalogue.value)) });
}

function preview({ format, source, systemName, found, elements, notes }: ImportedModel) {
  const counts: Partial<Record<ElementKind, number>> = {};
  for (const { kind } of elements) counts[kind] = (counts[kind] ?? 0) + 1;
  return {
    format,
    source,
    system: systemName,
    found,
    elements: counts,
    notes: notes.slice(0, NOTES_MAX),
    moreNotes: Math.max(0, notes.length - NOTES_MAX),
  };
}
