import { SystemOverview } from "@/components/systems/system-overview";
import { loadChecklist } from "@/lib/features/checklists/loaders";
import { loadSystemPosture } from "@/lib/features/posture/loaders";
import { loadSystemChanges } from "@/lib/features/systems/loaders";

type Props = { readonly params: Promise<{ readonly slug: string }> };

export default async function SystemPage({ params }: Props) {
  const { slug } = await params;
  const [checklist, recent, posture] = await Promise.all([
    loadChecklist(slug),
    loadSystemChanges(slug),
    loadSystemPosture(slug),
  ]);
  return <SystemOverview {...checklist} recent={recent} posture={posture} />;
}
