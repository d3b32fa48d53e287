import type { Metadata } from "next";
import { FiguresPage } from "@/components/approvals/figures-page";
import { loadApprovalFigures } from "@/lib/features/approval-figures/loaders";
import { presentFigures } from "@/lib/features/approval-figures/present";

export const metadata: Metadata = { title: "How people decide" };

type Props = { readonly searchParams: Promise<Record<string, string | string[]>> };

export default async function ApprovalFigures({ searchParams }: Props) {
  const days = String((await searchParams)["days"] ?? "");
  return <FiguresPage view={presentFigures(await loadApprovalFigures(`days=${encodeURIComponent(days)}`))} />;
}
