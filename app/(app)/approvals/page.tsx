import type { Metadata } from "next";
import { ApprovalsPage } from "@/components/approvals/approvals-page";
import { loadApprovals } from "@/lib/features/approvals/loaders";
import { presentApprovals } from "@/lib/features/approvals/present";

export const metadata: Metadata = { title: "Approvals" };

type Props = { readonly searchParams: Promise<Record<string, string | string[]>> };

export default async function Approvals({ searchParams }: Props) {
  const query = new URLSearchParams(
    Object.entries(await searchParams).map(([name, value]) => [name, String(value)]),
  );
  return <ApprovalsPage view={presentApprovals(await loadApprovals(query.toString()))} />;
}
