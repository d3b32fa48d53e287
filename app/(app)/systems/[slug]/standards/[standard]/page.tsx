import { notFound } from "next/navigation";
import { StandardPage } from "@/components/checklists/standard-page";
import { standardViews } from "@/lib/domain/checklists/standard-view";
import { loadChecklist, loadSystemStandards } from "@/lib/features/checklists/loaders";

type Props = { readonly params: Promise<{ readonly slug: string; readonly standard: string }> };

async function loadView({ params }: Props) {
  const { slug, standard } = await params;
  const [{ system, rows, today }, names] = await Promise.all([
    loadChecklist(slug),
    loadSystemStandards(slug),
  ]);
  const view = standardViews(rows, names).find((one) => one.standard === standard) ?? null;
  return { system, today, view };
}

export async function generateMetadata(props: Props) {
  return { title: (await loadView(props)).view?.name ?? "No such standard" };
}

export default async function SystemStandardPage(props: Props) {
  const { system, today, view } = await loadView(props);
  return <StandardPage system={system} today={today} view={view ?? notFound()} />;
}
