import type { Metadata } from "next";
import { ExportPage } from "@/components/architecture/export-page";
import { loadModelExport } from "@/lib/features/architecture/loaders";

export const metadata: Metadata = { title: "Export a model" };

type Props = { readonly params: Promise<{ readonly slug: string }> };

export default async function ExportModel({ params }: Props) {
  return <ExportPage {...(await loadModelExport((await params).slug))} />;
}
