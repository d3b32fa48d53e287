import { assert } from "../kernel/assert";
import { type AppliedControl, creditOf } from "./credit";
import { residualFactor } from "./residual-factor";
import { LAYERS, type Layer } from "./vocabulary";

/** Within one defence layer only the largest credit counts. */
export const OVERLAP = 1;
/** Residual risk never reaches zero. */
export const RESIDUAL_FLOOR = 0.02;
/** Detection and response reduce a loss by at most this, in all. */
export const LOSS_REDUCTION_MAX = 0.7;

/** A finding with what stands against it. */
export interface DefendedFinding {
  /** Weight among the findings of its scenario, 1 to 5. */
  readonly likelihood: number;
  readonly controls: readonly AppliedControl[];
}

/** Largest credit in each layer; 0 where nothing counts. */
export type LayerCredits = Readonly<Record<Layer, number>>;

/**
 * The share of a finding's rate that is left: preventing controls, the largest credit of each layer, layers multiplied,
 * at least 2 %.
 *
 * @returns within [0.02, 1]
 * Source: design/model.md, "Residual".
 */
export function findingResidual(controls: readonly AppliedControl[]): number {
  return residualFactor(creditsByLayer(controls.filter(prevents)), OVERLAP, RESIDUAL_FLOOR);
}

/**
 * By how much detection and response reduce the loss of an event, with the same grouping.
 *
 * @returns within [0, 0.7]
 */
export function lossReduction(controls: readonly AppliedControl[]): number {
  const left = residualFactor(creditsByLayer(controls.filter((control) => !prevents(control))), OVERLAP, 0);
  return Math.min(LOSS_REDUCTION_MAX, 1 - left);
}

/** Which layers stand between a threat and an element, by their preventing controls: the view of defence in depth. */
export function preventingLayers(controls: readonly AppliedControl[]): LayerCredits {
  const credits = creditsByLayer(controls.filter(prevents));
  const largest = LAYERS.map((layer, index) => [layer, Math.max(0, ...(credits[index] ?? []))] as const);
  return Object.fromEntries(largest) as Record<Layer, number>;
}

/**
 * The share of a scenario's rate that is left: the mean over its findings, weighted by likelihood, so that drawing more
 * flows never multiplies money.
 *
 * @param findings those of one threat on one system
 * @returns within [0.02, 1]; null where the threat has no finding
 */
export function scenarioResidual(findings: readonly DefendedFinding[]): number | null {
  return weightedMean(findings, (finding) => findingResidual(finding.controls));
}

/** By how much detection and response reduce the scenario's loss: the same mean; null where the threat has no finding. */
export function scenarioLossReduction(findings: readonly DefendedFinding[]): number | null {
  return weightedMean(findings, (finding) => lossReduction(finding.controls));
}

function weightedMean(
  findings: readonly DefendedFinding[],
  measure: (finding: DefendedFinding) => number,
): number | null {
  let weighted = 0;
  let weights = 0;
  for (const finding of findings) {
    assert(finding.likelihood > 0, "a finding has a likelihood above 0");
    weighted += finding.likelihood * measure(finding);
    weights += finding.likelihood;
  }
  return weights === 0 ? null : weighted / weights;
}

const prevents = (control: AppliedControl) => control.function === "prevent";

const creditsByLayer = (controls: readonly AppliedControl[]): readonly (readonly number[])[] =>
  LAYERS.map((layer) => controls.filter((control) => control.layer === layer).map(creditOf));
