import type { Metadata } from "next";
import { AuditPage } from "@/components/audit/audit-page";
import { loadAudit } from "@/lib/features/audit/loaders";
import { presentAudit } from "@/lib/features/audit/present";

export const metadata: Metadata = { title: "Audit log" };

type Props = { readonly searchParams: Promise<Record<string, string | string[]>> };

export default async function Audit({ searchParams }: Props) {
  const query = new URLSearchParams(
    Object.entries(await searchParams).map(([name, value]) => [name, String(value)]),
  );
  return <AuditPage view={presentAudit(await loadAudit(query.toString()))} />;
}
