import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AntiPatternPage } from "@/components/catalogue/anti-pattern-page";
import { loadAntiPattern } from "@/lib/features/knowledge/loaders";
import { presentEntry, presentSuspected } from "@/lib/features/knowledge/present";

type Props = { readonly params: Promise<{ readonly id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await loadAntiPattern((await params).id);
  return { title: found?.antiPattern.name ?? "No such anti-pattern" };
}

export default async function OneAntiPatternPage({ params }: Props) {
  const { antiPattern, sources } = (await loadAntiPattern((await params).id)) ?? notFound();
  const suspected = presentSuspected(antiPattern.id, sources.systems);
  return <AntiPatternPage view={presentEntry("anti-patterns", antiPattern, sources)} suspected={suspected} />;
}
