import "server-only";
import { createHash } from "node:crypto";
import type { Read } from "@/lib/db/client";
import { listOwnStrengths, listOwnStrengthsAt } from "@/lib/db/own-strengths";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import { type OwnStrength, withOwnStrengths } from "@/lib/domain/catalogue/own-strengths";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import { modelCatalogue } from "./catalogue";

/** The last one that was made: most readings are of the same strengths. */
let last: { readonly hash: string; readonly catalogue: ModelCatalogue } | null = null;

/** The catalogue with the strengths that the organisation gives itself: what its numbers are computed with. */
export async function organisationCatalogue(read: Read): Promise<ModelCatalogue> {
  return made(await modelCatalogue(), await listOwnStrengths(read));
}

/** The same as it was at an instant. */
export async function organisationCatalogueAt(read: Read, at: InstantMs): Promise<ModelCatalogue> {
  return made(await modelCatalogue(), await listOwnStrengthsAt(read, at));
}

function made(product: ModelCatalogue, own: readonly OwnStrength[]): ModelCatalogue {
  if (own.length === 0) return product;
  const sorted = own.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  const hash = createHash("sha256").update(product.hash).update(sorted.map(textOf).join()).digest("hex");
  if (last?.hash !== hash) last = { hash, catalogue: withOwnStrengths(product, sorted, hash) };
  return last.catalogue;
}

const textOf = ({ threat, mechanism, function: does, strength, basis }: OwnStrength) =>
  JSON.stringify([threat, mechanism, does, strength, basis]);
