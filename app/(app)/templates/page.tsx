import type { Metadata } from "next";
import { TemplateList } from "@/components/checklists/template-list";
import { loadTemplates } from "@/lib/features/checklists/loaders";

export const metadata: Metadata = { title: "Checklists" };

export default async function TemplatesPage() {
  return <TemplateList {...(await loadTemplates())} />;
}
