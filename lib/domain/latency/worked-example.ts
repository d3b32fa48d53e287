import { type LatencySummary, summaryOf } from "./grid-distribution";
import { evaluatePath } from "./request-path";
import { SEED_PATH, SEED_STEPS } from "./seed-preset";
import { sharesNear } from "./shares";
import { type Step, stepMsAt, stepMsMean } from "./step";

/** A step of the worked example with its own percentiles. */
export interface ExampleStep extends LatencySummary {
  readonly id: keyof typeof SEED_STEPS;
  /** Its mean time in requests near the percentile that is asked for; over all steps these add up. */
  readonly msShare: number;
}

/** The seed's example: three steps, and what a request really takes for all of them. */
export interface WorkedExample {
  readonly steps: readonly ExampleStep[];
  readonly sum: LatencySummary;
  /** What adding up the percentiles of the steps would say; it is wrong, above the middle too much and below it too little. */
  readonly percentilesAdded: Pick<LatencySummary, "msP50" | "msP95" | "msP99">;
}

/**
 * The preset of a new system as a worked example of why percentiles are never added.
 *
 * @param probability of the shares, within [0, 1]
 */
export function workedExample(probability: number): WorkedExample {
  const evaluated = evaluatePath(SEED_PATH);
  if (!evaluated.ok) throw new Error(evaluated.error.reason);
  const shares = new Map<string, number>(
    sharesNear(evaluated.value, probability).map(({ id, ms }) => [id, ms]),
  );
  const ids = Object.keys(SEED_STEPS) as (keyof typeof SEED_STEPS)[];
  const steps = ids.map((id) => ({ id, ...exactly(SEED_STEPS[id]), msShare: shares.get(id) ?? 0 }));
  const added = (of: "msP50" | "msP95" | "msP99") => steps.reduce((sum, step) => sum + step[of], 0);
  return {
    steps,
    sum: summaryOf(evaluated.value.distribution),
    percentilesAdded: { msP50: added("msP50"), msP95: added("msP95"), msP99: added("msP99") },
  };
}

/** A single step, without the grid. */
function exactly(step: Step): LatencySummary {
  return {
    msMean: stepMsMean(step),
    msP50: stepMsAt(step, 0.5),
    msP95: stepMsAt(step, 0.95),
    msP99: stepMsAt(step, 0.99),
    msMin: stepMsAt(step, 0),
    msMax: stepMsAt(step, 1),
  };
}
