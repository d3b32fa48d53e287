import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FactorNeeded } from "@/components/factors/factor-needed";
import { loadMyFactors } from "@/lib/features/factors/loaders";
import { loadMe } from "@/lib/features/people/loaders";

export const metadata: Metadata = { title: "Second factor" };

export default async function SecondFactorPage() {
  const [{ mustChangePassword }, factors] = await Promise.all([loadMe(), loadMyFactors()]);
  if (mustChangePassword) redirect("/welcome");
  if (!factors.needed) redirect("/account");
  return <FactorNeeded {...factors} />;
}
