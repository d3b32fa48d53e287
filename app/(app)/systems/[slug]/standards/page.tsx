import type { Metadata } from "next";
import { StandardList } from "@/components/checklists/standard-list";
import { loadChecklist, loadSystemStandards } from "@/lib/features/checklists/loaders";
import { presentStandards } from "@/lib/features/checklists/present";

export const metadata: Metadata = { title: "Standards" };

type Props = { readonly params: Promise<{ readonly slug: string }> };

export default async function StandardsPage({ params }: Props) {
  const { slug } = await params;
  const [{ system, rows }, names] = await Promise.all([loadChecklist(slug), loadSystemStandards(slug)]);
  return <StandardList system={system} rows={rows} views={presentStandards(rows, names)} />;
}
