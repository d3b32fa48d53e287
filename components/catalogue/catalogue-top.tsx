import { PageHeader } from "@/components/ui/page-header";
import { TabLink } from "@/components/ui/tabs";
import { TabsInView } from "@/components/ui/tabs-in-view";
import { TextLink } from "@/components/ui/text-link";
import { CATALOGUE_KINDS, type CatalogueKind, KIND_WORD } from "@/lib/domain/catalogue/kinds";
import { KIND_ABOUT } from "@/lib/features/knowledge/present";
import { CatalogueSearch } from "./catalogue-search";

/** What stands over the page of a kind: what it is, the search, the other kinds. */
export function CatalogueTop({ kind }: { readonly kind: CatalogueKind }) {
  return (
    <>
      <PageHeader
        above={
          <TextLink href="/catalogue" className="no-print inline-flex min-h-6 items-center">
            Catalogue
          </TextLink>
        }
        title={KIND_WORD[kind]}
        lede={KIND_ABOUT[kind]}
        actions={<CatalogueSearch query="" />}
        className="mb-1"
      />
      <TabsInView label="Catalogue" at={kind} className="mb-4 border-b">
        {CATALOGUE_KINDS.map((one) => (
          <TabLink key={one} href={`/catalogue/${one}`} current={one === kind}>
            {KIND_WORD[one]}
          </TabLink>
        ))}
      </TabsInView>
    </>
  );
}
