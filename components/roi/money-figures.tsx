"use client";

import { useWhatIf } from "@/components/posture/what-if";
import { Figure, FigureStrip } from "@/components/ui/figure-strip";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import { returnOfPlan, returnToday } from "@/lib/domain/roi/returns";
import type { SimulatedReturn } from "@/lib/domain/roi/simulated-return";
import { Amount } from "./amount";

interface MoneyFiguresProps {
  readonly today: SimulatedReturn | null;
  readonly plan: SimulatedReturn | null;
}

/** The headline numbers of the model: expected losses, cost, returns. Where a plan stands, its return comes first. */
export function MoneyFigures({ today, plan }: MoneyFiguresProps) {
  const { base, view, currency, switched } = useWhatIf();
  const { money } = view;
  const addedCost = money.costPerYear - base.costPerYear;
  const planned = returnOfPlan(
    { lossPerYear: base.residualPerYear, costPerYear: base.costPerYear },
    { lossPerYear: money.residualPerYear, costPerYear: money.costPerYear },
  );
  const standing = returnToday(base.inherentPerYear, base.residualPerYear, base.costPerYear);
  return (
    <FigureStrip label="Return from the model" className="-mx-page-x mt-3 mb-5">
      {switched && (
        <Figure
          label="Return of the plan"
          value={planned === null ? "No added cost" : formatPercent(plan?.returnRatio?.value ?? planned)}
          remark={
            planned === null
              ? savedWords(-addedCost, currency)
              : `${simulatedWords(plan)}; closed form ${formatPercent(planned)}`
          }
          href="#returns"
        />
      )}
      <Figure
        label="Return today"
        value={standing === null ? "Nothing spent" : formatPercent(standing)}
        remark={standing === null ? "no control in use costs anything" : simulatedWords(today)}
        href="#returns"
      />
      {!switched && (
        <Figure
          label="Expected loss without controls"
          value={<Amount amount={base.inherentPerYear} currency={currency} />}
          unit="a year"
          remark="before any control"
          href="#threats"
        />
      )}
      <Figure
        label="Expected loss today"
        value={<Amount amount={base.residualPerYear} currency={currency} />}
        unit="a year"
        remark={
          switched
            ? `${formatMoney(base.inherentPerYear, currency)} without controls`
            : `${formatMoney(base.inherentPerYear - base.residualPerYear, currency)} removed`
        }
        href="#threats"
      />
      {switched && (
        <Figure
          label="Expected loss with the plan"
          value={<Amount amount={money.residualPerYear} currency={currency} />}
          unit="a year"
          remark={changeWords(money.residualPerYear - base.residualPerYear, currency)}
          href="#threats"
        />
      )}
      <Figure
        label="Cost of what is in use"
        value={<Amount amount={switched ? money.costPerYear : base.costPerYear} currency={currency} />}
        unit="a year"
        remark={switched ? changeWords(addedCost, currency) : "one-off cost spread over 5 years at 8 %"}
        href="#controls"
      />
    </FigureStrip>
  );
}

/** "−40 to 210 %, pays in 25 of 100 years". */
function simulatedWords(simulated: SimulatedReturn | null): string {
  if (!simulated?.returnRatio) return "not simulated";
  const { low, high } = simulated.returnRatio;
  return `${formatPercent(low)} to ${formatPercent(high)}, pays in ${Math.round(100 * simulated.paysProbability)} of 100 years`;
}

function savedWords(saved: number, currency: string): string {
  return saved < 0.5 ? "costs as today" : `saves ${formatMoney(saved, currency)} a year`;
}

function changeWords(change: number, currency: string): string {
  if (Math.abs(change) < 0.5) return "as today";
  return `${formatMoney(Math.abs(change), currency)} ${change < 0 ? "less" : "more"} than today`;
}
