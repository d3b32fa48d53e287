import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, type FieldControl } from "@/components/ui/field";
import { FilterAdd, FilterChip } from "@/components/ui/filter-chip";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { POSTURE_FILTERS } from "@/lib/domain/posture/listed-posture";
import {
  CRITICALITIES,
  CRITICALITY_WORD,
  REGULATIONS,
  SYSTEM_TYPE_WORD,
  SYSTEM_TYPES,
} from "@/lib/domain/systems/vocabulary";
import { POSTURE_FILTER_WORD } from "@/lib/features/posture/present";
import { type SystemChoices, sortText, systemsHref } from "@/lib/features/systems/present";
import type { SystemSearch } from "@/lib/features/systems/schema";

type SystemFiltersProps = { readonly search: SystemSearch; readonly choices: SystemChoices };
type FilterName = "type" | "owner" | "criticality" | "tag" | "regulation" | "show";
type Filter = {
  readonly name: FilterName;
  readonly label: string;
  readonly options: readonly (readonly [string, string])[];
};

function filtersOf({ owners, tags }: SystemChoices): readonly Filter[] {
  return [
    { name: "type", label: "Type", options: SYSTEM_TYPES.map((one) => [one, SYSTEM_TYPE_WORD[one]]) },
    { name: "owner", label: "Owner", options: owners.map(({ id, name }) => [id, name]) },
    {
      name: "criticality",
      label: "Criticality",
      options: [...CRITICALITIES].reverse().map((one) => [String(one), CRITICALITY_WORD[one]]),
    },
    { name: "tag", label: "Tag", options: tags.map((tag) => [tag, tag]) },
    {
      name: "show",
      label: "Posture",
      options: POSTURE_FILTERS.map((one) => [one, POSTURE_FILTER_WORD[one]]),
    },
    { name: "regulation", label: "Regulation", options: REGULATIONS.map((one) => [one, one]) },
  ];
}

/** Search, the filters that hold, and a sheet for all of them. Plain GET forms, so they work before any script. */
export function SystemFilters({ search, choices }: SystemFiltersProps) {
  const filters = filtersOf(choices);
  const set = filters.filter(({ name }) => search[name] !== undefined);
  return (
    <div className="no-print mb-3 flex flex-wrap items-center gap-1.5">
      <search className="mr-1.5 max-sm:w-full">
        <form action="/systems" className="flex gap-1.5">
          <SearchInput
            label="Search systems"
            name="q"
            maxLength={100}
            defaultValue={search.q}
            key={search.q}
            placeholder="Name, description, owner, tag"
            className="w-64 max-sm:w-full"
          />
          <Kept search={search} names={set.map(({ name }) => name)} />
          <Button type="submit">Search</Button>
        </form>
      </search>
      {set.map(({ name, label, options }) => (
        <FilterChip
          key={name}
          name={label}
          value={options.find(([value]) => value === String(search[name]))?.[1] ?? String(search[name])}
          removeHref={systemsHref(search, { [name]: undefined })}
        />
      ))}
      <FilterAdd label={set.length > 0 ? "Change filters" : "Filter"}>
        <form action="/systems" className="grid gap-3">
          {filters
            .filter(({ options }) => options.length > 0)
            .map((filter) => (
              <Field key={filter.name} label={filter.label}>
                {(control) => <Choice control={control} filter={filter} chosen={search[filter.name]} />}
              </Field>
            ))}
          <Kept search={search} names={[]} />
          {search.q && <input type="hidden" name="q" value={search.q} />}
          <Button type="submit" variant="primary">
            Show
          </Button>
        </form>
      </FilterAdd>
      {(set.length > 0 || search.q !== "") && (
        <ButtonLink href="/systems" variant="ghost" size="sm">
          Clear
        </ButtonLink>
      )}
    </div>
  );
}

type ChoiceProps = {
  readonly control: FieldControl;
  readonly filter: Filter;
  readonly chosen: string | number | undefined;
};

function Choice({ control, filter, chosen }: ChoiceProps): ReactNode {
  const value = chosen === undefined ? "" : String(chosen);
  return (
    <Select {...control} key={value} name={filter.name} defaultValue={value}>
      <option value="">Any</option>
      {filter.options.map(([option, word]) => (
        <option key={option} value={option}>
          {word}
        </option>
      ))}
    </Select>
  );
}

/** What a form does not ask about but must not lose. */
function Kept({ search, names }: { readonly search: SystemSearch; readonly names: readonly FilterName[] }) {
  const sort = sortText(search.sort);
  return (
    <>
      {names.map((name) => (
        <input key={name} type="hidden" name={name} value={String(search[name])} />
      ))}
      {sort && <input type="hidden" name="sort" value={sort} />}
    </>
  );
}
