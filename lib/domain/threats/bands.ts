import { BAND_STEPS, type BandStep } from "./vocabulary";

/** One scale of five steps over a positive number. */
export interface Scale {
  /** The number from which steps 2, 3, 4 and 5 begin, rising; below the first it is step 1. */
  readonly from: readonly [number, number, number, number];
  /** What steps 1 to 5 are called. */
  readonly names: readonly [string, string, string, string, string];
}

/** A scale that people also enter: the number that stands for each step when only the step is known. */
export interface EnteredScale extends Scale {
  readonly typical: readonly [number, number, number, number, number];
}

/** The scales of the product; their numbers are data (`lib/catalogue/bands.yaml`). */
export interface Bands {
  /** Of events per year. */
  readonly likelihood: EnteredScale;
  /** Of the loss of one event, in the installation's currency. */
  readonly impact: EnteredScale;
  /** Of the expected loss per year that is left: residual rate × magnitude. */
  readonly level: Scale;
}

/**
 * The step that a number falls on. Equal numbers have equal steps everywhere, and a larger number never a lower one.
 *
 * Source: design/model.md, "Bands".
 */
export function stepOf(scale: Scale, value: number): BandStep {
  const passed = scale.from.filter((from) => value >= from).length;
  return BAND_STEPS[passed] ?? 5;
}

/** The name of a step. */
export function nameOf(scale: Scale, step: BandStep): string {
  return scale.names[step - 1] ?? "";
}

/** The number that stands for a step: events per year, or loss per event. */
export function typicalOf(scale: EnteredScale, step: BandStep): number {
  return scale.typical[step - 1] ?? 0;
}

/**
 * Level of what is left of a scenario.
 *
 * @param ratePerYear expected events per year after prevention
 * @param lossAmountMean mean loss of one event after detection and response
 */
export function levelOf(bands: Bands, ratePerYear: number, lossAmountMean: number): BandStep {
  return stepOf(bands.level, ratePerYear * lossAmountMean);
}

/** Level of a cell of the 5 × 5 matrix: that of its steps' typical numbers, through the same thresholds. */
export function levelOfSteps(bands: Bands, likelihood: BandStep, impact: BandStep): BandStep {
  return levelOf(bands, typicalOf(bands.likelihood, likelihood), typicalOf(bands.impact, impact));
}
