import type { ThreatId } from "../catalogue/threat";
import { mean } from "../quantity/distribution";
import { type Defence, lossAmountMean, lossPerYearMean, UNDEFENDED } from "../roi/expected-loss";
import { returnToday } from "../roi/returns";
import { levelOf, stepOf } from "../threats/bands";
import type { BandStep } from "../threats/vocabulary";
import type { AssessedScenario } from "./assess-threats";
import type { Coverage } from "./coverage";
import type { LossFact, PostureFacts } from "./facts";

/** A scenario in money, per year. */
export interface ScenarioMoney {
  readonly threat: ThreatId;
  readonly loss: LossFact;
  readonly defence: Defence;
  /** Expected loss before any control, and with those that count. */
  readonly inherentPerYear: number;
  readonly residualPerYear: number;
  /** Places on the 5 × 5 matrix, before and after. */
  readonly inherent: Place;
  readonly residual: Place;
}

/** A place on the 5 × 5 matrix, with the level that the exact numbers give. */
export interface Place {
  readonly likelihood: BandStep;
  readonly impact: BandStep;
  readonly level: BandStep;
}

/** A system in money, per year. */
export interface MoneyAssessment {
  readonly scenarios: readonly ScenarioMoney[];
  readonly inherentPerYear: number;
  readonly residualPerYear: number;
  /** Of the controls in use. */
  readonly costPerYear: number;
  /** Return on what is in use; null where nothing is spent. 1 is 100 %. */
  readonly returnRatio: number | null;
}

/** Expected losses of a system in closed form, and what the controls in use bring for their cost. */
export function assessMoney(
  facts: PostureFacts,
  assessed: readonly AssessedScenario[],
  coverage: Coverage,
): MoneyAssessment {
  const scenarios = assessed.flatMap((scenario) => {
    const loss = facts.losses.find(({ threat }) => threat === scenario.threat.id);
    const { residual, lossReduction } = scenario;
    return loss && residual !== null ? [moneyOf(loss, { residual, lossReduction }, facts)] : [];
  });
  const inherentPerYear = scenarios.reduce((sum, one) => sum + one.inherentPerYear, 0);
  const residualPerYear = scenarios.reduce((sum, one) => sum + one.residualPerYear, 0);
  const costPerYear = coverage.controls.reduce(
    (sum, control) => sum + (control.counts === "in-use" ? control.costPerYear : 0),
    0,
  );
  return {
    scenarios,
    inherentPerYear,
    residualPerYear,
    costPerYear,
    returnRatio: returnToday(inherentPerYear, residualPerYear, costPerYear),
  };
}

function moneyOf(loss: LossFact, defence: Defence, facts: PostureFacts): ScenarioMoney {
  return {
    threat: loss.threat,
    loss,
    defence,
    inherentPerYear: lossPerYearMean(loss.scenario, UNDEFENDED),
    residualPerYear: lossPerYearMean(loss.scenario, defence),
    inherent: placeOf(loss, UNDEFENDED, facts),
    residual: placeOf(loss, defence, facts),
  };
}

function placeOf({ scenario }: LossFact, defence: Defence, { bands }: PostureFacts): Place {
  const ratePerYear = mean(scenario.ratePerYear) * defence.residual;
  const lossMean = lossAmountMean(scenario, defence);
  return {
    likelihood: stepOf(bands.likelihood, ratePerYear),
    impact: stepOf(bands.impact, lossMean),
    level: levelOf(bands, ratePerYear, lossMean),
  };
}
