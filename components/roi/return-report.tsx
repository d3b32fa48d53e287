"use client";

import { type Interval, IntervalBars } from "@/components/charts/interval-bar";
import type { LossCurve } from "@/components/charts/loss-curves";
import { LossExceedance } from "@/components/charts/loss-exceedance";
import { useWhatIf } from "@/components/posture/what-if";
import { formatPercent } from "@/components/ui/format-number";
import { Notice } from "@/components/ui/notice";
import { withParam } from "@/lib/domain/kernel/query-of";
import type {
  LossInputs,
  Simulated,
  SimulatedMoney,
  SimulatedPlan,
} from "@/lib/domain/posture/simulate-losses";
import type { SimulatedReturn } from "@/lib/domain/roi/simulated-return";
import type { ThreatLoss } from "@/lib/features/roi/present";
import { MoneyFigures } from "./money-figures";
import { SimulationCheck } from "./simulation-check";
import { ThreatsTable } from "./threats-table";
import { useSimulatedPlan } from "./use-simulated-plan";

interface ReturnReportProps {
  readonly inputs: LossInputs;
  readonly simulated: Simulated;
  readonly threats: readonly ThreatLoss[];
  readonly mayEdit: boolean;
}

/** The return from the model, in closed form and simulated, under the what-if of the page. */
export function ReturnReport({ inputs, simulated, threats, mayEdit }: ReturnReportProps) {
  const { slug, currency, hrefTo, pending: isComputing } = useWhatIf();
  const { plan, pending, failed } = useSimulatedPlan(inputs, simulated.ok ? simulated.plan : null);
  const money = simulated.ok ? simulated.money : null;
  const csv = (part: string) => withParam(hrefTo(`/api/systems/${slug}/roi.csv`), "part", part);
  return (
    <div aria-busy={isComputing || pending} className="aria-busy:opacity-60">
      <MoneyFigures today={money?.returnToday ?? null} plan={plan?.returnOfPlan ?? null} />
      {!simulated.ok && (
        <Notice tone="warning" title="Not simulated." className="mb-4">
          {simulated.reason}
        </Notice>
      )}
      {failed && (
        <Notice tone="warning" title="The simulation of the plan did not finish." className="mb-4">
          The expected losses above are computed without it. Reload the page to try again.
        </Notice>
      )}
      <div className="grid items-start gap-x-10 gap-y-6 min-[1700px]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div>
          <LossExceedance title="Loss exceedance" curves={curvesOf(money, plan)} currency={currency} />
          {money && (
            <p className="no-print mt-1 text-xs">
              <a href={csv("curves")} download className="link inline-flex min-h-6 items-center">
                Curves as CSV
              </a>
            </p>
          )}
        </div>
        <div id="returns">
          <IntervalBars
            title="Return, simulated"
            aside="95 % interval of the mean"
            caption={paysWords(money?.returnToday ?? null, plan?.returnOfPlan ?? null)}
            intervals={[
              ...interval("today", "Today", "against no controls", money?.returnToday ?? null),
              ...interval("plan", "The plan", "against today", plan?.returnOfPlan ?? null),
            ]}
            formatTick={formatPercent}
            names={["Low", "Mean", "High"]}
            reference={{ value: 0, label: "Breaks even" }}
            empty={{
              title: "No return to show",
              why: "A return needs a control in use that costs something.",
            }}
          />
        </div>
      </div>
      <div className="mt-7 grid gap-7">
        <ThreatsTable threats={threats} csvHref={csv("threats")} mayEdit={mayEdit} />
        {money && <SimulationCheck money={money} plan={plan?.plan ?? null} currency={currency} />}
      </div>
    </div>
  );
}

function curvesOf(money: SimulatedMoney | null, plan: SimulatedPlan | null): readonly LossCurve[] {
  if (!money) return [];
  const standing: readonly LossCurve[] = [
    { kind: "inherent", label: "Without controls", points: money.inherent.curve },
    { kind: "today", label: "Today", points: money.today.curve },
  ];
  return plan ? [...standing, { kind: "plan", label: "With the plan", points: plan.plan.curve }] : standing;
}

function interval(
  key: "today" | "plan",
  label: string,
  detail: string,
  simulated: SimulatedReturn | null,
): readonly Interval[] {
  if (!simulated?.returnRatio) return [];
  const { value, low, high } = simulated.returnRatio;
  return [
    {
      key,
      label,
      detail,
      tone: key === "plan" ? "plan" : "now",
      range: {
        low,
        mid: value,
        high,
        lowWords: formatPercent(low),
        midWords: formatPercent(value),
        highWords: formatPercent(high),
      },
    },
  ];
}

function paysWords(today: SimulatedReturn | null, plan: SimulatedReturn | null): string | undefined {
  const pays = ({ paysProbability }: SimulatedReturn) => formatPercent(paysProbability);
  const words = [
    ...(today?.returnRatio
      ? [`Today’s controls remove more than they cost in ${pays(today)} of the years`]
      : []),
    ...(plan?.returnRatio ? [`the plan adds more than it costs in ${pays(plan)}`] : []),
  ];
  return words.length > 0
    ? `${words.join("; ")}. Most of what security is worth lies in few, expensive years.`
    : undefined;
}
