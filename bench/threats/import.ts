// import.5mb-ms: a model file of 5 MB, from its text to the elements that an import would make.
import type { StatedThreat } from "@/lib/domain/architecture/element";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { largeModel } from "@/lib/domain/threats/testdata/large-model";
import { recogniserOf } from "@/lib/formats/foreign/recognise";
import { readModelFile } from "@/lib/formats/model-file/read-model-file";
import { writeModelJson } from "@/lib/formats/model-json/write-model";
import { modelCatalogue } from "@/lib/server/catalogue";
import { median, report } from "../lib/measure";

const MB = 1024 * 1024;
const catalogue = await modelCatalogue();
const model = largeModel(catalogue.properties);
const note = "What the file says about a threat, in many words. ".repeat(80).slice(0, 4_000);
const statedThreats = Array.from(
  { length: 500 },
  (_, n): StatedThreat => ({
    kind: "stated-threat",
    id: `01900005-0000-7000-8000-${String(n + 1).padStart(12, "0")}` as ElementId,
    number: n + 1,
    version: 1,
    name: `Threat ${n}`,
    origin: null,
    threat: "leak",
    stride: "I",
    likelihood: 3,
    places: model.components.slice(0, 100).map(({ id }) => id),
    note,
  }),
);
const text = writeModelJson({ ...model, statedThreats });
if (text.length < 4.5 * MB || text.length > 6 * MB) throw new Error(`the file has ${text.length / MB} MB`);
const recognise = recogniserOf(catalogue);
const takenMs: number[] = [];
for (let round = -2; round < 8; round++) {
  const startedMs = performance.now();
  const read = readModelFile(text, recognise);
  if (!read.ok) throw new Error(JSON.stringify(read.error.problems[0]));
  if (round >= 0) takenMs.push(performance.now() - startedMs);
}
report("import.5mb-ms", median(takenMs), "ms");
