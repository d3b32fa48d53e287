import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { recognise } from "@/lib/domain/latency/measured/recognise";
import { readMeasurementFile } from "@/lib/formats/measurement-file/read-measurement-file";
import { readRecognitionRules } from "@/lib/formats/recognition/read-rules";
import { readYamlDocument } from "@/lib/formats/yaml/read-document";
import { median, report } from "./measure";

const MB = 1024 * 1024;

/**
 * Prints how long a file of measurements of about 10 MB takes from its text to its security steps.
 *
 * @param expected milliseconds of some steps: what is timed has to be right
 */
export async function reportImport(
  name: string,
  text: string,
  expected: Readonly<Record<string, number>>,
): Promise<void> {
  if (text.length < 9.9 * MB || text.length > 10.5 * MB)
    throw new Error(`the file has ${text.length / MB} MB`);
  const document = readYamlDocument(await readFile(join("lib", "catalogue", "recognition.yaml"), "utf8"));
  if (!document.ok) throw new Error(JSON.stringify(document.error));
  const rules = readRecognitionRules(document.value.data);
  const takenMs: number[] = [];
  for (let round = -2; round < 8; round++) {
    const startedMs = performance.now();
    const read = readMeasurementFile(text);
    if (!read?.ok) throw new Error(JSON.stringify(read?.error.problems[0]));
    const told = recognise(read.value, rules);
    if (round >= 0) takenMs.push(performance.now() - startedMs);
    for (const [step, ms] of Object.entries(expected)) {
      const found = told.steps.find((one) => one.step === step)?.ms ?? 0;
      if (Math.abs(found - ms) > 0.01) throw new Error(`${step}: ${found} ms, not ${ms}`);
    }
  }
  report(name, median(takenMs), "ms");
}
