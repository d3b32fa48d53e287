import type { Metadata } from "next";
import { FirstSystem } from "@/components/posture/first-system";
import { Overview } from "@/components/posture/overview";
import { loadMentions, loadProgress } from "@/lib/features/checklists/loaders";
import { loadPostures } from "@/lib/features/posture/loaders";
import { readOverviewAddress } from "@/lib/features/posture/present";

export const metadata: Metadata = { title: "Posture" };

type Props = { readonly searchParams: Promise<Readonly<Record<string, unknown>>> };

export default async function PosturePage({ searchParams }: Props) {
  const [checklists, postures, mentions, search] = await Promise.all([
    loadProgress(),
    loadPostures(),
    loadMentions(),
    searchParams,
  ]);
  if (checklists.lines.length === 0) return <FirstSystem mayCreate={checklists.mayCreate} />;
  const address = readOverviewAddress(search);
  return <Overview checklists={checklists} {...postures} mentions={mentions} address={address} />;
}
