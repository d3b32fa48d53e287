import type { ReactNode } from "react";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { PageHeader } from "@/components/ui/page-header";

export default function SettingsLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div className="p-page-x">
      <PageHeader title="Settings" lede="What holds for the whole organisation." />
      <SettingsTabs />
      {children}
    </div>
  );
}
