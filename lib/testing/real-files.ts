import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ImportedElement, ImportedModel } from "@/lib/domain/architecture/imported-model";
import { keepKnown } from "@/lib/domain/architecture/known-parts";
import { recogniserOf } from "@/lib/formats/foreign/recognise";
import { readModelFile } from "@/lib/formats/model-file/read-model-file";
import { modelCatalogue } from "@/lib/server/catalogue";

/** A file of another project for tests of the group `samples`: SAMPLES_DIR names the folder that it is below. */
export function realFile(...names: readonly string[]): string {
  const { SAMPLES_DIR: folder } = process.env;
  if (!folder) throw new Error("Set SAMPLES_DIR to the folder of the samples, as in ../shared/data.");
  return readFileSync(join(folder, ...names), "utf8");
}

/** The model of a file, as far as the catalogue of the product knows its parts. */
export async function realModel(text: string): Promise<ImportedModel> {
  const catalogue = await modelCatalogue();
  const read = readModelFile(text, recogniserOf(catalogue));
  if (!read.ok) throw new Error(JSON.stringify(read.error.problems.slice(0, 5)));
  return keepKnown(read.value, catalogue);
}

/** The elements of one kind. */
export const elementsOfKind = <K extends ImportedElement["kind"]>(
  { elements }: Pick<ImportedModel, "elements">,
  kind: K,
) => elements.filter((one): one is Extract<ImportedElement, { kind: K }> => one.kind === kind);
