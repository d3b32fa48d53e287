import { Figure, FigureStrip } from "@/components/ui/figure-strip";
import { formatMs } from "@/components/ui/format-number";
import type { LatencySummary } from "@/lib/domain/latency/grid-distribution";
import type { PathView } from "@/lib/domain/posture/posture-view";
import { percentileName } from "./latency-words";

interface PathFiguresProps {
  readonly path: PathView & { readonly summary: LatencySummary };
  /** How it stands, where a what-if differs. */
  readonly today: LatencySummary | null;
  /** The page with the bars of a percentile. */
  readonly hrefAt: (percentile: number) => string;
}

/** The headline numbers of a path; each percentile opens the bars that it is made of. */
export function PathFigures({ path, today, hrefAt }: PathFiguresProps) {
  const { summary, budget, standing, unknown } = path;
  const was = (at: "msP50" | "msP95" | "msP99") =>
    today && Math.abs(today[at] - summary[at]) >= 0.05 ? `today ${formatMs(today[at])}` : "modelled";
  return (
    <FigureStrip label={`${path.name} in numbers`} className="-mx-page-x mb-5">
      <Figure
        label={budget ? `Budget at ${percentileName(budget.percentile)}` : "Budget"}
        value={budgetValue(path)}
        remark={
          budget && standing && !unknown
            ? `${formatMs(standing.msSpent)} spent of ${formatMs(budget.msLimit)}`
            : budget
              ? `of ${formatMs(budget.msLimit)}`
              : "set one where the path is edited"
        }
      />
      {(
        [
          ["msP50", 0.5],
          ["msP95", 0.95],
          ["msP99", 0.99],
        ] as const
      ).map(([at, percentile]) => (
        <Figure
          key={at}
          label={percentileName(percentile)}
          value={unknown ? "Not known" : formatMs(summary[at])}
          remark={unknown ? "no step on this path" : was(at)}
          href={unknown ? undefined : hrefAt(percentile)}
        />
      ))}
      <Figure
        label="Range"
        value={
          unknown
            ? "Not known"
            : `${summary.msMin.toFixed(summary.msMin < 10 ? 1 : 0)} to ${Math.round(summary.msMax)}`
        }
        unit={unknown ? undefined : "ms"}
        remark={unknown ? undefined : `mean ${formatMs(summary.msMean)}`}
      />
    </FigureStrip>
  );
}

function budgetValue({ budget, standing, unknown }: PathView) {
  if (!budget) return <span className="text-3">None set</span>;
  if (!standing || unknown) return "Not known";
  if (standing.kept) return `${formatMs(standing.msLeft)} left`;
  return <span className="text-bad">{formatMs(standing.msOver)} over</span>;
}
