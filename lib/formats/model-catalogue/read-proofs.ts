import { z } from "zod";
import { PHASES, type Phase } from "@/lib/domain/checklists/vocabulary";

const proofSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      phase: z.literal(PHASES),
      title: z.string(),
      proves: z.array(z.string()).default([]),
    }),
  ),
});

/** An item of the product's checklist that proves a mechanism. */
export interface ProofItem {
  readonly key: string;
  readonly phase: Phase;
  readonly title: string;
}

/** The items that prove each mechanism, in the order of the checklist. */
export type CatalogueProof = ReadonlyMap<string, readonly ProofItem[]>;

/**
 * Lists what proves each mechanism.
 *
 * @param document the data of `lib/catalogue/checklists.yaml`, read by the caller.
 * @throws when the file is not as it should be: it is ours, so that is a bug.
 */
export function readProofs(document: unknown): CatalogueProof {
  const proofs = new Map<string, ProofItem[]>();
  for (const { id, phase, title, proves } of proofSchema.parse(document).items)
    for (const mechanism of proves)
      proofs.set(mechanism, [...(proofs.get(mechanism) ?? []), { key: id, phase, title }]);
  return proofs;
}
