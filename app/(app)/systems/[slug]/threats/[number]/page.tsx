import type { Metadata } from "next";
import { StatedThreatPage } from "@/components/threats/stated-threat-page";
import { loadStatedThreat } from "@/lib/features/threats/loaders";

type Props = { readonly params: Promise<{ readonly slug: string; readonly number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  return { title: number === "new" ? "State a threat" : `Threat T-${number}` };
}

/** One stated threat by its number, or `new`. */
export default async function StatedThreat({ params }: Props) {
  const { slug, number } = await params;
  return <StatedThreatPage view={await loadStatedThreat(slug, number)} />;
}
