import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RequestPage } from "@/components/approvals/request-page";
import { loadApproval, loadApprovals } from "@/lib/features/approvals/loaders";
import { presentApproval, presentApprovals } from "@/lib/features/approvals/present";

type Props = {
  readonly params: Promise<{ readonly number: string }>;
  readonly searchParams: Promise<Record<string, string | string[]>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await loadApproval((await params).number);
  return { title: found?.record.about ?? "Approval" };
}

export default async function Approval({ params, searchParams }: Props) {
  const query = new URLSearchParams(
    Object.entries(await searchParams).map(([name, value]) => [name, String(value)]),
  );
  const found = (await loadApproval((await params).number)) ?? notFound();
  const inbox = presentApprovals(await loadApprovals(query.toString()));
  return <RequestPage view={presentApproval(found)} inbox={inbox} />;
}
