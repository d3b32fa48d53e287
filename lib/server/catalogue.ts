import "server-only";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CatalogueItem } from "@/lib/domain/catalogue/catalogue-item";
import type { Knowledge } from "@/lib/domain/catalogue/knowledge";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import type { Gate } from "@/lib/domain/gates/gate";
import type { Bands } from "@/lib/domain/threats/bands";
import { type CompiledRules, compileRules } from "@/lib/domain/threats/compile-rules";
import { readBands } from "@/lib/formats/bands/read-bands";
import { readStandards, type Standards } from "@/lib/formats/checklist-template/standards";
import { readGates } from "@/lib/formats/gates/read-gates";
import { knownIds } from "@/lib/formats/knowledge/known-ids";
import { parseKnowledge } from "@/lib/formats/knowledge/parse-knowledge";
import { parseModelCatalogue } from "@/lib/formats/model-catalogue/parse-catalogue";
import { readItems } from "@/lib/formats/model-catalogue/read-items";
import { type CatalogueProof, readProofs } from "@/lib/formats/model-catalogue/read-proofs";
import type { FileRefusal } from "@/lib/formats/problem/problem";
import { readYamlDocument } from "@/lib/formats/yaml/read-document";

type CatalogueFile =
  | "bands"
  | "checklists"
  | "gates"
  | "knowledge"
  | "mechanisms"
  | "rules"
  | "standards"
  | "threats";

/** The text of a data file of the product, from lib/catalogue. */
export async function readCatalogue(fileName: `${CatalogueFile}.yaml`): Promise<string> {
  return readFile(join(process.cwd(), "lib", "catalogue", fileName), "utf8");
}

/** Threats, mechanisms, properties and rules; read and checked once in the life of the process. */
export const modelCatalogue = once(async (): Promise<ModelCatalogue> => {
  const [threats, mechanisms, rules] = await Promise.all([
    readCatalogue("threats.yaml"),
    readCatalogue("mechanisms.yaml"),
    readCatalogue("rules.yaml"),
  ]);
  const hash = createHash("sha256").update(threats).update(mechanisms).update(rules).digest("hex");
  const catalogue = parseModelCatalogue({ threats, mechanisms, rules }, hash);
  if (!catalogue.ok) throw new Error(`The product's catalogue can't be used: ${problemsOf(catalogue.error)}`);
  return catalogue.value;
});

/** The rules of the catalogue, ready to be tried on a system. */
export const compiledRules = once(async (): Promise<CompiledRules> => compileRules(await modelCatalogue()));

/** The thresholds between the five steps of likelihood, impact and level. */
export const bands = once(async (): Promise<Bands> => {
  const document = readYamlDocument(await readCatalogue("bands.yaml"));
  if (!document.ok) throw new Error(`The product's bands can't be read: ${problemsOf(document.error)}`);
  return readBands(document.value.data);
});

/** The gates between the phases. */
export const phaseGates = once(async (): Promise<readonly Gate[]> => {
  const document = readYamlDocument(await readCatalogue("gates.yaml"));
  if (!document.ok) throw new Error(`The product's gates can't be read: ${problemsOf(document.error)}`);
  return readGates(document.value.data);
});

/** The standards that the product knows: references of imported items are checked against their form. */
export const knownStandards = once(async (): Promise<Standards> => {
  const document = readYamlDocument(await readCatalogue("standards.yaml"));
  if (!document.ok) throw new Error(`The product's standards can't be read: ${problemsOf(document.error)}`);
  return readStandards(document.value.data);
});

/** For each mechanism, the items of the product's own checklist that prove it. */
export const proofItems = once(async (): Promise<CatalogueProof> => {
  const document = readYamlDocument(await readCatalogue("checklists.yaml"));
  if (!document.ok) throw new Error(`The product's checklist can't be read: ${problemsOf(document.error)}`);
  return readProofs(document.value.data);
});

/** The items of the product's own checklist by their keys. */
export const catalogueItems = once(async (): Promise<ReadonlyMap<string, CatalogueItem>> => {
  const document = readYamlDocument(await readCatalogue("checklists.yaml"));
  if (!document.ok) throw new Error(`The product's checklist can't be read: ${problemsOf(document.error)}`);
  return readItems(document.value.data);
});

/** Everything of the catalogue beside threats, mechanisms and rules; what its entries point to exists. */
export const knowledge = once(async (): Promise<Knowledge> => {
  const [text, model, items, standards] = await Promise.all([
    readCatalogue("knowledge.yaml"),
    modelCatalogue(),
    catalogueItems(),
    knownStandards(),
  ]);
  const parsed = parseKnowledge(text, knownIds(model, items, standards));
  if (!parsed.ok) throw new Error(`The product's knowledge can't be used: ${problemsOf(parsed.error)}`);
  return parsed.value;
});

/** Makes something once and keeps it; a failure is not kept. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make().catch((thrown: unknown) => {
      made = null;
      throw thrown;
    });
    return made;
  };
}

const problemsOf = ({ problems }: FileRefusal) =>
  problems.map(({ line, path, message }) => `${path} (line ${line ?? "?"}): ${message}`).join(" ");
