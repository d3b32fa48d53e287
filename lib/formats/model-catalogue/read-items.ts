import { z } from "zod";
import type { CatalogueItem } from "@/lib/domain/catalogue/catalogue-item";
import { PHASES } from "@/lib/domain/checklists/vocabulary";

const itemsSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      phase: z.literal(PHASES),
      title: z.string(),
      must: z.boolean().default(false),
      refs: z.record(z.string(), z.array(z.string())).default({}),
    }),
  ),
});

/**
 * Lists the items of the product's own checklist by their keys, as the catalogue points to them.
 *
 * @param document the data of `lib/catalogue/checklists.yaml`, read by the caller.
 * @throws when the file is not as it should be: it is ours, so that is a bug.
 */
export function readItems(document: unknown): ReadonlyMap<string, CatalogueItem> {
  const { items } = itemsSchema.parse(document);
  return new Map(
    items.map(({ id, refs, ...rest }) => [id, { key: id, ...rest, standards: Object.keys(refs) }]),
  );
}
