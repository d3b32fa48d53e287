import mechanisms from "../../lib/catalogue/mechanisms.yaml";
import rules from "../../lib/catalogue/rules.yaml";
import threats from "../../lib/catalogue/threats.yaml";
import type { ElementKind } from "../../lib/domain/architecture/element";
import type { ImportedModel } from "../../lib/domain/architecture/imported-model";
import { keepKnown } from "../../lib/domain/architecture/known-parts";
import { err, ok, type Result } from "../../lib/domain/kernel/result";
import { recogniserOf } from "../../lib/formats/foreign/recognise";
import {
  MEASUREMENT_FORMATS,
  readMeasurementFile,
} from "../../lib/formats/measurement-file/read-measurement-file";
import { parseModelCatalogue } from "../../lib/formats/model-catalogue/parse-catalogue";
import { readModelFile } from "../../lib/formats/model-file/read-model-file";
import type { FileRefusal } from "../../lib/formats/problem/problem";
import { inspectMeasurement } from "./inspect-measurement";

type Facts = Readonly<Record<string, unknown>>;

const NOTES_MAX = 1_000;

type Inspected = Result<Facts, { readonly reason: string; readonly facts: Facts }>;

/**
 * What a file holds, without a server: a measurement with its security work, or else a model and what an import of it into
 * an empty system would make.
 *
 * @returns why the file can't be read, as one text and as data; else for a measurement what `inspectMeasurement` says, for a
 *   model `format` with its version, `found` (counts in the file's own words), `elements` (counts of what is made, by kind),
 *   `notes` (what was not understood, or is to be looked at, with line and path; the first 1,000) and `moreNotes`
 */
export function inspect(path: string, text: string): Inspected {
  const measurement = readMeasurementFile(text);
  if (measurement === null) return inspectModel(path, text);
  return measurement.ok
    ? ok({ kind: "measurement", file: path, ...inspectMeasurement(measurement.value) })
    : refused(path, measurement.error);
}

function inspectModel(path: string, text: string): Inspected {
  const catalogue = parseModelCatalogue({ threats, mechanisms, rules }, "");
  if (!catalogue.ok) throw new Error("the catalogue of this tool can't be read");
  const file = readModelFile(text, recogniserOf(catalogue.value));
  return file.ok
    ? ok({ kind: "import", file: path, ...preview(keepKnown(file.value, catalogue.value)) })
    : refused(path, file.error);
}

function refused(path: string, refusal: FileRefusal): Inspected {
  const words = refusal.problems.map(({ line, message }) => {
    const more = message.startsWith("This is no file of a kind")
      ? ` Measurements: ${MEASUREMENT_FORMATS.join(", ")}.`
      : "";
    return `${line === null ? "" : `Line ${line}: `}${message}${more}`;
  });
  return err({ reason: words.slice(0, 20).join("\n"), facts: { file: path, ...refusal } });
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
