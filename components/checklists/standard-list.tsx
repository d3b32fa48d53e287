import { CoverageBar } from "@/components/ui/coverage-bar";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { StateLegend } from "@/components/ui/state-mark";
import { TextLink } from "@/components/ui/text-link";
import { tallyOf } from "@/lib/domain/checklists/progress";
import type { StandardView } from "@/lib/domain/checklists/standard-view";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { STANDARD_OF_REGULATION } from "@/lib/domain/systems/vocabulary";
import type { ItemRow } from "@/lib/features/checklists/present";

type StandardListProps = {
  readonly system: SystemSummary;
  readonly rows: readonly ItemRow[];
  readonly views: readonly StandardView<ItemRow>[];
};

/** The same items by the standards that they answer. */
export function StandardList({ system, rows, views }: StandardListProps) {
  const base = `/systems/${system.slug}/standards`;
  const concerned = views.filter(({ standard }) =>
    system.regulations.some((regulation) => STANDARD_OF_REGULATION[regulation] === standard),
  );
  return (
    <div className="p-page-x">
      <PageHeader
        title="Standards"
        lede="The checklist items by what standards and laws ask for. A requirement counts as proven when every item that answers it and applies here is proven; the standards ask for more than the items cover."
      />
      {concerned.length > 0 && (
        <Notice className="mb-4">
          {system.name} is subject to{" "}
          {concerned.map(({ standard, name }, index) => (
            <span key={standard}>
              {index > 0 && ", "}
              <TextLink href={`${base}/${standard}`} className="underline">
                {name}
              </TextLink>
            </span>
          ))}
          .
        </Notice>
      )}
      {views.length === 0 ? (
        <EmptyState title="No item points to a standard">
          The items of this system name no requirements of standards. Items of the product’s own checklist do.
        </EmptyState>
      ) : (
        <>
          <Table base={base} rows={rows} views={views} />
          <StateLegend className="mt-4" />
        </>
      )}
    </div>
  );
}

type TableProps = Pick<StandardListProps, "rows" | "views"> & { readonly base: string };

function Table({ base, rows, views }: TableProps) {
  return (
    <DataTable label="Standards" phone="blocks" rowHeight="tall" bleed>
      <thead>
        <tr>
          <Th>Standard</Th>
          <Th>Edition</Th>
          <Th numeric>Requirements proven</Th>
          <Th numeric>Don’t apply</Th>
          <Th numeric>Items</Th>
          <Th>Coverage of the items</Th>
        </tr>
      </thead>
      <tbody>
        {views.map(({ standard, name, edition, lines, applying, proven }) => {
          const members = rows.filter((row) => row.refs[standard] !== undefined);
          return (
            <tr key={standard}>
              <TdName href={`${base}/${standard}`}>{name}</TdName>
              <Td label="Edition" className="text-2">
                {edition}
              </Td>
              <Td numeric label="Requirements proven" quiet={proven === 0}>
                {proven} <span className="text-3">of {applying}</span>
              </Td>
              <Td numeric label="Don’t apply" quiet>
                {lines.length - applying}
              </Td>
              <Td numeric label="Items">
                {members.length}
              </Td>
              <Td label="Coverage" className="min-w-40 sm:pl-6!">
                <CoverageBar counts={tallyOf(members).byState} className="max-sm:max-w-40" />
              </Td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}
