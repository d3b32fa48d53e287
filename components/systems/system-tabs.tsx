"use client";

import { usePathname } from "next/navigation";
import { TabLink, Tabs } from "@/components/ui/tabs";

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
  return (
    <Tabs label={name} className="flex-1">
      <TabLink href={base} current={path === base}>
        Overview
      </TabLink>
      <TabLink href={`${base}/architecture`} current={below("architecture")}>
        Architecture
      </TabLink>
      <TabLink href={`${base}/controls`} current={below("controls")}>
        Controls
      </TabLink>
      <TabLink href={`${base}/threats`} current={below("threats")}>
        Threats
      </TabLink>
      <TabLink href={`${base}/latency`} current={below("latency")}>
        Latency
      </TabLink>
      <TabLink href={`${base}/roi`} current={below("roi")}>
        ROI
      </TabLink>
      <TabLink href={`${base}/checklists/${phase}`} current={below("checklists")}>
        Checklists
      </TabLink>
      <TabLink href={`${base}/standards`} current={below("standards")}>
        Standards
      </TabLink>
      {maySettle && (
        <TabLink href={`${base}/settings`} current={below("settings") || below("upgrade")}>
          Settings
        </TabLink>
      )}
    </Tabs>
  );
}
