import type { Metadata } from "next";
import { SystemSettings } from "@/components/systems/system-settings";
import { loadSystemTemplates } from "@/lib/features/checklists/loaders";
import { loadSystemSettings } from "@/lib/features/systems/loaders";

export const metadata: Metadata = { title: "Settings" };

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly saved?: string }>;
};

export default async function SettingsPage({ params, searchParams }: Props) {
  const [{ slug }, { saved }] = await Promise.all([params, searchParams]);
  const [settings, templates] = await Promise.all([loadSystemSettings(slug), loadSystemTemplates(slug)]);
  return <SystemSettings {...settings} {...templates} saved={saved === "1"} />;
}
