import type { Metadata } from "next";
import { ThreatList } from "@/components/catalogue/threat-list";
import { loadCatalogue } from "@/lib/features/catalogue/loaders";
import { presentThreats } from "@/lib/features/catalogue/present";

export const metadata: Metadata = { title: "Threats" };

export default async function ThreatsPage() {
  const { catalogue } = await loadCatalogue();
  return <ThreatList catalogue={catalogue} groups={presentThreats(catalogue)} />;
}
