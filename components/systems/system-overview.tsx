import type { InstantMs, UtcDate } from "@/lib/domain/kernel/ids";
import type { SystemSummary } from "@/lib/domain/systems/system";
import type { ItemRow } from "@/lib/features/checklists/present";
import { CreditExplained } from "./credit-explained";
import { NextLists } from "./next-lists";
import { PhaseColumns } from "./phase-columns";
import { RecentChanges, type RecentChangesProps } from "./recent-changes";
import { SystemFacts } from "./system-facts";

type SystemOverviewProps = {
  readonly system: SystemSummary;
  readonly rows: readonly ItemRow[];
  readonly today: UtcDate;
  readonly asOf: InstantMs;
  readonly mayEdit: boolean;
  readonly recent: RecentChangesProps;
};

/** One system: how far its four phases are, what comes next, what it is. */
export function SystemOverview({ system, rows, today, mayEdit, recent }: SystemOverviewProps) {
  return (
    <>
      <h1 className="sr-only">{system.name}: overview</h1>
      <PhaseColumns slug={system.slug} rows={rows} />
      <div className="grid xl:grid-cols-[minmax(0,1fr)_352px]">
        <div className="min-w-0 p-page-x">
          <NextLists slug={system.slug} rows={rows} today={today} />
          <CreditExplained rows={rows} />
        </div>
        <div className="min-w-0 border-subtle p-page-x max-xl:grid max-xl:gap-x-8 max-xl:border-t md:max-xl:grid-cols-2 xl:border-l">
          <SystemFacts system={system} mayEdit={mayEdit} />
          <RecentChanges {...recent} />
        </div>
      </div>
    </>
  );
}
