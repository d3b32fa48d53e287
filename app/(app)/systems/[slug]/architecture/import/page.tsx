import type { Metadata } from "next";
import { ImportPage } from "@/components/architecture/import-page";
import { loadModelImport } from "@/lib/features/architecture/loaders";

export const metadata: Metadata = { title: "Import a model" };

type Props = { readonly params: Promise<{ readonly slug: string }> };

export default async function ImportModel({ params }: Props) {
  return <ImportPage {...(await loadModelImport((await params).slug))} />;
}
