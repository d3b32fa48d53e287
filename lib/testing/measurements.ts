import { readFileSync } from "node:fs";
import { join } from "node:path";
import { recognise } from "@/lib/domain/latency/measured/recognise";
import type { RecognisedMeasurement } from "@/lib/domain/latency/measured/recognised";
import type { Recording } from "@/lib/domain/latency/measured/recording";
import { readMeasurementFile } from "@/lib/formats/measurement-file/read-measurement-file";
import type { Problem } from "@/lib/formats/problem/problem";
import { readRecognitionRules } from "@/lib/formats/recognition/read-rules";
import { readYamlDocument } from "@/lib/formats/yaml/read-document";

const document = readYamlDocument(
  readFileSync(join(process.cwd(), "lib", "catalogue", "recognition.yaml"), "utf8"),
);
if (!document.ok) throw new Error(JSON.stringify(document.error));

/** The product's own rules. */
export const defaultRules = readRecognitionRules(document.value.data);

/** The recording of a file that is read. */
export function recordingOf(file: unknown): Recording {
  const read = readMeasurementFile(typeof file === "string" ? file : JSON.stringify(file, null, 1));
  if (!read?.ok) throw new Error(JSON.stringify(read?.error.problems.slice(0, 5) ?? "not recognised"));
  return read.value;
}

/** A file as the product's own rules see it. */
export const measured = (file: unknown): RecognisedMeasurement => recognise(recordingOf(file), defaultRules);

/** The first thing that is wrong with a file; null where it is read or is no measurement. */
export function refusalOf(text: string): Problem | null {
  const read = readMeasurementFile(text);
  return read === null || read.ok ? null : (read.error.problems[0] ?? null);
}

/** Milliseconds by step. */
export const msBySteps = ({ steps }: RecognisedMeasurement) =>
  Object.fromEntries(steps.map(({ step, ms }) => [step, ms]));

/** What one rule recognised. */
export const useOf = ({ rules }: RecognisedMeasurement, id: string) => rules.find(({ rule }) => rule === id);
