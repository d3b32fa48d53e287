import { type Distribution, mean } from "../quantity/distribution";

/** Loss of one event as asset value × exposed share (single loss expectancy). Source: (ISC)² CISSP, SLE = AV × EF. */
export function singleLoss(assetValueAmount: number, exposedShare: number): number {
  return assetValueAmount * exposedShare;
}

/** A threat in money, before any control. */
export interface LossScenario {
  /** Names the scenario's random numbers; adding another scenario changes nothing here. */
  readonly name: string;
  /** Events per year. */
  readonly ratePerYear: Distribution;
  /** Loss of one event. */
  readonly lossAmount: Distribution;
  /** A second loss that some events draw after them: fines, lost customers. */
  readonly secondary?: { readonly probability: number; readonly lossAmount: Distribution } | undefined;
}

/** What controls leave of a scenario. */
export interface Defence {
  /** Share of events that still happen, within [0, 1]: the scenario's residual. */
  readonly residual: number;
  /** By how much detection and response reduce a loss, within [0, 1]. */
  readonly lossReduction: number;
  /** The same for the secondary loss; as the primary where it is left out. */
  readonly secondaryLossReduction?: number | undefined;
}

/** No controls at all. */
export const UNDEFENDED: Defence = { residual: 1, lossReduction: 0 };

/** Mean loss of one event that happens, after detection and response. */
export function lossAmountMean({ lossAmount, secondary }: LossScenario, defence: Defence): number {
  const { lossReduction, secondaryLossReduction = lossReduction } = defence;
  const primary = mean(lossAmount) * (1 - lossReduction);
  if (secondary === undefined) return primary;
  return primary + secondary.probability * mean(secondary.lossAmount) * (1 - secondaryLossReduction);
}

/**
 * Expected loss per year in closed form: mean rate × residual × mean loss. Rate and loss are independent, so the mean of
 * the product is the product of the means; every simulation is checked against it.
 *
 * Source: design/risk.md, "One model", 3.
 */
export function lossPerYearMean(scenario: LossScenario, defence: Defence): number {
  return mean(scenario.ratePerYear) * defence.residual * lossAmountMean(scenario, defence);
}
