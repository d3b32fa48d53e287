import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { AssetRow, PlaceRef } from "@/lib/features/assets/present";

type AssetsSectionProps = {
  readonly slug: string;
  readonly rows: readonly AssetRow[];
  readonly isDrawn: boolean;
  readonly mayEdit: boolean;
};

/** What is worth protecting, on the page of the architecture. */
export function AssetsSection({ slug, rows, isDrawn, mayEdit }: AssetsSectionProps) {
  if (!isDrawn && rows.length === 0) return null;
  return (
    <section aria-labelledby="assets" className="mt-8">
      <SectionHeader
        id="assets"
        title={
          <>
            Assets <span className="font-normal text-3">{rows.length}</span>
          </>
        }
        aside={
          mayEdit && (
            <TextLink
              href={`/systems/${slug}/architecture/asset/new`}
              className="no-print inline-flex min-h-6 items-center"
            >
              Add an asset
            </TextLink>
          )
        }
      />
      {rows.length > 0 ? (
        <AssetsTable rows={rows} />
      ) : (
        <p className="text-2">
          Nothing is named yet that is worth protecting: card data, orders, keys. Each shows what stands
          between it and the threats where it lies.
        </p>
      )}
    </section>
  );
}

function AssetsTable({ rows }: Pick<AssetsSectionProps, "rows">) {
  return (
    <DataTable label="Assets" phone="blocks">
      <thead>
        <tr>
          <Th>Asset</Th>
          <Th>Data classes</Th>
          <Th title="Confidentiality, integrity, availability: 1 to 5">Worth C / I / A</Th>
          <Th>Lies in</Th>
          <Th>Owner</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} id={row.ref} className="scroll-mt-36 target:bg-surface-selected">
            <TdName
              href={row.href}
              mark={<span className="w-9 shrink-0 font-mono text-xs text-3">{row.ref}</span>}
            >
              {row.name}
            </TdName>
            <Td label="Data classes" quiet={row.data === null}>
              {row.data ?? "Not known"}
            </Td>
            <Td label="Worth C / I / A" quiet={row.worth.isUnknown}>
              <span title={row.worth.long}>
                <span aria-hidden className="whitespace-nowrap tabular-nums">
                  {row.worth.short}
                </span>
                <span className="sr-only">{row.worth.long}</span>
              </span>
            </Td>
            <Td label="Lies in" quiet={row.places.length === 0}>
              <Places places={row.places} />
              {row.gaps > 0 && (
                <Chip tone="warn" className="ml-1.5">
                  {row.gaps} without its data classes
                </Chip>
              )}
            </Td>
            <Td label="Owner" quiet={row.owner === null}>
              {row.owner ?? "Nobody yet"}
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

const PLACES_SHOWN = 6;

/** The first places by name; each leads to its row on the same page. */
function Places({ places }: { readonly places: readonly PlaceRef[] }) {
  if (places.length === 0) return "Nowhere yet";
  const more = places.length - PLACES_SHOWN;
  return (
    <>
      {places.slice(0, PLACES_SHOWN).map(({ id, ref, name }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <Link href={`#${ref}`} title={ref} className="inline-flex min-h-6 items-center hover:underline">
            {name}
          </Link>
        </span>
      ))}
      {more > 0 && <span className="text-3"> and {more} more</span>}
    </>
  );
}
