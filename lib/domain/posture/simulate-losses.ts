import { ok, type Result } from "../kernel/result";
import { mean } from "../quantity/distribution";
import type { RunSeed } from "../random/stream";
import {
  drawEvents,
  type EventLog,
  type SIMULATION_VERSION,
  type SimulationRefusal,
  yearlyLosses,
} from "../roi/events";
import { type ExceedancePoint, exceedanceAt, exceedanceCurve } from "../roi/exceedance";
import { type Defence, type LossScenario, lossPerYearMean, UNDEFENDED } from "../roi/expected-loss";
import {
  type Estimate,
  meanEstimate,
  type PercentileEstimate,
  sortedLosses,
  standardErrorsFrom,
  valueAtRisk,
} from "../roi/loss-statistics";
import { type SimulatedReturn, simulatedReturn } from "../roi/simulated-return";

/** A way of defending the scenarios, with what it costs a year. */
export interface LossStance {
  /** One per scenario, in their order. */
  readonly defences: readonly Defence[];
  readonly costPerYear: number;
}

/** The scenarios of a system with how they are defended now. */
export interface LossInputs {
  /** Each with a name of its own. */
  readonly scenarios: readonly LossScenario[];
  readonly today: LossStance;
  readonly seed: RunSeed;
}

/** The losses of some simulated years under one stance. */
export interface SimulatedLoss {
  readonly curve: readonly ExceedancePoint[];
  readonly perYear: Estimate;
  /** The same mean by formula, and how many standard errors the simulation lies from it: more than 4 is a defect. */
  readonly closedFormPerYear: number;
  readonly standardErrorsApart: number;
  /** The loss of the worst year in twenty. */
  readonly worstInTwenty: PercentileEstimate;
}

/** What a simulation says about a system without controls and as it stands. */
export interface SimulatedMoney {
  readonly seed: RunSeed;
  readonly years: number;
  readonly version: typeof SIMULATION_VERSION;
  readonly inherent: SimulatedLoss;
  readonly today: SimulatedLoss;
  readonly returnToday: SimulatedReturn;
}

/** What it says about a plan, with the same random numbers. */
export interface SimulatedPlan {
  readonly plan: SimulatedLoss;
  /** Against today; its return is null unless the plan adds cost. */
  readonly returnOfPlan: SimulatedReturn;
}

/** What a page shows of it, or why it shows nothing. */
export type Simulated =
  | { readonly ok: true; readonly money: SimulatedMoney; readonly plan: SimulatedPlan | null }
  | { readonly ok: false; readonly reason: string };

/** A simulation that is under way: its events, and the losses of each year that plans are compared with. */
export interface LossRun {
  readonly money: SimulatedMoney;
  readonly plan: (stance: LossStance) => SimulatedPlan;
}

/** Years and events that are simulated: enough for the worst year in a thousand, few enough to wait for. */
export const YEARS_USUAL = 20_000;
const YEARS_LEAST = 1_000;
const EVENTS_WANTED = 100_000;
/** Points of a curve besides those of its worst years: by orders of magnitude of the probability, and evenly. */
const CURVE_POINTS = 48;
const EVEN_POINTS = 32;

/**
 * Simulates the losses of a system: without controls, as it stands, and with any plan; all by thinning the same events.
 *
 * @returns the same to the last bit for the same inputs
 */
export function startLossRun(inputs: LossInputs): Result<LossRun, SimulationRefusal> {
  const { scenarios, today, seed } = inputs;
  const drawn = drawEvents(scenarios, seed, yearsFor(scenarios));
  if (!drawn.ok) return drawn;
  const log = drawn.value;
  const without = scenarios.map(() => UNDEFENDED);
  const lossesWithout = yearlyLosses(log, without);
  const lossesToday = yearlyLosses(log, today.defences);
  const money: SimulatedMoney = {
    seed,
    years: log.years,
    version: log.version,
    inherent: lossOf(lossesWithout, scenarios, without),
    today: lossOf(lossesToday, scenarios, today.defences),
    returnToday: simulatedReturn(lossesWithout, lossesToday, today.costPerYear),
  };
  return ok({ money, plan: (stance) => planOf(log, scenarios, lossesToday, today, stance) });
}

/** The curve from the least loss on: one minus what it begins with is the share of the years that lose nothing. */
function curveOf(sorted: Float64Array): readonly ExceedancePoint[] {
  const first = sorted.findIndex((loss) => loss > 0);
  if (first < 0) return [];
  const losing = sorted.length - first;
  const even = Array.from(
    { length: EVEN_POINTS },
    (_, place) => sorted[first + Math.floor((losing * place) / EVEN_POINTS)],
  );
  const tail = exceedanceCurve(sorted, CURVE_POINTS).map(({ lossAmount }) => lossAmount);
  const losses = new Set([...even, ...tail].filter((loss) => loss !== undefined && loss > 0));
  return [...losses].toSorted((a, b) => (a ?? 0) - (b ?? 0)).map((loss) => exceedanceAt(sorted, loss ?? 0));
}

/** So many years that the run has about as many events as are wanted; a round number. */
export function yearsFor(scenarios: readonly LossScenario[]): number {
  const perYear = scenarios.reduce((sum, { ratePerYear }) => sum + mean(ratePerYear), 0);
  const wanted = Math.floor(EVENTS_WANTED / Math.max(perYear, 1e-9) / 1_000) * 1_000;
  return Math.min(YEARS_USUAL, Math.max(YEARS_LEAST, wanted));
}

function planOf(
  log: EventLog,
  scenarios: readonly LossScenario[],
  lossesToday: Float64Array,
  today: LossStance,
  { defences, costPerYear }: LossStance,
): SimulatedPlan {
  const losses = yearlyLosses(log, defences);
  return {
    plan: lossOf(losses, scenarios, defences),
    returnOfPlan: simulatedReturn(lossesToday, losses, costPerYear - today.costPerYear),
  };
}

function lossOf(
  losses: Float64Array,
  scenarios: readonly LossScenario[],
  defences: readonly Defence[],
): SimulatedLoss {
  const sorted = sortedLosses(losses);
  const perYear = meanEstimate(losses);
  const closedFormPerYear = scenarios.reduce(
    (sum, scenario, index) => sum + lossPerYearMean(scenario, defences[index] ?? UNDEFENDED),
    0,
  );
  return {
    curve: curveOf(sorted),
    perYear,
    closedFormPerYear,
    standardErrorsApart: standardErrorsFrom(perYear, closedFormPerYear),
    worstInTwenty: valueAtRisk(sorted, 0.95),
  };
}
