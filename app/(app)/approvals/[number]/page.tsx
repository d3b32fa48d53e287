import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RequestPage } from "@/components/approvals/request-page";
import { loadApproval } from "@/lib/features/approvals/loaders";
import { presentApproval } from "@/lib/features/approvals/present";

type Props = { readonly params: Promise<{ readonly number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await loadApproval((await params).number);
  return { title: found?.record.about ?? "Approval" };
}

export default async function Approval({ params }: Props) {
  const found = (await loadApproval((await params).number)) ?? notFound();
  return <RequestPage view={presentApproval(found)} />;
}
