import type { Metadata } from "next";
import { Topology } from "@/components/architecture/topology";
import { KitParts } from "@/components/kit/kit-parts";
import { KitSection } from "@/components/kit/kit-section";
import { PageHeader } from "@/components/ui/page-header";
import { loadKitDrawings } from "@/lib/features/kit/loaders";

export const metadata: Metadata = { title: "Parts" };

export default async function KitPage() {
  const drawings = await loadKitDrawings();
  return (
    <div className="bg-surface p-page-x">
      <PageHeader
        title="Parts"
        lede="Every part of the interface and every state that a screen has to show."
      />
      <KitParts
        drawings={drawings.map((topology) => (
          <KitSection key={topology.title} title={topology.title}>
            <Topology {...topology} />
          </KitSection>
        ))}
      />
    </div>
  );
}
