import { redirect } from "next/navigation";
import { loadChecklist } from "@/lib/features/checklists/loaders";
import { openPhase } from "@/lib/features/checklists/present";

type Props = { readonly params: Promise<{ readonly slug: string }> };

export default async function ChecklistsPage({ params }: Props) {
  const { slug } = await params;
  redirect(`/systems/${slug}/checklists/${openPhase((await loadChecklist(slug)).rows)}`);
}
