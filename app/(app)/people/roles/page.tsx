import type { Metadata } from "next";
import { PeopleTabs } from "@/components/people/people-tabs";
import { RolesTable } from "@/components/people/roles-table";
import { PageHeader } from "@/components/ui/page-header";
import { loadMe } from "@/lib/features/people/loaders";
import { presentCapabilities } from "@/lib/features/people/present";

export const metadata: Metadata = { title: "Roles" };

export default async function RolesPage() {
  const { role } = await loadMe();
  return (
    <div className="p-page-x">
      <PageHeader title="People" lede="What each role can do in the organisation." />
      <PeopleTabs current="roles" />
      <RolesTable groups={presentCapabilities()} mine={role} />
    </div>
  );
}
