import type { Metadata } from "next";
import { FirstSystem } from "@/components/posture/first-system";
import { Needs } from "@/components/posture/needs";
import { OverviewFigures } from "@/components/posture/overview-figures";
import { SystemsTable } from "@/components/posture/systems-table";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { StateLegend } from "@/components/ui/state-mark";
import { loadMentions, loadProgress } from "@/lib/features/checklists/loaders";

export const metadata: Metadata = { title: "Posture" };

type Props = { readonly searchParams: Promise<{ readonly sort?: string; readonly list?: string }> };

export default async function PosturePage({ searchParams }: Props) {
  const [overview, mentions, { sort, list }] = await Promise.all([
    loadProgress(),
    loadMentions(),
    searchParams,
  ]);
  if (overview.lines.length === 0) return <FirstSystem mayCreate={overview.mayCreate} />;
  return (
    <div className="p-page-x">
      <PageHeader
        title="Posture"
        lede="What is proven today, what will lapse, and what waits for somebody."
      />
      <OverviewFigures overview={overview} />
      <SectionHeader title="Systems" aside={<StateLegend />} />
      <SystemsTable lines={overview.lines} sort={sort} />
      <Needs overview={overview} mentions={mentions} nowMs={overview.asOf} open={list} />
    </div>
  );
}
