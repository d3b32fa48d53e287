import { PageHeader } from "@/components/ui/page-header";
import { loadProgress } from "@/lib/features/checklists/loaders";

export default async function PosturePage() {
  const { systems } = await loadProgress();
  return <PageHeader title="Posture" lede={`${systems.length} systems`} />;
}
