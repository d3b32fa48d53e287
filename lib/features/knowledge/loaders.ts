import "server-only";
import type { Read } from "@/lib/db/client";
import { parseKnowledgeKind } from "@/lib/domain/catalogue/kinds";
import { searchEntries } from "@/lib/domain/catalogue/search-entries";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { hiddenSystems } from "@/lib/domain/people/may";
import { catalogueItems, modelCatalogue, knowledge as readKnowledge } from "@/lib/server/catalogue";
import { defineLoader } from "@/lib/server/loader";
import { readTraits } from "@/lib/server/system-traits";

/** The whole catalogue by kind, and what a question finds in it. */
export const loadCatalogueIndex = defineLoader({
  permission: "self",
  load: async (_, query: string) => {
    const [knowledge, catalogue] = await Promise.all([readKnowledge(), modelCatalogue()]);
    return { knowledge, catalogue, query, found: searchEntries(knowledge, catalogue, query) };
  },
});

/** One kind of the knowledge catalogue, with the systems that this person sees; null where there is no such kind. */
export const loadKind = defineLoader({
  permission: "self",
  load: async ({ read, actor }, address: string) => {
    const kind = parseKnowledgeKind(address);
    if (!kind) return null;
    return { kind, sources: await readSources(read, hiddenSystems(actor)) };
  },
});

/** One pattern; null where there is none of this id. */
export const loadPattern = defineLoader({
  permission: "self",
  load: async ({ read, actor }, id: string) => {
    const pattern = (await readKnowledge()).patterns.find((one) => one.id === id);
    return pattern ? { pattern, sources: await readSources(read, hiddenSystems(actor)) } : null;
  },
});

/** One anti-pattern; null where there is none of this id. */
export const loadAntiPattern = defineLoader({
  permission: "self",
  load: async ({ read, actor }, id: string) => {
    const antiPattern = (await readKnowledge()).antiPatterns.find((one) => one.id === id);
    return antiPattern ? { antiPattern, sources: await readSources(read, hiddenSystems(actor)) } : null;
  },
});

/** The catalogue, and what of it the systems have that are not hidden. */
async function readSources(read: Read, hidden: readonly SystemId[]) {
  const [knowledge, catalogue, items, traited] = await Promise.all([
    readKnowledge(),
    modelCatalogue(),
    catalogueItems(),
    readTraits(read, hidden),
  ]);
  return { knowledge, catalogue, items, ...traited };
}
