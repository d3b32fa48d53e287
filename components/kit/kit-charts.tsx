import { BudgetStandingLine } from "@/components/charts/budget-standing";
import { HopBars } from "@/components/charts/hop-bars";
import { IntervalBars } from "@/components/charts/interval-bar";
import { LayerStack } from "@/components/charts/layer-stack";
import { LossExceedance } from "@/components/charts/loss-exceedance";
import { RiskGrid } from "@/components/charts/risk-grid";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import {
  CURVES,
  DENSE_SCENARIOS,
  HOPS,
  IMPACTS,
  LEVELS,
  LIKELIHOODS,
  LOSSES,
  RETURNS,
  SCENARIOS,
  SLOW_HOPS,
  TOLERANCE,
  UNKNOWN_HOPS,
} from "./kit-chart-data";
import { KitPart, KitSection } from "./kit-section";

/** Each chart with much, little, nothing and unknown in it. */
export function KitCharts() {
  return (
    <>
      <KitHops />
      <KitMoney />
      <KitGrid />
      <KitLayers />
    </>
  );
}

const MARKS = [
  { label: "p50", ms: 15 },
  { label: "p99", ms: 46 },
] as const;

function KitHops() {
  return (
    <KitSection title="Milliseconds along a path">
      <div className="grid gap-8">
        <HopBars
          title="Authorise payment"
          summary="Security takes 41 ms of a slow request, 19 less than allowed."
          caption="Bars show what each step takes in requests at the 95th percentile, so they add up. Running p95 is of the sum up to that hop; percentiles are never added."
          hops={HOPS}
          totalMs={41}
          percentileLabel="p95"
          budgetMs={60}
          marks={MARKS}
          level={3}
        />
        <HopBars
          title="Capture order, over its budget"
          hops={SLOW_HOPS}
          totalMs={63}
          percentileLabel="p95"
          budgetMs={55}
          level={3}
        />
        <div className="grid gap-8 xl:grid-cols-2">
          <HopBars
            title="Merchant webhook, not all known"
            hops={UNKNOWN_HOPS}
            totalMs={null}
            percentileLabel="p99"
            budgetMs={40}
            level={3}
          />
          <HopBars
            title="Health check, one hop, no budget"
            hops={HOPS.slice(0, 1)}
            totalMs={25.3}
            percentileLabel="p50"
            budgetMs={null}
            level={3}
          />
        </div>
        <HopBars title="Refund" hops={[]} totalMs={null} percentileLabel="p95" budgetMs={null} level={3} />
        <KitPart label="Budget in words: left, over, not known, none set">
          <div className="grid gap-x-8 gap-y-3 sm:grid-cols-2 xl:grid-cols-4">
            <BudgetStandingLine
              standing={{ msSpent: 41, msLeft: 19, msOver: 0, kept: true }}
              budget={{ percentile: 0.95, msLimit: 60 }}
              percentileLabel="p95"
            />
            <BudgetStandingLine
              standing={{ msSpent: 58, msLeft: 0, msOver: 3, kept: false }}
              budget={{ percentile: 0.95, msLimit: 55 }}
              percentileLabel="p95"
            />
            <BudgetStandingLine
              standing={null}
              budget={{ percentile: 0.99, msLimit: 40 }}
              percentileLabel="p99"
            />
            <BudgetStandingLine
              standing={{ msSpent: 12.4, msLeft: 0, msOver: 0, kept: true }}
              budget={null}
              percentileLabel="p50"
            />
          </div>
        </KitPart>
      </div>
    </KitSection>
  );
}

function KitMoney() {
  return (
    <KitSection title="Money and chance">
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <LossExceedance
          title="Loss exceedance"
          caption="Bands show what 500 simulated years leave open."
          curves={CURVES}
          tolerance={TOLERANCE}
          currency="USD"
          level={3}
        />
        <LossExceedance
          title="Loss exceedance, one curve"
          curves={[...CURVES.slice(1, 2), { kind: "plan", label: "Plan C", points: [] }]}
          scale="linear"
          currency="EUR"
          level={3}
        />
        <IntervalBars
          title="Return on security"
          aside="9 of 10 simulated outcomes"
          intervals={RETURNS}
          formatTick={formatPercent}
          names={["5 in 100", "Mean", "95 in 100"]}
          reference={{ value: 0, label: "Breaks even" }}
          level={3}
        />
        <IntervalBars
          title="Loss in a year"
          aside="9 of 10 simulated years"
          intervals={LOSSES}
          formatTick={(amount) => formatMoney(amount, "USD")}
          names={["5 in 100", "Mean", "95 in 100"]}
          level={3}
        />
        <LossExceedance title="Loss exceedance, nothing yet" curves={[]} currency="USD" level={3} />
        <IntervalBars
          title="Plans side by side"
          intervals={[]}
          formatTick={formatPercent}
          names={["5 in 100", "Mean", "95 in 100"]}
          level={3}
        />
      </div>
    </KitSection>
  );
}

const GRID = { levels: LEVELS, likelihoodNames: LIKELIHOODS, impactNames: IMPACTS, level: 3 } as const;

function KitGrid() {
  return (
    <KitSection title="Likelihood and impact">
      <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_280px]">
        <RiskGrid {...GRID} title="Residual risk" aside="9 scenarios" scenarios={SCENARIOS} />
        <div className="grid gap-8">
          <RiskGrid {...GRID} title="Beside a threat" scenarios={SCENARIOS.slice(0, 8)} compact />
          <RiskGrid {...GRID} title="Many" scenarios={DENSE_SCENARIOS} compact />
          <RiskGrid {...GRID} title="None" scenarios={[]} compact />
        </div>
      </div>
    </KitSection>
  );
}

function KitLayers() {
  return (
    <KitSection title="Layers of defence">
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <LayerStack
          title="Replay of a stolen access token"
          layers={{
            network: { credit: 0.6, creditWords: "60 %", detail: "TLS 1.3, proven" },
            application: { credit: 0.9, creditWords: "90 %", detail: "Bound tokens, proven" },
            data: { credit: 0, creditWords: "no control applies" },
            operations: { credit: 0.3, creditWords: "30 %", detail: "Two persons, claimed" },
          }}
          remainder="0.40 × 0.10 × 0.70 leaves 2.8 % of the rate."
        />
        <LayerStack
          title="Loss of a region"
          layers={{
            network: { credit: null, creditWords: "" },
            application: { credit: 0, creditWords: "no control applies" },
            data: { credit: 0, creditWords: "0 %", detail: "Backup: proof expired on 3 Nov" },
            operations: { credit: null, creditWords: "" },
          }}
          remainder="Two layers are unknown, so nothing is taken off: 100 % of the rate is left."
        />
      </div>
    </KitSection>
  );
}
