"use client";

import { usePathname } from "next/navigation";
import { TabLink, Tabs } from "@/components/ui/tabs";

const PAGES = [["/settings/approvals", "Approvals"]] as const;

/** The pages of the organisation's settings. */
export function SettingsTabs() {
  const path = usePathname();
  return (
    <Tabs label="Settings" className="mb-4 border-b">
      {PAGES.map(([href, title]) => (
        <TabLink key={href} href={href} current={path === href || path.startsWith(`${href}/`)}>
          {title}
        </TabLink>
      ))}
    </Tabs>
  );
}
