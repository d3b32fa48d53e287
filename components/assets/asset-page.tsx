import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { ELEMENT_PREFIX, WORTH_WORD, WORTHS } from "@/lib/domain/architecture/vocabulary";
import type { AssetView, AssetForm as FormView, SystemRef } from "@/lib/features/assets/present";
import { AssetForm } from "./asset-form";
import { GapHints } from "./gap-hints";
import { StandsBetween } from "./stands-between";
import { TakeOutAssetForm } from "./take-out-asset-form";

const LEDE = "What is worth protecting, how much, and where it lies. No number follows from it by itself.";

const above = ({ slug, name }: SystemRef) => (
  <TextLink href={`/systems/${slug}/architecture`}>Architecture of {name}</TextLink>
);

/** The form of a new asset. */
export function NewAssetPage(view: FormView) {
  return (
    <div className="p-page-x">
      <PageHeader above={above(view.system)} title="New asset" lede={LEDE} />
      <AssetForm view={view} />
    </div>
  );
}

/** One asset: what is said of it, what stands between it and the threats where it lies, and its form. */
export function AssetPage(view: AssetView) {
  const { system, asset, gaps, form } = view;
  return (
    <div className="p-page-x">
      <PageHeader
        above={above(system)}
        title={`${ELEMENT_PREFIX.asset}-${asset.number} ${asset.name}`}
        lede={LEDE}
      />
      {asset.origin && (
        <p className="mb-4 text-xs text-3">Imported from {asset.origin.source}; edits here are kept.</p>
      )}
      <GapHints systemId={system.id} gaps={gaps} names="place" mayEdit={form !== null} />
      <Said view={view} />
      <StandsBetween view={view} />
      {form && (
        <>
          <section aria-labelledby="change" className="mt-10 border-t border-subtle pt-6">
            <SectionHeader id="change" title="Change it" />
            <AssetForm view={form} />
          </section>
          <section aria-labelledby="take-out" className="mt-10 border-t border-subtle pt-6">
            <SectionHeader id="take-out" title="Take out" />
            <p className="mb-3 max-w-[72ch] text-2">
              It leaves the model; its history stays and its number is not used again.
            </p>
            <TakeOutAssetForm systemId={system.id} asset={asset} />
          </section>
        </>
      )}
    </div>
  );
}

const unknown = <span className="text-3">Not known</span>;

function Said({ view: { asset, data, owner } }: { readonly view: AssetView }) {
  return (
    <DefinitionRows termWidth="140px" className="max-w-[760px]">
      <DefinitionRow term="Data classes">{data ?? unknown}</DefinitionRow>
      {WORTHS.map((of) => (
        <DefinitionRow key={of} term={WORTH_WORD[of]}>
          {asset.worth[of] === null ? unknown : `${asset.worth[of]} of 5`}
        </DefinitionRow>
      ))}
      <DefinitionRow term="Owner">{owner ?? <span className="text-3">Nobody yet</span>}</DefinitionRow>
      {asset.note && (
        <DefinitionRow term="Note">
          <span className="whitespace-pre-line text-pretty">{asset.note}</span>
        </DefinitionRow>
      )}
    </DefinitionRows>
  );
}
