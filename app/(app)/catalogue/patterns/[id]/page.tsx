import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PatternPage } from "@/components/catalogue/pattern-page";
import { loadPattern } from "@/lib/features/knowledge/loaders";
import { presentEntry } from "@/lib/features/knowledge/present";

type Props = { readonly params: Promise<{ readonly id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await loadPattern((await params).id);
  return { title: found?.pattern.name ?? "No such pattern" };
}

export default async function OnePatternPage({ params }: Props) {
  const { pattern, sources } = (await loadPattern((await params).id)) ?? notFound();
  return <PatternPage view={presentEntry("patterns", pattern, sources)} />;
}
