import type { Metadata } from "next";
import { ThreatsScreen } from "@/components/threats/threats-screen";
import { loadThreats } from "@/lib/features/threats/loaders";
import { queryOf } from "@/lib/features/threats/present";

export const metadata: Metadata = { title: "Threats" };

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ThreatsPage({ params, searchParams }: Props) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  return <ThreatsScreen page={await loadThreats(slug, queryOf(search))} />;
}
