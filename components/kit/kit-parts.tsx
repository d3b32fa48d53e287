import type { ReactNode } from "react";
import { KitCharts } from "./kit-charts";
import { KitControls } from "./kit-controls";
import { KitFields } from "./kit-fields";
import { KitFigures } from "./kit-figures";
import { KitMarks } from "./kit-marks";
import { KitOverlays } from "./kit-overlays";
import { KitPageStates } from "./kit-page-states";
import { KitSplit } from "./kit-split";
import { KitStates } from "./kit-states";
import { KitTable } from "./kit-table";
import { KitText } from "./kit-text";

/** All parts in their order; drawings come from the page. */
export function KitParts({ drawings }: { readonly drawings: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-8 lg:grid-cols-12">
      <KitFigures />
      <KitStates />
      <KitMarks />
      <KitControls />
      <KitFields />
      <KitTable />
      <KitSplit />
      <KitCharts />
      {drawings}
      <KitPageStates />
      <KitOverlays />
      <KitText />
    </div>
  );
}
