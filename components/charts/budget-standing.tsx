import { BudgetBar } from "@/components/ui/budget-bar";
import { cx } from "@/components/ui/cx";
import { formatMs } from "@/components/ui/format-number";
import type { BudgetStanding, LatencyBudget } from "@/lib/domain/latency/budget";

interface BudgetStandingLineProps {
  /** null: not known. */
  readonly standing: BudgetStanding | null;
  /** null: nobody set one. */
  readonly budget: LatencyBudget | null;
  /** As in "p95". */
  readonly percentileLabel: string;
  readonly className?: string | undefined;
}

/** Where a path stands against its budget, in a bar, a number and words: spent, left or over. */
export function BudgetStandingLine({
  standing,
  budget,
  percentileLabel,
  className,
}: BudgetStandingLineProps) {
  return (
    <span className={cx("grid grid-cols-[minmax(64px,1fr)_auto] items-center gap-x-3 gap-y-0.5", className)}>
      {budget ? (
        <BudgetBar spentMs={standing?.msSpent ?? null} limitMs={budget.msLimit} />
      ) : (
        <span className="h-2 rounded-[2px] border border-dashed border-control" />
      )}
      <span
        className={cx("text-right whitespace-nowrap", standing?.msOver ? "font-medium text-bad" : "text-2")}
      >
        {restInWords(standing, budget)}
      </span>
      <span className="col-span-2 text-xs text-3">{spentInWords(standing, budget, percentileLabel)}</span>
    </span>
  );
}

function restInWords(standing: BudgetStanding | null, budget: LatencyBudget | null): string {
  if (!budget) return "no budget";
  if (!standing) return "? unknown";
  return standing.kept ? `${formatMs(standing.msLeft)} left` : `${formatMs(standing.msOver)} over`;
}

function spentInWords(
  standing: BudgetStanding | null,
  budget: LatencyBudget | null,
  percentileLabel: string,
): string {
  const spent = standing ? `${formatMs(standing.msSpent)} spent` : "Not known how much is spent";
  return budget
    ? `${spent} of ${formatMs(budget.msLimit)} at ${percentileLabel}`
    : `${spent} at ${percentileLabel}`;
}
