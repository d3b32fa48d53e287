import type { Metadata } from "next";
import { ComparePage } from "@/components/threats/compare-page";
import { loadComparison } from "@/lib/features/threats/loaders";

export const metadata: Metadata = { title: "Threats, then and now" };

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly since?: string | string[] }>;
};

export default async function CompareThreats({ params, searchParams }: Props) {
  const [{ slug }, { since }] = await Promise.all([params, searchParams]);
  return <ComparePage page={await loadComparison(slug, typeof since === "string" ? since : "")} />;
}
