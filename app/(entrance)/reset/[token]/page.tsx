import type { Metadata } from "next";
import { ResetForm } from "@/components/people/reset-form";
import { ResetGone } from "@/components/people/reset-gone";
import { loadReset } from "@/lib/features/people/loaders";

export const metadata: Metadata = { title: "New password" };

type Props = { readonly params: Promise<{ readonly token: string }> };

export default async function ResetPage({ params }: Props) {
  const { token } = await params;
  return (await loadReset(token)) ? <ResetForm token={token} /> : <ResetGone />;
}
