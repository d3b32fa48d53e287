import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ChecklistScreen, checklistTitle } from "@/components/checklists/checklist-screen";
import { checklistView } from "@/components/checklists/checklist-view";
import { scopeOf } from "@/components/checklists/list-view";
import { GateSummary } from "@/components/gates/gate-summary";
import type { SearchRecord } from "@/lib/domain/kernel/query-of";
import {
  loadChecklist,
  loadItem,
  loadPeopleToChoose,
  loadStandards,
} from "@/lib/features/checklists/loaders";
import { loadGates } from "@/lib/features/gates/loaders";

type Props = {
  readonly params: Promise<{ readonly slug: string; readonly phase: string }>;
  readonly searchParams: Promise<SearchRecord>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const scope = scopeOf((await params).phase);
  return scope ? { title: checklistTitle(scope) } : {};
}

export default async function ChecklistPage({ params, searchParams }: Props) {
  const { slug, phase } = await params;
  const scope = scopeOf(phase) ?? notFound();
  const [checklist, { gates }, people, standards, search] = await Promise.all([
    loadChecklist(slug),
    loadGates(slug),
    loadPeopleToChoose(),
    loadStandards(),
    searchParams,
  ]);
  const view = checklistView(checklist, standards, scope, search);
  const item = view.item ? await loadItem(slug, view.item) : null;
  const gate = gates.find(({ from }) => from === scope);
  return (
    <ChecklistScreen
      view={view}
      people={people}
      item={item}
      gate={gate && <GateSummary gate={gate} slug={slug} />}
    />
  );
}
