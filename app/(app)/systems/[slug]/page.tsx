import { EmergencyBanners } from "@/components/approvals/emergency-notice";
import { gateLines } from "@/components/gates/gate-line";
import { SystemOverview } from "@/components/systems/system-overview";
import { loadEmergencies } from "@/lib/features/approvals/loaders";
import { presentEmergencies } from "@/lib/features/approvals/present";
import { loadChecklist } from "@/lib/features/checklists/loaders";
import { loadGates } from "@/lib/features/gates/loaders";
import { loadSystemPosture } from "@/lib/features/posture/loaders";
import { loadSystemChanges } from "@/lib/features/systems/loaders";

type Props = { readonly params: Promise<{ readonly slug: string }> };

export default async function SystemPage({ params }: Props) {
  const { slug } = await params;
  const [emergencies, checklist, gates, recent, posture] = await Promise.all([
    loadEmergencies(slug),
    loadChecklist(slug),
    loadGates(slug),
    loadSystemChanges(slug),
    loadSystemPosture(slug),
  ]);
  return (
    <>
      <EmergencyBanners {...presentEmergencies(emergencies)} className="px-page-x pt-4" />
      <SystemOverview {...checklist} gates={gateLines(gates)} recent={recent} posture={posture} />
    </>
  );
}
