import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PolicyFormPage } from "@/components/policies/policy-form-page";
import { loadPolicyForm } from "@/lib/features/policies/loaders";
import { presentPolicyForm } from "@/lib/features/policies/present";

export const metadata: Metadata = { title: "Approval policy" };

type Props = { readonly params: Promise<{ readonly id: string }> };

export default async function ApprovalPolicy({ params }: Props) {
  const { id } = await params;
  const view = presentPolicyForm(await loadPolicyForm(), id);
  return view ? <PolicyFormPage view={view} /> : notFound();
}
