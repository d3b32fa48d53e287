import type { Metadata } from "next";
import { EmergencyBanners } from "@/components/approvals/emergency-notice";
import { FirstSystem } from "@/components/posture/first-system";
import { Overview } from "@/components/posture/overview";
import { loadEmergencies } from "@/lib/features/approvals/loaders";
import { presentEmergencies } from "@/lib/features/approvals/present";
import { loadMentions, loadProgress } from "@/lib/features/checklists/loaders";
import { loadPostures } from "@/lib/features/posture/loaders";
import { readOverviewAddress } from "@/lib/features/posture/present";

export const metadata: Metadata = { title: "Posture" };

type Props = { readonly searchParams: Promise<Readonly<Record<string, unknown>>> };

export default async function PosturePage({ searchParams }: Props) {
  const [emergencies, checklists, postures, mentions, search] = await Promise.all([
    loadEmergencies(),
    loadProgress(),
    loadPostures(),
    loadMentions(),
    searchParams,
  ]);
  if (checklists.lines.length === 0) return <FirstSystem mayCreate={checklists.mayCreate} />;
  const address = readOverviewAddress(search);
  return (
    <>
      <EmergencyBanners {...presentEmergencies(emergencies)} className="px-page-x pt-4" />
      <Overview checklists={checklists} {...postures} mentions={mentions} address={address} />
    </>
  );
}
