import type { Metadata } from "next";
import { LatencyScreen } from "@/components/latency/latency-screen";
import { queryOf, type SearchRecord } from "@/lib/domain/kernel/query-of";
import { loadLatency } from "@/lib/features/latency/loaders";

export const metadata: Metadata = { title: "Latency" };

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<SearchRecord>;
};

export default async function LatencyPage({ params, searchParams }: Props) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  return <LatencyScreen page={await loadLatency(slug, queryOf(search))} />;
}
