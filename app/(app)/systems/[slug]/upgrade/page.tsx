import type { Metadata } from "next";
import { UpgradePreview } from "@/components/checklists/upgrade-preview";
import { loadUpgradePreview } from "@/lib/features/checklists/loaders";

export const metadata: Metadata = { title: "Newer version" };

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly template?: string }>;
};

export default async function UpgradePage({ params, searchParams }: Props) {
  const [{ slug }, { template = "" }] = await Promise.all([params, searchParams]);
  return <UpgradePreview {...(await loadUpgradePreview(slug, template))} />;
}
