import type { Metadata } from "next";
import { RoiScreen } from "@/components/roi/roi-screen";
import { queryOf, type SearchRecord } from "@/lib/domain/kernel/query-of";
import { loadRoi } from "@/lib/features/roi/loaders";

export const metadata: Metadata = { title: "ROI" };

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<SearchRecord>;
};

export default async function RoiPage({ params, searchParams }: Props) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  return <RoiScreen page={await loadRoi(slug, queryOf(search))} />;
}
