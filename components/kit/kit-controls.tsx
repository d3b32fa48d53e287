import { Download, Link2, Plus, Trash2 } from "lucide-react";
import { Button, ButtonLink } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { FilterAdd, FilterChip } from "@/components/ui/filter-chip";
import { GoalMarks } from "@/components/ui/goal-mark";
import { IconButton } from "@/components/ui/icon-button";
import { SearchInput } from "@/components/ui/search-input";
import { Segmented, SegmentLink } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";
import { TabLink, Tabs } from "@/components/ui/tabs";
import { TextLink } from "@/components/ui/text-link";
import { KitPart, KitSection } from "./kit-section";

const WRAP = "flex flex-wrap items-center gap-1.5";

export function KitControls() {
  return (
    <KitSection title="Actions" span="6">
      <div className="grid gap-3">
        <KitPart label="Buttons">
          <div className={WRAP}>
            <Button variant="primary">Approve</Button>
            <Button icon={<Download aria-hidden />}>Export</Button>
            <Button variant="ghost">Reset</Button>
            <Button variant="danger">Reject</Button>
            <Button disabled>Not yet</Button>
            <Button pending>Saving</Button>
            <Button variant="primary" pending>
              Signing
            </Button>
            <ButtonLink href="/kit">A link</ButtonLink>
          </div>
        </KitPart>
        <KitPart label="Sizes and icons">
          <div className={WRAP}>
            <Button size="sm">Small</Button>
            <Button>Usual</Button>
            <Button size="lg" variant="primary">
              Decisive
            </Button>
            <IconButton label="Copy link">
              <Link2 aria-hidden />
            </IconButton>
            <IconButton label="Add" variant="secondary">
              <Plus aria-hidden />
            </IconButton>
            <IconButton label="Remove" variant="danger">
              <Trash2 aria-hidden />
            </IconButton>
            <TextLink href="/kit">Text link</TextLink>
          </div>
        </KitPart>
        <KitPart label="Filters and views">
          <Filters />
        </KitPart>
        <KitPart label="Tabs">
          <Tabs label="Checkout" className="border-b">
            <TabLink href="/kit">Overview</TabLink>
            <TabLink href="/kit">Architecture</TabLink>
            <TabLink href="/kit" current count={38}>
              Checklists
            </TabLink>
            <TabLink href="/kit">Threats</TabLink>
            <TabLink href="/kit">Latency</TabLink>
            <TabLink href="/kit">ROI</TabLink>
          </Tabs>
        </KitPart>
        <CopyField
          label="Invitation"
          value="https://countersign.example/join/4f0c1b9a-6f1d-4a57-a2f2-0d3f6b1f9e55"
        />
      </div>
    </KitSection>
  );
}

function Filters() {
  return (
    <div className={WRAP}>
      <SearchInput label="Search items" placeholder="Search" className="w-40" />
      <FilterChip
        name="Goal"
        value={<GoalMarks goals={["confidentiality", "authentication"]} />}
        removeHref="/kit"
      />
      <FilterChip name="Owner" value="nobody" removeHref="/kit" />
      <FilterAdd>
        <p className="text-2">Fields of a filter stand here.</p>
      </FilterAdd>
      <Segmented label="View">
        <SegmentLink href="/kit" current>
          Matrix
        </SegmentLink>
        <SegmentLink href="/kit" current={false}>
          Layers
        </SegmentLink>
      </Segmented>
      <Switch className="mr-3" label="Single keys" effect="on everywhere" defaultChecked />
      <Switch label="Weekly mail" />
    </div>
  );
}
