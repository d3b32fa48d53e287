import { gateLines } from "@/components/gates/gate-line";
import { SystemOverview } from "@/components/systems/system-overview";
import { loadChecklist } from "@/lib/features/checklists/loaders";
import { loadGates } from "@/lib/features/gates/loaders";
import { loadSystemPosture } from "@/lib/features/posture/loaders";
import { loadSystemChanges } from "@/lib/features/systems/loaders";

type Props = { readonly params: Promise<{ readonly slug: string }> };

export default async function SystemPage({ params }: Props) {
  const { slug } = await params;
  const [checklist, gates, recent, posture] = await Promise.all([
    loadChecklist(slug),
    loadGates(slug),
    loadSystemChanges(slug),
    loadSystemPosture(slug),
  ]);
  return <SystemOverview {...checklist} gates={gateLines(gates)} recent={recent} posture={posture} />;
}
