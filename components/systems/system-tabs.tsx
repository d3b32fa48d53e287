"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { TabLink } from "@/components/ui/tabs";
import { TabsInView } from "@/components/ui/tabs-in-view";
import { SWITCH_PARAMS } from "@/lib/domain/posture/switches";

type SystemTabsProps = {
  readonly slug: string;
  readonly name: string;
  /** The checklist that still has something to prove. */
  readonly phase: string;
  readonly maySettle: boolean;
};

/** The pages of a system; the tab of the page that is open is marked. */
export function SystemTabs({ slug, name, phase, maySettle }: SystemTabsProps) {
  const path = usePathname();
  const base = `/systems/${slug}`;
  const below = (part: string) => path.startsWith(`${base}/${part}`);
  const whatIf = useWhatIfQuery();
  return (
    <TabsInView at={path} label={name} className="flex-1">
      <TabLink href={base} current={path === base}>
        Overview
      </TabLink>
      <TabLink href={`${base}/architecture`} current={below("architecture")}>
        Architecture
      </TabLink>
      <TabLink href={`${base}/controls`} current={below("controls")}>
        Controls
      </TabLink>
      <TabLink href={`${base}/threats${whatIf}`} current={below("threats")}>
        Threats
      </TabLink>
      <TabLink href={`${base}/latency${whatIf}`} current={below("latency")}>
        Latency
      </TabLink>
      <TabLink href={`${base}/roi${whatIf}`} current={below("roi")}>
        ROI
      </TabLink>
      <TabLink href={`${base}/checklists/${phase}`} current={below("checklists")}>
        Checklists
      </TabLink>
      <TabLink href={`${base}/gates`} current={below("gates")}>
        Gates
      </TabLink>
      <TabLink href={`${base}/standards`} current={below("standards")}>
        Standards
      </TabLink>
      {maySettle && (
        <TabLink href={`${base}/settings`} current={below("settings") || below("upgrade")}>
          Settings
        </TabLink>
      )}
    </TabsInView>
  );
}

/** The what-if in the address, to be taken along to the other pages that show it; empty without one. */
function useWhatIfQuery(): string {
  const switched = [...useSearchParams()].filter(([name]) => SWITCH_PARAMS.some((one) => one === name));
  if (switched.length === 0) return "";
  const query = new URLSearchParams(switched).toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return `?${query}`;
}
