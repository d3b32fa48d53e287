import { notFound } from "next/navigation";
import { TemplateVersion } from "@/components/checklists/template-version";
import { loadTemplateVersion } from "@/lib/features/checklists/loaders";

type Props = {
  readonly params: Promise<{ readonly versionId: string }>;
  readonly searchParams: Promise<{ readonly imported?: string }>;
};

export async function generateMetadata({ params }: Props) {
  const loaded = await loadTemplateVersion((await params).versionId);
  return { title: loaded ? `${loaded.version.name} ${loaded.version.label}` : "No such checklist" };
}

export default async function TemplateVersionPage({ params, searchParams }: Props) {
  const [{ versionId }, { imported }] = await Promise.all([params, searchParams]);
  const loaded = (await loadTemplateVersion(versionId)) ?? notFound();
  return <TemplateVersion {...loaded} imported={imported} />;
}
