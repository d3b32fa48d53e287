import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SecondStep } from "@/components/factors/second-step";
import { loadSecondStep } from "@/lib/features/factors/loaders";

export const metadata: Metadata = { title: "Sign in" };

export default async function SecondStepPage() {
  const step = await loadSecondStep();
  if (!step) redirect("/sign-in");
  return <SecondStep {...step} />;
}
