import { Button } from "@/components/ui/button";
import { FilterChip } from "@/components/ui/filter-chip";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { ROLES } from "@/lib/domain/people/capability";
import { PERSON_STATUSES } from "@/lib/domain/people/person";
import { ROLE_WORDS, STATUS_WORDS } from "@/lib/domain/people/words";
import { type PeopleSearch, peopleHref } from "@/lib/features/people/present";

/** Search and filters, kept in the address; works without script. */
export function PeopleFilter({ search }: { readonly search: PeopleSearch }) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <search className="no-print max-sm:w-full">
        <form action="/people" className="flex flex-wrap items-center gap-2">
          <SearchInput
            label="Search people"
            placeholder="Name or address"
            name="q"
            key={`q${search.q}`}
            defaultValue={search.q}
            className="w-56 max-sm:w-full"
          />
          <Choice name="role" label="Role" chosen={search.role} options={ROLES} words={ROLE_WORDS} />
          <Choice
            name="status"
            label="Status"
            chosen={search.status}
            options={PERSON_STATUSES}
            words={STATUS_WORDS}
          />
          <Button type="submit">Show</Button>
        </form>
      </search>
      {search.q && <FilterChip name="Words" value={search.q} removeHref={peopleHref(search, { q: "" })} />}
      {search.role && (
        <FilterChip
          name="Role"
          value={ROLE_WORDS[search.role]}
          removeHref={peopleHref(search, { role: null })}
        />
      )}
      {search.status && (
        <FilterChip
          name="Status"
          value={STATUS_WORDS[search.status]}
          removeHref={peopleHref(search, { status: null })}
        />
      )}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly label: string;
  readonly chosen: T | null;
  readonly options: readonly T[];
  readonly words: Readonly<Record<T, string>>;
}

function Choice<T extends string>({ name, label, chosen, options, words }: ChoiceProps<T>) {
  return (
    <Select
      name={name}
      aria-label={label}
      key={`${name}${chosen}`}
      defaultValue={chosen ?? ""}
      className="w-40 max-sm:flex-1 [&>select]:h-control"
    >
      <option value="">Every {label.toLowerCase()}</option>
      {options.map((one) => (
        <option key={one} value={one}>
          {words[one]}
        </option>
      ))}
    </Select>
  );
}
