import type { Metadata } from "next";
import { PoliciesPage } from "@/components/policies/policies-page";
import { loadPolicies } from "@/lib/features/policies/loaders";
import { presentPolicies } from "@/lib/features/policies/present";

export const metadata: Metadata = { title: "Approval policies" };

export default async function ApprovalPolicies() {
  return <PoliciesPage view={presentPolicies(await loadPolicies())} />;
}
