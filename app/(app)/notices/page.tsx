import type { Metadata } from "next";
import { NoticesPage } from "@/components/notices/notices-page";
import { loadNotices } from "@/lib/features/notices/loaders";
import { presentNotices } from "@/lib/features/notices/present";

export const metadata: Metadata = { title: "Notices" };

type Props = { readonly searchParams: Promise<Record<string, string | string[]>> };

export default async function Notices({ searchParams }: Props) {
  const query = new URLSearchParams(
    Object.entries(await searchParams).map(([name, value]) => [name, String(value)]),
  );
  return <NoticesPage view={presentNotices(await loadNotices(query.toString()))} />;
}
