import { ScrollText } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { SplitView } from "@/components/ui/panel";
import { type AuditView, auditHref } from "@/lib/features/audit/present";
import { AuditFilter } from "./audit-filter";
import { AuditPanel } from "./audit-panel";
import { AuditTable } from "./audit-table";
import { LogSealPart } from "./log-seal";

/** Who did what, and what was denied. */
export function AuditPage({ view }: { readonly view: AuditView }) {
  const { search, open, rows, filters, hidden } = view;
  const closeHref = auditHref(search, { entry: undefined });
  return (
    <SplitView
      panel={open && <AuditPanel key={open.id} entry={open} seal={view.openSeal} closeHref={closeHref} />}
    >
      <div className="p-page-x">
        <PageHeader
          title="Audit log"
          lede="Every change and every refused attempt. Entries are only ever added; each is hashed into a signed tree, so that a change behind the application’s back shows."
          actions={
            <a href="/api/audit/export" className={buttonClass({ variant: "secondary" })}>
              Export
            </a>
          }
        />
        <LogSealPart seal={view.seal} asOf={view.asOf} />
        <AuditFilter search={search} people={view.people} systems={view.systems} filters={filters} />
        {search.entry && !open && (
          <Notice className="mb-3" title="The entry in this address is not in the log that you see." />
        )}
        {rows.length > 0 ? <AuditTable {...view} /> : <NoEntries filtered={filters.length > 0} />}
        <Pagination
          label="Pages of the log"
          newerHref={view.newerHref}
          olderHref={view.olderHref}
          summary={summaryOf(view)}
        />
        {hidden > 0 && (
          <p className="text-xs text-3">
            Entries about {hidden === 1 ? "a system that is" : `${hidden} systems that are`} hidden from you
            are left out.
          </p>
        )}
      </div>
    </SplitView>
  );
}

function summaryOf({ rows, olderHref, newerHref }: AuditView): string {
  if (rows.length === 0) return "";
  const count = `${rows.length} ${rows.length === 1 ? "entry" : "entries"}`;
  if (newerHref === null && olderHref === null) return count;
  return newerHref === null ? `The newest ${count}` : count;
}

function NoEntries({ filtered }: { readonly filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState
        title="No entry fits"
        icon={<ScrollText aria-hidden />}
        action={<ButtonLink href="/audit">Show the whole log</ButtonLink>}
      >
        Take a filter away, or look for other words.
      </EmptyState>
    );
  return (
    <EmptyState title="Nothing here yet" icon={<ScrollText aria-hidden />}>
      Entries appear as soon as somebody does something.
    </EmptyState>
  );
}
