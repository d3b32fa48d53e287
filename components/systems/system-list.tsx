import { Boxes, Plus } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { StateLegend } from "@/components/ui/state-mark";
import {
  SYSTEMS_PER_PAGE,
  type SystemChoices,
  type SystemLine,
  systemsHref,
} from "@/lib/features/systems/present";
import type { SystemSearch } from "@/lib/features/systems/schema";
import { SystemFilters } from "./system-filters";
import { SystemsTable } from "./systems-table";

type SystemListProps = {
  readonly search: SystemSearch;
  readonly lines: readonly SystemLine[];
  readonly pages: number;
  readonly found: number;
  readonly total: number;
  readonly choices: SystemChoices;
  readonly mayCreate: boolean;
  readonly currency: string;
};

/** All systems that this person sees, to be searched, filtered and sorted. */
export function SystemList(props: SystemListProps) {
  const { search, lines, pages, found, total, choices, mayCreate, currency } = props;
  if (total === 0) return <NoSystem mayCreate={mayCreate} />;
  return (
    <div className="p-page-x">
      <PageHeader
        title="Systems"
        lede={found === total ? count(total) : `${found} of ${count(total)}`}
        actions={
          mayCreate && (
            <ButtonLink href="/systems/new" variant="primary" icon={<Plus aria-hidden />}>
              Register a system
            </ButtonLink>
          )
        }
      />
      <SystemFilters search={search} choices={choices} />
      {lines.length === 0 ? (
        <EmptyState title="No system is like that" action={<ButtonLink href="/systems">Show all</ButtonLink>}>
          Nothing fits this search and these filters together.
        </EmptyState>
      ) : (
        <>
          <SystemsTable lines={lines} search={search} currency={currency} />
          <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
            <StateLegend />
            <Pages search={search} pages={pages} found={found} />
          </div>
        </>
      )}
    </div>
  );
}

function count(systems: number): string {
  return `${systems} ${systems === 1 ? "system" : "systems"}`;
}

function Pages({ search, pages, found }: Pick<SystemListProps, "search" | "pages" | "found">) {
  if (pages === 1) return null;
  const { page } = search;
  const first = (page - 1) * SYSTEMS_PER_PAGE + 1;
  return (
    <Pagination
      label="Pages of systems"
      newer="Before"
      older="Next"
      newerHref={page > 1 ? systemsHref(search, { page: page - 1 }) : null}
      olderHref={page < pages ? systemsHref(search, { page: page + 1 }) : null}
      summary={`${first} to ${Math.min(found, page * SYSTEMS_PER_PAGE)} of ${found}`}
    />
  );
}

function NoSystem({ mayCreate }: { readonly mayCreate: boolean }) {
  return (
    <div className="grid min-h-[70dvh] content-center p-page-x">
      <h1 className="sr-only">Systems</h1>
      <EmptyState
        icon={<Boxes aria-hidden />}
        title="No system yet"
        framed={false}
        action={
          mayCreate && (
            <ButtonLink href="/systems/new" variant="primary">
              Register the first system
            </ButtonLink>
          )
        }
      >
        {mayCreate
          ? "A system is one distributed thing that your team runs. It gets its checklists at once."
          : "Nobody has registered a system that you can see. Engineers, security leads and administrators can."}
      </EmptyState>
    </div>
  );
}
