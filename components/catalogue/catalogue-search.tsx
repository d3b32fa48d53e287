import { SearchInput } from "@/components/ui/search-input";

/** Looks through everything that the catalogue says; what is asked stands in the address. */
export function CatalogueSearch({ query }: { readonly query: string }) {
  return (
    <search className="w-64 max-sm:w-full">
      <form action="/catalogue">
        <SearchInput
          name="q"
          label="Search the catalogue"
          placeholder="Search the catalogue"
          defaultValue={query}
          maxLength={80}
          className="w-full"
        />
      </form>
    </search>
  );
}
