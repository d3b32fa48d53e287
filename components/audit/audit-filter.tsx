import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FilterAdd, FilterChip } from "@/components/ui/filter-chip";
import { Input } from "@/components/ui/input";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { ACTION_GROUPS, type AuditView } from "@/lib/features/audit/present";

type AuditFilterProps = Pick<AuditView, "search" | "people" | "systems" | "filters">;

/** Words and filters, kept in the address; one form that works without script. */
export function AuditFilter({ search, people, systems, filters }: AuditFilterProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <search className="no-print max-sm:w-full">
        {/* A filter that was taken away must not come back from a field that React left as it was. */}
        <form
          key={filters.map(({ name, value }) => `${name}=${value}`).join("&")}
          action="/audit"
          className="flex flex-wrap items-center gap-2"
        >
          <SearchInput
            label="Search the log"
            placeholder="Words in the log"
            name="q"
            defaultValue={search.q}
            className="w-56 max-sm:w-full"
          />
          <FilterAdd>
            <div className="grid gap-3">
              <Choice name="actor" label="Person" chosen={search.actor} any="Everybody">
                {people.map(({ id, name, handle }) => (
                  <option key={id} value={id}>
                    {name} (@{handle})
                  </option>
                ))}
              </Choice>
              <ActionChoice chosen={search.action} />
              <Choice name="outcome" label="Outcome" chosen={search.outcome} any="Done and denied">
                <option value="done">Done</option>
                <option value="denied">Denied</option>
              </Choice>
              <Choice name="system" label="System" chosen={search.system} any="Every system">
                {systems.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Choice>
              <Day name="from" label="From" day={search.from} />
              <Day name="to" label="To" day={search.to} />
              <Button type="submit" variant="primary">
                Show
              </Button>
            </div>
          </FilterAdd>
          <Button type="submit">Search</Button>
        </form>
      </search>
      {filters.map((filter) => (
        <FilterChip key={filter.name} {...filter} />
      ))}
    </div>
  );
}

type ChoiceProps = {
  readonly name: string;
  readonly label: string;
  readonly chosen: string | undefined;
  readonly any: string;
  readonly children: ReactNode;
};

function Choice({ name, label, chosen, any, children }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} name={name} defaultValue={chosen ?? ""}>
          <option value="">{any}</option>
          {children}
        </Select>
      )}
    </Field>
  );
}

function ActionChoice({ chosen }: { readonly chosen: string | undefined }) {
  return (
    <Choice name="action" label="Action" chosen={chosen} any="Every action">
      {ACTION_GROUPS.map(({ title, prefix, actions }) => (
        <optgroup key={prefix} label={title}>
          <option value={prefix}>{title}: everything</option>
          {actions.map(({ action, words }) => (
            <option key={action} value={action}>
              {words}
            </option>
          ))}
        </optgroup>
      ))}
    </Choice>
  );
}

type DayProps = { readonly name: string; readonly label: string; readonly day: string | undefined };

function Day({ name, label, day }: DayProps) {
  return (
    <Field label={label} hint={name === "to" ? "Days are UTC." : undefined}>
      {(control) => <Input {...control} type="date" name={name} defaultValue={day ?? ""} />}
    </Field>
  );
}
