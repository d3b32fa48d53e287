import type { Metadata } from "next";
import { GatesPage } from "@/components/gates/gates-page";
import { loadGates } from "@/lib/features/gates/loaders";

export const metadata: Metadata = { title: "Gates" };

type Props = { readonly params: Promise<{ readonly slug: string }> };

export default async function SystemGatesPage({ params }: Props) {
  return <GatesPage view={await loadGates((await params).slug)} />;
}
