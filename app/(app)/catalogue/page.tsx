import type { Metadata } from "next";
import { IndexPage } from "@/components/catalogue/index-page";
import { loadCatalogueIndex } from "@/lib/features/knowledge/loaders";
import { presentFound, presentIndex } from "@/lib/features/knowledge/present";

export const metadata: Metadata = { title: "Catalogue" };

type Props = { readonly searchParams: Promise<{ readonly q?: string | string[] }> };

export default async function CataloguePage({ searchParams }: Props) {
  const { q } = await searchParams;
  const { knowledge, catalogue, query, found } = await loadCatalogueIndex(typeof q === "string" ? q : "");
  return <IndexPage shelves={presentIndex(knowledge, catalogue)} query={query} found={presentFound(found)} />;
}
