/** How far a result moves when one input does. */
export interface Swing<Input extends string> {
  readonly input: Input;
  /** Result with this input low, all others at base. */
  readonly atLow: number;
  readonly atHigh: number;
  /** |atHigh − atLow| */
  readonly size: number;
}

/**
 * Tornado: each input at its low and high end, the others at base; the largest swing first.
 *
 * @param base all inputs
 * @param ends low and high end of the inputs that are moved
 * @param result pure; for a simulated result with the same random numbers at every call
 * Source: design/risk.md, "One model", 11.
 */
export function tornado<Input extends string>(
  base: Readonly<Record<Input, number>>,
  ends: Readonly<Record<Input, readonly [low: number, high: number]>>,
  result: (inputs: Readonly<Record<Input, number>>) => number,
): readonly Swing<Input>[] {
  const inputs = Object.keys(base) as Input[];
  return inputs
    .map((input): Swing<Input> => {
      const [low, high] = ends[input];
      const atLow = result({ ...base, [input]: low });
      const atHigh = result({ ...base, [input]: high });
      return { input, atLow, atHigh, size: Math.abs(atHigh - atLow) };
    })
    .sort((a, b) => b.size - a.size);
}
