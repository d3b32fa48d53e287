import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ThreatPage } from "@/components/catalogue/threat-page";
import { loadThreat } from "@/lib/features/catalogue/loaders";
import { presentThreat } from "@/lib/features/catalogue/present";

type Props = { readonly params: Promise<{ readonly id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await loadThreat((await params).id);
  return { title: found?.threat.name ?? "No such threat" };
}

export default async function OneThreatPage({ params }: Props) {
  const { catalogue, threat, ...rest } = (await loadThreat((await params).id)) ?? notFound();
  return <ThreatPage view={presentThreat(catalogue, threat)} {...rest} />;
}
