import type { Metadata } from "next";
import { TemplateImportPage } from "@/components/checklists/template-import-page";
import { loadTemplateImport } from "@/lib/features/checklists/loaders";

export const metadata: Metadata = { title: "Import a checklist" };

export default async function ImportPage() {
  await loadTemplateImport();
  return <TemplateImportPage />;
}
