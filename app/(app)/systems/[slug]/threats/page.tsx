import type { Metadata } from "next";
import { ThreatsScreen } from "@/components/threats/threats-screen";
import { queryOf, type SearchRecord } from "@/lib/domain/kernel/query-of";
import { loadThreats } from "@/lib/features/threats/loaders";

export const metadata: Metadata = { title: "Threats" };

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<SearchRecord>;
};

export default async function ThreatsPage({ params, searchParams }: Props) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  return <ThreatsScreen page={await loadThreats(slug, queryOf(search))} />;
}
