import { Figure, FigureStrip } from "@/components/ui/figure-strip";
import type { Overview } from "@/lib/features/checklists/present";

/** Headline figures over all systems. */
export function OverviewFigures({ overview }: { readonly overview: Overview }) {
  const { overall, lines, expiring, overdue, mine } = overview;
  const counted = overall.total - overall.byState["not-applicable"];
  const unowned = expiring.filter(({ row }) => row.owner === null).length;
  return (
    <FigureStrip label="All systems" className="-mx-page-x mb-6">
      <Figure
        label={`Proven, ${lines.length} ${lines.length === 1 ? "system" : "systems"}`}
        value={overall.provenShare === null ? "–" : `${Math.round(overall.provenShare * 100)} %`}
        unit={`${overall.byState.proven} of ${counted} items`}
        remark={`${overall.byState.claimed} more are claimed without valid proof`}
      />
      <Figure
        label="Must-items open"
        value={overall.mustOpen}
        remark="Each blocks its phase gate until it is proven"
      />
      <Figure
        label="Overdue"
        href="/?list=overdue#overdue"
        value={overdue.length}
        remark={
          overdue.length === 0
            ? "Nothing is late"
            : `${overdue.filter(({ row }) => row.must).length} of them are must-items`
        }
      />
      <Figure
        label="Proof or claim ends in 30 days"
        href="/?list=expiring#expiring"
        value={expiring.length}
        remark={expiring.length === 0 ? "All of it holds for a month" : `${unowned} without a named owner`}
      />
      <Figure
        label="Open and yours"
        href="/?list=mine#mine"
        value={mine.length}
        remark={
          mine.length === 0
            ? "Nothing waits for you"
            : `${mine.filter(({ row }) => row.due).length} with a due day`
        }
      />
    </FigureStrip>
  );
}
