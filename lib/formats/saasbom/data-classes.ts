import type { DataClass } from "@/lib/domain/systems/vocabulary";

/** Words of other people for the product's classes of data, folded. The format itself leaves them open. */
const CLASS_OF: ReadonlyMap<string, DataClass> = new Map([
  ["public", "public"],
  ["internal", "internal"],
  ["confidential", "confidential"],
  ["pii", "personal"],
  ["personal", "personal"],
  ["phi", "health"],
  ["health", "health"],
  ["pifi", "payment"],
  ["pci", "payment"],
  ["payment", "payment"],
  ["credentials", "credentials"],
]);

/** The product's class for a classification of a CycloneDX file; null where it is not known. */
export function dataClassOf(classification: string): DataClass | null {
  return CLASS_OF.get(classification.trim().toLowerCase()) ?? null;
}
