import type { Metadata } from "next";
import { StandardList } from "@/components/checklists/standard-list";
import { standardViews } from "@/lib/domain/checklists/standard-view";
import { loadChecklist, loadSystemStandards } from "@/lib/features/checklists/loaders";

export const metadata: Metadata = { title: "Standards" };

type Props = { readonly params: Promise<{ readonly slug: string }> };

export default async function StandardsPage({ params }: Props) {
  const { slug } = await params;
  const [{ system, rows }, names] = await Promise.all([loadChecklist(slug), loadSystemStandards(slug)]);
  return <StandardList system={system} rows={rows} views={standardViews(rows, names)} />;
}
