import { tallyOf } from "@/lib/domain/checklists/progress";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { riskCreditOf, scoreOfSystem } from "@/lib/domain/posture/score";
import { mean } from "@/lib/domain/quantity/distribution";
import { distributionOf } from "@/lib/domain/quantity/quantity";
import { costPerYear, DISCOUNT_DEFAULT, LIFE_YEARS_DEFAULT } from "@/lib/domain/roi/discounting";
import { type LossScenario, lossPerYearMean, UNDEFENDED } from "@/lib/domain/roi/expected-loss";
import { returnOfPlan, returnToday } from "@/lib/domain/roi/returns";
import { EVIDENCE_FACTOR } from "@/lib/domain/threats/credit";
import { findingResidual, lossReduction, scenarioResidual } from "@/lib/domain/threats/scenario-residual";
import type { Leaf } from "../expectation/expectation";
import { computeLatency, type LatencyNumbers } from "./compute-latency";
import type { GoldenInputs } from "./schema";

/** What the product computes, found by the path under which a file expects it; undefined where it computes nothing there. */
export type ComputedAt = (path: string) => Leaf | undefined;

type Numbers = Map<string, number | null>;
type Money = NonNullable<GoldenInputs["money"]>;
type Cost = NonNullable<Money["today"]>;

/**
 * Computes every number of a worked example with the functions that screens, imports and reports use.
 *
 * @returns a sentence where the example itself makes no sense: an unknown step, a quantity of no shape
 */
export function computeGolden(inputs: GoldenInputs): Result<ComputedAt, string> {
  const numbers: Numbers = new Map();
  const residual = addResiduals(numbers, inputs);
  if (inputs.money) {
    const refusal = addMoney(numbers, inputs.money, residual);
    if (refusal !== null) return err(refusal);
  }
  if (inputs.score) addScore(numbers, inputs.score);
  const latency = inputs.latency ? computeLatency(inputs.latency) : ok<LatencyNumbers>(() => undefined);
  if (!latency.ok) return latency;
  return ok((path) => (numbers.has(path) ? numbers.get(path) : latency.value(path)));
}

function addResiduals(
  numbers: Numbers,
  { findings, lossReduction: reductions }: GoldenInputs,
): number | null {
  for (const [index, { controls }] of findings.entries())
    numbers.set(`findings[${index}].expectedResidual`, findingResidual(controls));
  const residual = scenarioResidual(findings);
  numbers.set("scenario.expectedResidual", residual);
  for (const [index, { controls }] of reductions.entries()) {
    const detecting = controls.map(
      ([layer, strength, state]) =>
        ({ layer, strength, state, function: "detect", inScope: true, answersRule: true }) as const,
    );
    numbers.set(`lossReduction[${index}].expected`, lossReduction(detecting));
  }
  return residual;
}

function addMoney(numbers: Numbers, money: Money, residual: number | null): string | null {
  const rate = distributionOf(money.rate);
  if (!rate.ok) return `money.rate: ${rate.error.reason}`;
  const loss = distributionOf(money.loss);
  if (!loss.ok) return `money.loss: ${loss.error.reason}`;
  const scenario: LossScenario = { name: "golden", ratePerYear: rate.value, lossAmount: loss.value };
  const without = lossPerYearMean(scenario, UNDEFENDED);
  numbers.set("money.expectedMeanLoss", mean(loss.value));
  numbers.set("money.expectedAleNoControls", without);
  if (residual === null) return null;
  const today = lossPerYearMean(scenario, { residual, lossReduction: money.lossReductionOfToday });
  numbers.set("money.expectedAleToday", today);
  if (!money.today) return null;
  const costToday = yearlyCost(money.today, money.today);
  numbers.set("money.today.expectedAnnualCost", costToday);
  numbers.set("money.expectedReturnToday", returnToday(without, today, costToday));
  if (!money.plan) return null;
  const costOfPlan = yearlyCost(money.plan, money.today);
  const withPlan = lossPerYearMean(scenario, money.plan);
  numbers.set("money.plan.expectedAnnualCost", costOfPlan);
  numbers.set("money.plan.expectedAle", withPlan);
  numbers.set(
    "money.plan.expectedReturn",
    returnOfPlan(
      { lossPerYear: today, costPerYear: costToday },
      { lossPerYear: withPlan, costPerYear: costOfPlan },
    ),
  );
  return null;
}

/** Life and discount where a cost leaves them out are those of today's, then the defaults. */
const yearlyCost = (cost: Cost, today: Cost) =>
  costPerYear({
    oneOffAmount: cost.oneOff,
    perYear: cost.perYear,
    lifeYears: cost.lifeYears ?? today.lifeYears ?? LIFE_YEARS_DEFAULT,
    discount: cost.discount ?? today.discount ?? DISCOUNT_DEFAULT,
  });

function addScore(numbers: Numbers, { items, scenarios }: NonNullable<GoldenInputs["score"]>): void {
  const tally = tallyOf(
    items.map(([kind, state]) => ({
      must: kind === "must",
      standing: {
        state,
        credit: state === "not-applicable" ? null : EVIDENCE_FACTOR[state],
        remark: { kind: "not-done" },
        badges: [],
      },
    })),
  );
  const risks = scenarios.map(({ inherentExpectedLoss, residual }) => ({
    inherentPerYear: inherentExpectedLoss,
    defence: { residual },
  }));
  const score = scoreOfSystem(tally, risks);
  numbers.set("score.expectedItemCredit", tally.creditMean);
  numbers.set("score.expectedRiskCredit", riskCreditOf(risks));
  numbers.set("score.expectedScore", score.scored ? score.score : null);
}
