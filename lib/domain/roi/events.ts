import { assert } from "../kernel/assert";
import { err, ok, type Result } from "../kernel/result";
import { ln } from "../numeric/elementary";
import { mean } from "../quantity/distribution";
import { samplerOf } from "../quantity/sampler";
import { type RandomStream, type RunSeed, randomStream } from "../random/stream";
import type { Defence, LossScenario } from "./expected-loss";

/** Version of the way events are made from a seed; a result carries it, so that the same bytes come back or it says why not. */
export const SIMULATION_VERSION = 1;
export const YEARS_MAX = 1_000_000;
/** Of one run, all scenarios together: about 250 MB. */
export const EVENTS_MAX = 10_000_000;

export interface SimulationRefusal {
  readonly code: "bad-years" | "too-many-events" | "same-name";
  readonly reason: string;
}

/** Everything that could happen to one scenario in the simulated years, before any control; in the order of time. */
export interface ScenarioEvents {
  readonly name: string;
  /** Year of each event, 0 to years − 1, never falling. */
  readonly year: Uint32Array;
  /** An event happens where this random number is below the residual. */
  readonly threshold: Float64Array;
  /** Primary loss of each event. */
  readonly lossAmount: Float64Array;
  /** Secondary loss of each event, 0 where it draws none. */
  readonly secondaryAmount: Float64Array;
}

/** The random part of a simulation, made once; what-ifs are read from it. */
export interface EventLog {
  readonly seed: RunSeed;
  readonly years: number;
  readonly version: typeof SIMULATION_VERSION;
  readonly scenarios: readonly ScenarioEvents[];
}

/**
 * Draws the events of some years, event by event: N ~ Poisson(rate) a year with the rate drawn anew each year from its
 * range, each event with its loss. Defences do not enter: they thin the events later, so that every what-if uses the same
 * random numbers and is exact in the difference.
 *
 * Each scenario and each factor has its own stream, so adding a scenario changes no other one's events.
 * @param scenarios each with a name of its own
 * @param years 1 to 1,000,000
 * Source: design/risk.md, "One model", 2; Lewis & Shedler 1979 (thinning).
 */
export function drawEvents(
  scenarios: readonly LossScenario[],
  seed: RunSeed,
  years: number,
): Result<EventLog, SimulationRefusal> {
  if (!(Number.isInteger(years) && years >= 1 && years <= YEARS_MAX))
    return err({ code: "bad-years", reason: `Simulate 1 to ${YEARS_MAX} years.` });
  if (new Set(scenarios.map(({ name }) => name)).size < scenarios.length)
    return err({ code: "same-name", reason: "Give every scenario a name of its own." });
  const expected = scenarios.reduce((sum, { ratePerYear }) => sum + mean(ratePerYear) * years, 0);
  const tooMany = {
    code: "too-many-events",
    reason: `These rates make more than ${EVENTS_MAX} events: simulate fewer years.`,
  } as const;
  if (!(expected <= EVENTS_MAX)) return err(tooMany);
  const drawn: ScenarioEvents[] = [];
  let left = EVENTS_MAX;
  for (const scenario of scenarios) {
    const year = drawYears(scenario, seed, years, left);
    if (year === null) return err(tooMany);
    left -= year.length;
    drawn.push(withLosses(scenario, seed, year));
  }
  return ok({ seed, years, version: SIMULATION_VERSION, scenarios: drawn });
}

/**
 * Loss of each simulated year under a defence of each scenario.
 *
 * @param defences one per scenario of the log, in its order
 * @returns one amount per year, ≥ 0; never higher anywhere for a lower residual or a higher loss reduction
 */
export function yearlyLosses(log: EventLog, defences: readonly Defence[]): Float64Array {
  assert(defences.length === log.scenarios.length, "each scenario has its defence");
  const losses = new Float64Array(log.years);
  for (const [index, events] of log.scenarios.entries()) {
    const defence = defences[index];
    if (defence !== undefined) addLosses(losses, events, defence);
  }
  return losses;
}

function addLosses(losses: Float64Array, events: ScenarioEvents, defence: Defence): void {
  const { residual, lossReduction, secondaryLossReduction = lossReduction } = defence;
  const { year, threshold, lossAmount, secondaryAmount } = events;
  const primary = 1 - lossReduction;
  const secondary = 1 - secondaryLossReduction;
  for (let event = 0; event < year.length; event++) {
    if ((threshold[event] ?? 1) >= residual) continue;
    const at = year[event] ?? 0;
    losses[at] =
      (losses[at] ?? 0) + (lossAmount[event] ?? 0) * primary + (secondaryAmount[event] ?? 0) * secondary;
  }
}

/**
 * Years of the events of one scenario. The time between events is exponential in units of expected events, so rare threats
 * cost next to nothing and no rate is too small to be simulated.
 *
 * @returns null where there are more than `countMax`
 */
function drawYears(
  scenario: LossScenario,
  seed: RunSeed,
  years: number,
  countMax: number,
): Uint32Array | null {
  const { name, ratePerYear } = scenario;
  const arrivals = randomStream(seed, `${name}/arrivals`);
  const rates = randomStream(seed, `${name}/rate`);
  const sampleRate = samplerOf(ratePerYear);
  const rateOf = ratePerYear.kind === "constant" ? () => ratePerYear.value : () => sampleRate(rates.next());
  let year = new Uint32Array(Math.ceil(mean(ratePerYear) * years * 1.1) + 64);
  let count = 0;
  let reached = 0;
  let nextAt = exponential(arrivals);
  for (let current = 0; current < years; current++) {
    reached += Math.max(0, rateOf());
    while (nextAt <= reached) {
      if (count === countMax) return null;
      if (count === year.length) year = grown(year);
      year[count] = current;
      count += 1;
      nextAt += exponential(arrivals);
    }
  }
  return year.slice(0, count);
}

function withLosses(
  { name, lossAmount, secondary }: LossScenario,
  seed: RunSeed,
  year: Uint32Array,
): ScenarioEvents {
  const thresholds = randomStream(seed, `${name}/threshold`);
  const losses = randomStream(seed, `${name}/loss`);
  const sampleLoss = samplerOf(lossAmount);
  return {
    name,
    year,
    threshold: filled(year.length, thresholds.next),
    lossAmount: filled(year.length, () => sampleLoss(losses.next())),
    secondaryAmount:
      secondary === undefined
        ? new Float64Array(year.length)
        : secondaryLosses(name, secondary, seed, year.length),
  };
}

function secondaryLosses(
  name: string,
  { probability, lossAmount }: NonNullable<LossScenario["secondary"]>,
  seed: RunSeed,
  count: number,
): Float64Array {
  const chances = randomStream(seed, `${name}/secondary chance`);
  const losses = randomStream(seed, `${name}/secondary loss`);
  const sample = samplerOf(lossAmount);
  return filled(count, () => {
    // Both are drawn for every event, so that a changed chance moves no other event's loss.
    const loss = sample(losses.next());
    return chances.next() < probability ? loss : 0;
  });
}

function filled(count: number, value: () => number): Float64Array {
  const values = new Float64Array(count);
  for (let index = 0; index < count; index++) values[index] = value();
  return values;
}

const exponential = (stream: RandomStream) => -ln(stream.next());

function grown(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(values.length * 2);
  more.set(values);
  return more;
}
