import { Signature } from "lucide-react";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Segmented, SegmentLink } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { counted } from "@/lib/domain/kernel/counted";
import { type ApprovalsView, approvalsHref } from "@/lib/features/approvals/present";
import { BootstrapNotice } from "./bootstrap-notice";
import { EmergencyBanners } from "./emergency-notice";
import { InboxKeys } from "./inbox-keys";
import { RequestList } from "./request-list";

const VIEWS = [
  ["open", "Open"],
  ["waiting", "Waiting for me"],
  ["mine", "Asked by me"],
  ["decided", "Decided"],
] as const;

/** What waits for a second person, what I asked for, and what was decided. */
export function ApprovalsPage({ view }: { readonly view: ApprovalsView }) {
  const { search, groups, count } = view;
  return (
    <div className="max-w-[1080px] p-page-x">
      <PageHeader
        title="Approvals"
        lede="What is critical happens only when a second person has read exactly what will run and agrees."
        actions={view.mayDecide && <ButtonLink href="/approvals/metrics">How people decide</ButtonLink>}
      />
      <InboxKeys
        hrefs={groups.flatMap(({ rows }) => rows.map(({ href }) => href))}
        opened={null}
        singleKeys={view.singleKeys}
      />
      {view.bootstrap && <BootstrapNotice className="mb-4" />}
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <Segmented label="Which requests">
          {VIEWS.map(([key, words]) => (
            <SegmentLink
              key={key}
              href={approvalsHref(search, { view: key, before: undefined })}
              current={search.view === key}
            >
              {words}
            </SegmentLink>
          ))}
        </Segmented>
        <SystemFilter view={view} />
      </div>
      <EmergencyBanners emergencies={view.emergencies} nowMs={view.asOf} className="mb-4" />
      {count > 0 ? <RequestList groups={groups} nowMs={view.asOf} /> : <NoRequests view={view} />}
      <Pagination
        label="Pages of requests"
        newerHref={view.newestHref}
        newer="Newest"
        olderHref={view.olderHref}
        summary={summaryOf(view)}
      />
    </div>
  );
}

function summaryOf({ count, cut }: ApprovalsView): string {
  if (count === 0) return "";
  return cut ? `The ${count} that expire first` : counted(count, "request");
}

function SystemFilter({ view }: { readonly view: ApprovalsView }) {
  const { search, systems } = view;
  if (systems.length === 0) return null;
  return (
    <form key={search.system ?? ""} action="/approvals" className="no-print flex items-center gap-2">
      {search.view !== "open" && <input type="hidden" name="view" value={search.view} />}
      <Select aria-label="System" name="system" defaultValue={search.system ?? ""} className="w-52">
        <option value="">Every system</option>
        {systems.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </Select>
      <Button type="submit">Show</Button>
    </form>
  );
}

function NoRequests({ view }: { readonly view: ApprovalsView }) {
  const { search } = view;
  if (search.system || search.before)
    return (
      <EmptyState
        title="No request fits"
        icon={<Signature aria-hidden />}
        action={
          <ButtonLink href={approvalsHref(search, { system: undefined, before: undefined })}>
            Show every system
          </ButtonLink>
        }
      >
        Nothing of this system is in this list.
      </EmptyState>
    );
  if (search.view === "waiting")
    return (
      <EmptyState
        title="Nothing waits for you"
        icon={<Signature aria-hidden />}
        action={<ButtonLink href={approvalsHref(search, { view: "open" })}>Show all open ones</ButtonLink>}
      >
        {view.mayDecide
          ? "You have voted on everything that you may decide."
          : "Approvers, security leads and administrators decide; you can read and ask."}
      </EmptyState>
    );
  if (search.view === "mine")
    return (
      <EmptyState title="You asked for nothing yet" icon={<Signature aria-hidden />}>
        When something that you do needs a second person, it waits here until somebody has decided.
      </EmptyState>
    );
  if (search.view === "decided")
    return (
      <EmptyState title="Nothing was decided yet" icon={<Signature aria-hidden />}>
        Every request stays readable here for good, with its votes and their reasons.
      </EmptyState>
    );
  return (
    <EmptyState title="Nothing waits for a second person" icon={<Signature aria-hidden />}>
      Exceptions, weaker budgets and taking out proven controls appear here when somebody asks for them.
    </EmptyState>
  );
}
