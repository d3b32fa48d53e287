import { ChevronDown, ChevronUp, FileCheck, FileX, Link2 } from "lucide-react";
import type { ReactNode } from "react";
import { Person } from "@/components/ui/avatar";
import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { IconLink } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Panel, PanelSection } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { StateLabel } from "@/components/ui/state-mark";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { ValidityBar } from "@/components/ui/validity-bar";
import { KIT_NOW_MS } from "./kit-now";

const HOUR_MS = 3_600_000;

export function KitPanel() {
  return (
    <Panel
      label="Item IM-12"
      heading={
        <>
          <span className="mono">IM-12</span> 6 of 38
        </>
      }
      tools={
        <>
          <IconLink href="/kit" label="Previous">
            <ChevronUp aria-hidden />
          </IconLink>
          <IconLink href="/kit" label="Next">
            <ChevronDown aria-hidden />
          </IconLink>
        </>
      }
      closeHref="/kit"
      footer={
        <form className="flex flex-1 gap-2">
          <Input aria-label="Comment" placeholder="Comment, or @ someone" />
          <SubmitButton className="h-control-field!">Send</SubmitButton>
        </form>
      }
    >
      <PanelBody />
    </Panel>
  );
}

function PanelBody() {
  return (
    <>
      <h2 className="text-lg leading-snug">Require mTLS on every service-to-service flow</h2>
      <p className="mt-1 text-2">
        Plain text on one flow is enough to read a token. All 14 internal flows must refuse a peer without a
        valid certificate.
      </p>
      <DefinitionRows className="mt-3">
        <DefinitionRow term="State">
          <StateLabel state="claimed" /> <span className="text-3">11 of 14 flows proven</span>
        </DefinitionRow>
        <DefinitionRow term="Owner">
          <Person name="Jonas Weber" />
        </DefinitionRow>
        <DefinitionRow term="Due">
          3 Dec <span className="text-3">in 15 days</span>
        </DefinitionRow>
        <DefinitionRow term="Proves">
          <TextLink href="/kit">Mutual TLS</TextLink>{" "}
          <span className="text-3">$0.17 M less a year, 0.7 ms</span>
        </DefinitionRow>
      </DefinitionRows>
      <PanelSection title="Evidence" count={3} action={<TextLink href="/kit">Add</TextLink>}>
        <Proof
          icon={<FileCheck aria-hidden />}
          name="mesh-peer-authn.json"
          from="True on 4 Sep, imported"
          ageDays={75}
        />
        <Proof
          icon={<Link2 aria-hidden />}
          name="Mesh policy, merged change 4127"
          from="True on 18 Oct"
          ageDays={31}
        />
        <Proof
          icon={<FileX aria-hidden />}
          name="handshake-scan-may.pdf"
          from="True on 11 May"
          ageDays={191}
        />
      </PanelSection>
      <PanelSection title="History">
        <p className="flex justify-between gap-3 text-xs text-2">
          Ana Kovač gave it to Jonas Weber
          <RelativeTime instantMs={KIT_NOW_MS - 2 * HOUR_MS} nowMs={KIT_NOW_MS} className="text-3" />
        </p>
      </PanelSection>
    </>
  );
}

interface ProofProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly from: string;
  readonly ageDays: number;
}

function Proof({ icon, name, from, ageDays }: ProofProps) {
  const leftDays = 90 - ageDays;
  const expiring = leftDays > 0 && leftDays <= 30;
  return (
    <div className="grid grid-cols-[16px_minmax(0,1fr)_116px] items-center gap-x-2 gap-y-0.5 py-1.5 [&>svg]:size-3.5 [&>svg]:text-3">
      {icon}
      <span className="truncate font-medium">{name}</span>
      <ValidityBar ageDays={ageDays} validDays={90} expiring={expiring} />
      <span className="col-start-2 text-xs text-3">{from}</span>
      <span className={expiring ? "text-right text-xs text-warn" : "text-right text-xs text-3"}>
        {leftDays > 0 ? `${leftDays} d left of 90` : "expired 9 Aug"}
      </span>
    </div>
  );
}
