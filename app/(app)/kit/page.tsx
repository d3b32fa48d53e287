import type { Metadata } from "next";
import { KitControls } from "@/components/kit/kit-controls";
import { KitFields } from "@/components/kit/kit-fields";
import { KitFigures } from "@/components/kit/kit-figures";
import { KitMarks } from "@/components/kit/kit-marks";
import { KitOverlays } from "@/components/kit/kit-overlays";
import { KitPageStates } from "@/components/kit/kit-page-states";
import { KitSplit } from "@/components/kit/kit-split";
import { KitStates } from "@/components/kit/kit-states";
import { KitTable } from "@/components/kit/kit-table";
import { KitText } from "@/components/kit/kit-text";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Parts" };

export default function KitPage() {
  return (
    <div className="bg-surface p-page-x">
      <PageHeader
        title="Parts"
        lede="Every part of the interface and every state that a screen has to show."
      />
      <div className="grid gap-x-6 gap-y-8 lg:grid-cols-12">
        <KitFigures />
        <KitStates />
        <KitMarks />
        <KitControls />
        <KitFields />
        <KitTable />
        <KitSplit />
        <KitPageStates />
        <KitOverlays />
        <KitText />
      </div>
    </div>
  );
}
