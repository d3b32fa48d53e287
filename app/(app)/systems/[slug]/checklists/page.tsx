import { redirect } from "next/navigation";
import { firstOpenPhase } from "@/components/checklists/checklist-view";
import { loadChecklist } from "@/lib/features/checklists/loaders";

type Props = { readonly params: Promise<{ readonly slug: string }> };

export default async function ChecklistsPage({ params }: Props) {
  const { slug } = await params;
  redirect(`/systems/${slug}/checklists/${firstOpenPhase((await loadChecklist(slug)).rows)}`);
}
