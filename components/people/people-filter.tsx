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
          <Select
            name="role"
            aria-label="Role"
            key={`role${search.role}`}
            defaultValue={search.role ?? ""}
            className="w-40 max-sm:flex-1 [&>select]:h-control"
          >
            <option value="">Every role</option>
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {ROLE_WORDS[role]}
              </option>
            ))}
          </Select>
          <Select
            name="status"
            aria-label="Status"
            key={`status${search.status}`}
            defaultValue={search.status ?? ""}
            className="w-36 max-sm:flex-1 [&>select]:h-control"
          >
            <option value="">Every status</option>
            {PERSON_STATUSES.map((status) => (
              <option key={status} value={status}>
                {STATUS_WORDS[status]}
              </option>
            ))}
          </Select>
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
