import { assert } from "../kernel/assert";

/** What a single asset faces, and how well money protects it. */
export interface GordonLoebInputs {
  /** Chance that an attack succeeds before anything is spent, within (0, 1). */
  readonly vulnerability: number;
  /** Expected loss if it does: chance of the attack times damage. It does not contain the vulnerability. */
  readonly lossAmount: number;
  /** How productive money is, per unit of money; above 0. */
  readonly alpha: number;
}

/** The best amount to spend and what it does. */
export interface BestSpending {
  readonly spendAmount: number;
  /** Vulnerability that is left. */
  readonly vulnerabilityLeft: number;
  /** Reduction of the expected loss minus what was spent. */
  readonly netBenefitAmount: number;
}

/** Breach chance of class I: S(z) = v / (alpha·z + 1)^beta. */
export function vulnerabilityClass1(
  vulnerability: number,
  spendAmount: number,
  alpha: number,
  beta: number,
): number {
  return vulnerability / (alpha * spendAmount + 1) ** beta;
}

/** Breach chance of class II: S(z) = v^(alpha·z + 1). */
export function vulnerabilityClass2(vulnerability: number, spendAmount: number, alpha: number): number {
  return vulnerability ** (alpha * spendAmount + 1);
}

/**
 * Best spending under class I: z* = ((alpha·beta·v·L)^(1/(beta + 1)) − 1)/alpha, at least 0.
 *
 * @param inputs with `beta` above 0
 * Source: Gordon & Loeb 2002, The economics of information security investment, ACM TISSEC 5, 438–457.
 */
export function bestSpendingClass1(inputs: GordonLoebInputs & { readonly beta: number }): BestSpending {
  const { vulnerability, lossAmount, alpha, beta } = checked(inputs);
  const free = ((alpha * beta * vulnerability * lossAmount) ** (1 / (beta + 1)) - 1) / alpha;
  const spendAmount = Math.max(0, free);
  return outcome(inputs, spendAmount, vulnerabilityClass1(vulnerability, spendAmount, alpha, beta));
}

/**
 * Best spending under class II: z* = ln(1/(−alpha·v·L·ln v))/(alpha·ln v), at least 0.
 *
 * Source: as for class I.
 */
export function bestSpendingClass2(inputs: GordonLoebInputs): BestSpending {
  const { vulnerability, lossAmount, alpha } = checked(inputs);
  const lnV = Math.log(vulnerability);
  const free = Math.log(1 / (-alpha * vulnerability * lossAmount * lnV)) / (alpha * lnV);
  const spendAmount = Math.max(0, free);
  return outcome(inputs, spendAmount, vulnerabilityClass2(vulnerability, spendAmount, alpha));
}

/**
 * An upper bound of the best spending, for these two classes only: the expected loss (vulnerability included, once)
 * divided by e. A bound, not the optimum.
 */
export function spendingBound(expectedLossAmount: number): number {
  return expectedLossAmount / Math.E;
}

function checked<T extends GordonLoebInputs>(inputs: T): T {
  const { vulnerability, lossAmount, alpha } = inputs;
  assert(
    vulnerability > 0 && vulnerability < 1 && lossAmount >= 0 && alpha > 0,
    "the inputs of Gordon and Loeb are positive",
  );
  return inputs;
}

const outcome = (
  { vulnerability, lossAmount }: GordonLoebInputs,
  spendAmount: number,
  vulnerabilityLeft: number,
): BestSpending => ({
  spendAmount,
  vulnerabilityLeft,
  netBenefitAmount: (vulnerability - vulnerabilityLeft) * lossAmount - spendAmount,
});
