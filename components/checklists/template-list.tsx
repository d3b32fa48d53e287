import { FileUp, ListChecks } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InstantMs } from "@/lib/domain/kernel/ids";

type Version = {
  readonly id: string;
  readonly templateId: string;
  readonly name: string;
  readonly origin: "built-in" | "imported";
  readonly number: number;
  readonly label: string;
  readonly items: number;
  readonly systems: number;
  readonly createdAtMs: InstantMs;
};
type TemplateListProps = {
  readonly versions: readonly Version[];
  readonly mayImport: boolean;
  readonly asOf: InstantMs;
};

/** Every checklist that systems can be worked against, with its versions. */
export function TemplateList({ versions, mayImport, asOf }: TemplateListProps) {
  return (
    <div className="p-page-x">
      <PageHeader
        title="Checklists"
        lede="The product’s own checklist and those that your team imported. A system works one version of each until somebody moves it to a newer one."
        actions={
          mayImport && (
            <ButtonLink href="/templates/import" variant="primary" icon={<FileUp aria-hidden />}>
              Import a checklist
            </ButtonLink>
          )
        }
      />
      {versions.length === 0 ? (
        <EmptyState icon={<ListChecks aria-hidden />} title="No checklist yet">
          The product’s own checklist is published when the server starts.
        </EmptyState>
      ) : (
        <DataTable label="Checklists and their versions" phone="blocks" rowHeight="tall" bleed>
          <thead>
            <tr>
              <Th>Checklist</Th>
              <Th>Version</Th>
              <Th numeric>Items</Th>
              <Th numeric>Systems that work it</Th>
              <Th numeric>Since</Th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <VersionRow
                key={version.id}
                version={version}
                newest={versions.every(
                  (other) => other.templateId !== version.templateId || other.number <= version.number,
                )}
                asOf={asOf}
              />
            ))}
          </tbody>
        </DataTable>
      )}
    </div>
  );
}

type VersionRowProps = { readonly version: Version; readonly newest: boolean; readonly asOf: InstantMs };

function VersionRow({ version, newest, asOf }: VersionRowProps) {
  const { id, name, origin, number, label, items, systems, createdAtMs } = version;
  return (
    <tr>
      <TdName
        href={`/templates/${id}`}
        detail={origin === "built-in" ? "Comes with Countersign" : "Imported by your team"}
      >
        {name}
      </TdName>
      <Td label="Version">
        <span className="inline-flex items-center gap-2">
          {label} <span className="text-3">no. {number}</span> {newest && <Chip>Newest</Chip>}
        </span>
      </Td>
      <Td numeric label="Items">
        {items}
      </Td>
      <Td numeric label="Systems that work it" quiet={systems === 0}>
        {systems}
      </Td>
      <Td numeric label="Since">
        <RelativeTime instantMs={createdAtMs} nowMs={asOf} />
      </Td>
    </tr>
  );
}
