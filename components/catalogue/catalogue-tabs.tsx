import { PageHeader } from "@/components/ui/page-header";
import { TabLink, Tabs } from "@/components/ui/tabs";

interface CatalogueTopProps {
  readonly current: "threats" | "mechanisms";
  readonly threats: number;
  readonly mechanisms: number;
}

/** What stands over the lists of the catalogue. */
export function CatalogueTop({ current, threats, mechanisms }: CatalogueTopProps) {
  return (
    <>
      <PageHeader
        title="Catalogue"
        lede="What can go wrong with a distributed system, and what protects it. Every figure is a starting value that says where it comes from; teams replace it with their own."
        className="mb-1"
      />
      <Tabs label="Catalogue" className="mb-4 border-b">
        <TabLink href="/catalogue" current={current === "threats"} count={threats}>
          Threats
        </TabLink>
        <TabLink href="/catalogue/mechanisms" current={current === "mechanisms"} count={mechanisms}>
          Mechanisms
        </TabLink>
      </Tabs>
    </>
  );
}
