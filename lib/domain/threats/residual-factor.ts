import { assert } from "../kernel/assert";

/**
 * What is left of a threat after groups of overlapping protections: R = max(floor, Π_g (1 − E_g)) with
 * E_g = (1 − rho)·[1 − Π(1 − e)] + rho·max e.
 *
 * Never rises when an effect is added, and an effect of 0 changes nothing, to the last bit. One function serves matrix,
 * return and portfolio; which groups, rho and floor the product uses is ruled elsewhere (`scenario-residual.ts`).
 * @param groups effects within [0, 1] by overlap group, any order
 * @param rho how far the effects of one group overlap: 0 independent, 1 fully (only the largest counts)
 * @param floor what always remains, within [0, 1]
 * @returns within [floor, 1]
 * Source: design/model.md, "Residual"; design/risk.md, "One model", 1.
 */
export function residualFactor(groups: Iterable<readonly number[]>, rho: number, floor: number): number {
  assert(isShare(rho) && isShare(floor), "overlap and floor are within 0 and 1");
  let factor = 1;
  for (const effects of groups) factor *= 1 - groupEffect(effects, rho);
  return Math.max(floor, factor);
}

/** Effect of one group, within [0, 1]; 0 for an empty one. */
export function groupEffect(effects: readonly number[], rho: number): number {
  assert(effects.every(isShare), "an effect is within 0 and 1");
  const largest = effects.reduce((max, effect) => Math.max(max, effect), 0);
  if (rho === 1) return largest;
  // In one order, whatever the order of the list, so that the same effects give the same bits.
  const left = effects.toSorted((a, b) => a - b).reduce((product, effect) => product * (1 - effect), 1);
  return Math.min(1, (1 - rho) * (1 - left) + rho * largest);
}

const isShare = (value: number) => value >= 0 && value <= 1;
