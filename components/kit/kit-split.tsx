import { SplitView } from "@/components/ui/panel";
import { KitList } from "./kit-list";
import { KitPanel } from "./kit-panel";
import { KitSection } from "./kit-section";

/** The panel would cover a phone, so the kit shows it from 720 px on. */
export function KitSplit() {
  return (
    <KitSection title="List and panel">
      <div className="-mx-page-x border-y [&_.panel]:static [&_.panel]:h-160 [&_.panel]:w-auto max-sm:[&_.panel]:hidden">
        <SplitView panel={<KitPanel />}>
          <KitList />
        </SplitView>
      </div>
    </KitSection>
  );
}
