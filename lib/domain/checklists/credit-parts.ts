import { type CountedItem, MUST_WEIGHT, OTHER_WEIGHT } from "./progress";

/** One line of the sum behind a mean credit. */
export interface CreditPart {
  readonly must: boolean;
  readonly weight: number;
  readonly proven: number;
  readonly claimed: number;
  /** All that count: everything but what is not applicable. */
  readonly counted: number;
  /** weight × (1 × proven + 0.5 × claimed) */
  readonly earned: number;
  /** weight × counted: what it would be if all were proven. */
  readonly most: number;
}

/**
 * What the mean credit of a list of items is made of: must-items first, then the others.
 * The mean is the sum of `earned` over the sum of `most`, equal to the tally's `creditMean`.
 */
export function creditParts(items: readonly Omit<CountedItem, "phase">[]): readonly CreditPart[] {
  return [true, false].map((must) => {
    const own = items.filter((item) => item.must === must && item.standing.credit !== null);
    const of = (state: "proven" | "claimed") => own.filter(({ standing }) => standing.state === state).length;
    const weight = must ? MUST_WEIGHT : OTHER_WEIGHT;
    const credit = own.reduce((sum, { standing }) => sum + (standing.credit ?? 0), 0);
    return {
      must,
      weight,
      proven: of("proven"),
      claimed: of("claimed"),
      counted: own.length,
      earned: weight * credit,
      most: weight * own.length,
    };
  });
}
