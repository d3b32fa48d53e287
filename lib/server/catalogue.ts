import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The text of a data file of the product, from lib/catalogue. */
export async function readCatalogue(fileName: "checklists.yaml" | "standards.yaml"): Promise<string> {
  return readFile(join(process.cwd(), "lib", "catalogue", fileName), "utf8");
}
