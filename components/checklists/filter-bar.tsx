import { Download } from "lucide-react";
import { iconButtonClass } from "@/components/ui/button-class";
import { FilterChip } from "@/components/ui/filter-chip";
import { Kbd } from "@/components/ui/kbd";
import { SearchInput } from "@/components/ui/search-input";
import { TextLink } from "@/components/ui/text-link";
import { itemFilterParams, NO_FILTER } from "@/lib/domain/checklists/item-filter";
import { AddressForm } from "./address-form";
import { type ChecklistView, filterHref } from "./checklist-view";
import { FilterSheet } from "./filter-sheet";
import { filterParts } from "./filter-words";
import { OwnItemButton } from "./own-item-button";

/** What the list is narrowed to, and what can be done with all of it. */
export function FilterBar({ view }: { readonly view: ChecklistView }) {
  const { base, filter, filtered, choices, checklist } = view;
  const hasItems = checklist.rows.length > 0;
  return (
    <div className="mt-4 mb-2 flex flex-wrap items-center gap-1.5">
      {hasItems && <Search view={view} />}
      {filterParts(filter, choices).map(({ name, value, without }) => (
        <FilterChip key={name} name={name} value={value} removeHref={filterHref(base, without)} />
      ))}
      {hasItems && <FilterSheet view={view} />}
      {filtered && (
        <span role="status" className="ml-1 text-xs text-3">
          {view.shown} of {view.total}
        </span>
      )}
      <span className="ml-auto flex items-center gap-1">
        {hasItems && checklist.singleKeys && checklist.mayWork && <KeyHints />}
        {hasItems && <Export view={view} />}
        {checklist.mayWork && (
          <OwnItemButton
            systemId={checklist.system.id}
            phase={view.scope === "all" ? "design" : view.scope}
            groups={choices.groups}
          />
        )}
      </span>
      {view.ignored.length > 0 && <Ignored view={view} />}
    </div>
  );
}

function Search({ view }: { readonly view: ChecklistView }) {
  const { base, filter } = view;
  const others = [...itemFilterParams({ ...filter, query: "" })];
  return (
    <AddressForm action={base} role="search" className="no-print w-44 max-sm:w-full" key={filter.query}>
      {others.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SearchInput name="q" label="Search this list" placeholder="Search" defaultValue={filter.query} />
    </AddressForm>
  );
}

function KeyHints() {
  return (
    <span className="needs-script no-print mr-2 hidden items-center gap-1.5 text-xs text-3 xl:flex">
      <Kbd>J</Kbd>
      <Kbd>K</Kbd> move <Kbd>Space</Kbd> select <Kbd>E</Kbd> edit
    </span>
  );
}

function Export({ view }: { readonly view: ChecklistView }) {
  const params = itemFilterParams(view.filter);
  if (view.scope !== "all") params.set("phase", view.scope);
  const label = view.filtered ? "Export these items as CSV" : "Export as CSV";
  return (
    <a
      href={`/api/systems/${view.checklist.system.slug}/items.csv?${params}`}
      download
      aria-label={label}
      title={label}
      className={iconButtonClass({})}
    >
      <Download aria-hidden />
    </a>
  );
}

function Ignored({ view }: { readonly view: ChecklistView }) {
  const words = view.ignored.slice(0, 3).map(({ name, value }) => `${name}=${value.slice(0, 40)}`);
  return (
    <p className="w-full text-xs text-3">
      The address also says {words.join(", ")}, which means nothing here.{" "}
      <TextLink href={filterHref(view.base, view.filter)} prefetch={false}>
        Leave it out
      </TextLink>
    </p>
  );
}

/** Where to go when nothing matches. */
export function NoMatch({ view }: { readonly view: ChecklistView }) {
  return (
    <div className="py-10 text-center">
      <p className="font-medium">No item matches this filter.</p>
      <p className="mt-1 text-xs text-2">
        {view.total} {view.total === 1 ? "item is" : "items are"} hidden.{" "}
        <TextLink href={filterHref(view.base, NO_FILTER)} prefetch={false}>
          Show all
        </TextLink>
      </p>
    </div>
  );
}
