import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StrengthsPage } from "@/components/catalogue/strengths-page";
import { loadStrengths } from "@/lib/features/catalogue/loaders";

export const metadata: Metadata = { title: "Strength" };

type Props = { readonly params: Promise<{ readonly id: string; readonly mechanism: string }> };

/** How strong one mechanism is against one threat, and the form that asks for another strength. */
export default async function Strengths({ params }: Props) {
  const { id, mechanism } = await params;
  return <StrengthsPage view={(await loadStrengths(id, mechanism)) ?? notFound()} />;
}
