import { OpenDecisions } from "@/components/posture/open-decisions";
import { PathLines } from "@/components/posture/path-lines";
import { ScoreExplained, TopRisks } from "@/components/posture/score-explained";
import { SystemFigures } from "@/components/posture/system-figures";
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
  readonly gates: Parameters<typeof PhaseColumns>[0]["gates"];
  readonly posture: Pick<Parameters<typeof ScoreExplained>[0], "summary" | "weights"> &
    Pick<Parameters<typeof TopRisks>[0], "scenarios" | "currency"> &
    Pick<Parameters<typeof PathLines>[0], "paths"> &
    Parameters<typeof OpenDecisions>[0];
};

/** One system: its score, money and milliseconds, how far its four phases are, what comes next, what it is. */
export function SystemOverview({
  system,
  rows,
  today,
  mayEdit,
  recent,
  gates,
  posture,
}: SystemOverviewProps) {
  const { summary, weights, scenarios, paths, currency } = posture;
  const { slug } = system;
  return (
    <>
      <h1 className="sr-only">{system.name}: overview</h1>
      <SystemFigures slug={slug} summary={summary} currency={currency} weights={weights} />
      <PhaseColumns slug={slug} rows={rows} gates={gates} />
      <div className="grid xl:grid-cols-[minmax(0,1fr)_352px]">
        <div className="min-w-0 p-page-x">
          <TopRisks slug={slug} scenarios={scenarios} currency={currency} riskWeight={weights.risk} />
          <PathLines slug={slug} paths={paths} />
          <div className="mt-8">
            <NextLists slug={slug} rows={rows} today={today} />
          </div>
          <ScoreExplained slug={slug} summary={summary} weights={weights} />
          <CreditExplained rows={rows} />
        </div>
        <div className="min-w-0 border-subtle p-page-x max-xl:grid max-xl:gap-x-8 max-xl:border-t md:max-xl:grid-cols-2 xl:border-l">
          <OpenDecisions {...posture} />
          <SystemFacts system={system} mayEdit={mayEdit} />
          <RecentChanges {...recent} />
        </div>
      </div>
    </>
  );
}
