import type { Metadata } from "next";
import { ScenarioPage } from "@/components/roi/scenario-page";
import { loadLossScenario } from "@/lib/features/roi/loaders";

export const metadata: Metadata = { title: "Numbers of a threat" };

type Props = {
  readonly params: Promise<{ readonly slug: string; readonly threat: string }>;
  readonly searchParams: Promise<{ readonly saved?: string; readonly dropped?: string }>;
};

export default async function LossScenario({ params, searchParams }: Props) {
  const [{ slug, threat }, { saved, dropped }] = await Promise.all([params, searchParams]);
  const scenario = await loadLossScenario(slug, threat);
  return <ScenarioPage {...scenario} done={saved ? "saved" : dropped ? "dropped" : null} />;
}
