import type { Metadata } from "next";
import { SystemList } from "@/components/systems/system-list";
import { loadSystemList } from "@/lib/features/systems/loaders";

export const metadata: Metadata = { title: "Systems" };

type Props = { readonly searchParams: Promise<Readonly<Record<string, string>>> };

export default async function SystemsPage({ searchParams }: Props) {
  const query = new URLSearchParams(await searchParams).toString();
  return <SystemList {...(await loadSystemList(query))} />;
}
