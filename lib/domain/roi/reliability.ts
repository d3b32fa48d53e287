import { assert } from "../kernel/assert";

/** How a control behaves over a year. */
export interface ControlReliability {
  /** Share of the elements that it covers. */
  readonly coverage: number;
  /** Effect while it works as intended, within [0, 1]. */
  readonly intended: number;
  /** Effect while it does not. */
  readonly degraded: number;
}

/**
 * Share of the year in which a control works as intended: 1 − failures a year × days each / 365.
 *
 * @returns within [0, 1]
 * Source: design/risk.md, "One model".
 */
export function reliabilityOf(failuresPerYear: number, daysEach: number): number {
  assert(failuresPerYear >= 0 && daysEach >= 0, "failures and their days are not negative");
  return Math.max(0, 1 - (failuresPerYear * daysEach) / 365);
}

/**
 * The chance that a control works on any day if each of the `daysEach` days before was free of the start of a failure:
 * (1 − failures/365)^days. Used by files of FAIR-CAM tools; for imports only.
 *
 * Source: data/risk/vectors.json, faircam-opeff (formula of pyfair-cam).
 */
export function reliabilityByDay(failuresPerYear: number, daysEach: number): number {
  assert(
    failuresPerYear >= 0 && failuresPerYear <= 365 && daysEach >= 0,
    "at most one failure starts on a day",
  );
  return (1 - failuresPerYear / 365) ** daysEach;
}

/** Effect of a control over a year: coverage · (rel · intended + (1 − rel) · degraded). */
export function effectOverYear(
  { coverage, intended, degraded }: ControlReliability,
  reliability: number,
): number {
  return coverage * (reliability * intended + (1 - reliability) * degraded);
}
