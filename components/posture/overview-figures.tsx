import { Figure, FigureStrip } from "@/components/ui/figure-strip";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import { returnToday } from "@/lib/domain/roi/returns";
import type { Overview } from "@/lib/features/checklists/present";
import type { OrganisationPosture } from "@/lib/features/posture/present";
import { exactMoney } from "./exact-money";

interface OverviewFiguresProps {
  readonly overview: Overview;
  readonly organisation: OrganisationPosture;
  readonly currency: string;
}

/** Headline figures over all systems. */
export function OverviewFigures({ overview, organisation, currency }: OverviewFiguresProps) {
  const { expiring, overdue, lines } = overview;
  const unowned = expiring.filter(({ row }) => row.owner === null).length;
  return (
    <FigureStrip label="All systems" className="-mx-page-x mb-6">
      <Figure
        label={`Score, ${organisation.scoredCount} of ${lines.length} ${lines.length === 1 ? "system" : "systems"}`}
        value={organisation.score === null ? "–" : Math.round(organisation.score)}
        unit={organisation.score === null ? "not scored" : "of 100"}
        remark={scoreRemark(organisation)}
      />
      <Money organisation={organisation} currency={currency} />
      <Budgets organisation={organisation} />
      <Figure
        label="Waits for a second person"
        href="/approvals"
        value={organisation.waiting}
        remark={
          organisation.waiting === 0 ? "Nothing is asked for" : "Nothing changes until somebody else signs"
        }
      />
      <Figure
        label="Proof or claim ends in 30 days"
        href="/?list=expiring#expiring"
        value={expiring.length}
        remark={
          expiring.length === 0
            ? "All of it holds for a month"
            : unowned === 0
              ? "Each has a named owner"
              : `${unowned} without a named owner`
        }
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
    </FigureStrip>
  );
}

type Part = { readonly organisation: OrganisationPosture };

const NAMED = 2;

/** The systems that the score leaves out are named beside it. */
function scoreRemark({ notScored }: OrganisationPosture): string {
  if (notScored.length === 0) return "Weighted by criticality";
  const named = notScored.slice(0, NAMED).join(", ");
  const more = notScored.length - NAMED;
  return `Not scored: ${named}${more > 0 ? ` and ${more} more` : ""}`;
}

function Money({ organisation, currency }: Part & { readonly currency: string }) {
  const { inherentPerYear, residualPerYear, costPerYear, inMoney } = organisation;
  if (inMoney === 0)
    return (
      <Figure
        label="Residual risk a year"
        value="–"
        unit="unknown"
        remark="No system has a threat in money"
      />
    );
  const ratio = returnToday(inherentPerYear, residualPerYear, costPerYear);
  return (
    <Figure
      label={`Residual risk a year, ${inMoney} ${inMoney === 1 ? "system" : "systems"}`}
      value={
        <span title={`Expected loss that is left: ${exactMoney(residualPerYear, currency)}`}>
          {formatMoney(residualPerYear, currency)}
        </span>
      }
      remark={`${formatMoney(inherentPerYear, currency)} without controls, ${
        ratio === null
          ? "none of which costs anything"
          : `which cost ${formatMoney(costPerYear, currency)} and return ${formatPercent(ratio)}`
      }`}
    />
  );
}

function Budgets({ organisation }: Part) {
  const { pathsKept, pathsOver, pathsWithBudget, pathsUnknown } = organisation;
  if (pathsWithBudget === 0)
    return <Figure label="Latency budgets" value="–" unit="none" remark="No request path has a budget" />;
  return (
    <Figure
      label="Latency budgets"
      href={pathsOver > 0 ? "/?show=over-budget" : undefined}
      value={pathsKept}
      unit={`of ${pathsWithBudget} paths kept`}
      remark={
        <>
          {pathsOver > 0 ? <span className="text-bad">{pathsOver} over</span> : "None is over"}
          {pathsUnknown > 0 && `, ${pathsUnknown} more not known`}
        </>
      }
    />
  );
}
