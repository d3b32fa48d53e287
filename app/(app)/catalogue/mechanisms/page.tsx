import type { Metadata } from "next";
import { MechanismList } from "@/components/catalogue/mechanism-list";
import { loadCatalogue } from "@/lib/features/catalogue/loaders";
import { presentMechanisms } from "@/lib/features/catalogue/present";

export const metadata: Metadata = { title: "Mechanisms" };

export default async function MechanismsPage() {
  const { catalogue, uses } = await loadCatalogue();
  return <MechanismList groups={presentMechanisms(catalogue, uses)} />;
}
