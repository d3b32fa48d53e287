import { assert } from "../kernel/assert";
import { err, ok, type Result } from "../kernel/result";

/**
 * How long one security step of a request takes, in milliseconds.
 *
 * - constant and uniform: as they say; the seed's preset steps are uniform.
 * - quantiles: the straight-line quantile function through (0, p50/2), (.5, p50), (.95, p95), (.99, p99),
 *   (1, p99 + (p99 − p95)).
 * - mixture: a hit with `hitProbability`, else a miss: a kept-alive connection, a cached answer. Never their mean.
 * Source: design/model.md, "Milliseconds".
 */
export type Step =
  | { readonly kind: "constant"; readonly ms: number }
  | { readonly kind: "uniform"; readonly msMin: number; readonly msMax: number }
  | { readonly kind: "quantiles"; readonly msP50: number; readonly msP95: number; readonly msP99: number }
  | { readonly kind: "mixture"; readonly hitProbability: number; readonly hit: Step; readonly miss: Step };

/** A part of a step's distribution: uniform from `msFrom` to `msTo`, or one value where they are the same. */
export interface Piece {
  readonly probability: number;
  readonly msFrom: number;
  readonly msTo: number;
}

/** No single security step is taken to last longer: 60 s. */
export const STEP_MS_MAX = 60_000;
/** Mixtures of mixtures go no deeper than this. */
export const MIXTURE_DEPTH_MAX = 5;

export interface StepRefusal {
  readonly code: "out-of-range" | "not-ordered" | "no-probability" | "too-deep";
  readonly reason: string;
}

/** Checks a step as entered or read; refuses numbers that are out of range or out of order. */
export function parseStep(step: Step): Result<Step, StepRefusal> {
  const refusal = refusalOf(step, 1);
  return refusal === null ? ok(step) : err(refusal);
}

/**
 * A step as pieces that are uniform inside, the form in which it is computed with; exact.
 *
 * @returns probabilities sum to 1; pieces of probability 0 are left out
 * @throws when the step was not checked
 */
export function piecesOf(step: Step): readonly Piece[] {
  switch (step.kind) {
    case "constant":
      return [piece(1, step.ms, step.ms)];
    case "uniform":
      return [piece(1, step.msMin, step.msMax)];
    case "quantiles": {
      const { msP50, msP95, msP99 } = step;
      return [
        piece(0.5, msP50 / 2, msP50),
        piece(0.45, msP50, msP95),
        piece(0.04, msP95, msP99),
        piece(0.01, msP99, msP99 + (msP99 - msP95)),
      ];
    }
    case "mixture": {
      const scaled = (share: number, of: Step) =>
        piecesOf(of).map((part) => ({ ...part, probability: share * part.probability }));
      const parts = [...scaled(step.hitProbability, step.hit), ...scaled(1 - step.hitProbability, step.miss)];
      return parts.filter(({ probability }) => probability > 0);
    }
  }
}

/** Mean of a step in milliseconds, exact. */
export function stepMsMean(step: Step): number {
  return piecesOf(step).reduce(
    (sum, { probability, msFrom, msTo }) => sum + (probability * (msFrom + msTo)) / 2,
    0,
  );
}

/**
 * The time that a step stays within with a probability, exact (no grid).
 *
 * @param probability within [0, 1]
 */
export function stepMsAt(step: Step, probability: number): number {
  const pieces = piecesOf(step);
  const edges = [...new Set(pieces.flatMap(({ msFrom, msTo }) => [msFrom, msTo]))].sort((a, b) => a - b);
  let low = { ms: edges[0] ?? 0, reached: 0 };
  for (const ms of edges) {
    const before = reachedBefore(pieces, ms);
    if (before > probability && ms > low.ms)
      return low.ms + ((ms - low.ms) * (probability - low.reached)) / (before - low.reached);
    low = { ms, reached: reachedUpTo(pieces, ms) };
    if (low.reached >= probability) return ms;
  }
  return low.ms;
}

function piece(probability: number, msFrom: number, msTo: number): Piece {
  assert(
    msFrom >= 0 && msTo >= msFrom && Number.isFinite(msTo),
    "a step's times are checked before they are used",
  );
  return { probability, msFrom, msTo };
}

const reachedBefore = (pieces: readonly Piece[], ms: number) => reached(pieces, ms, ({ msTo }) => msTo < ms);
const reachedUpTo = (pieces: readonly Piece[], ms: number) => reached(pieces, ms, ({ msTo }) => msTo <= ms);

function reached(pieces: readonly Piece[], ms: number, isOver: (part: Piece) => boolean): number {
  return pieces.reduce((sum, part) => {
    if (isOver(part)) return sum + part.probability;
    if (part.msFrom >= ms || part.msFrom === part.msTo) return sum;
    return sum + (part.probability * (ms - part.msFrom)) / (part.msTo - part.msFrom);
  }, 0);
}

function refusalOf(step: Step, depth: number): StepRefusal | null {
  if (step.kind === "mixture") {
    if (depth >= MIXTURE_DEPTH_MAX)
      return { code: "too-deep", reason: `Nest hits and misses at most ${MIXTURE_DEPTH_MAX} levels.` };
    if (!(step.hitProbability >= 0 && step.hitProbability <= 1))
      return { code: "no-probability", reason: "Give the share of hits as a number from 0 to 1." };
    return refusalOf(step.hit, depth + 1) ?? refusalOf(step.miss, depth + 1);
  }
  const times = timesOf(step);
  if (!times.every((ms) => ms >= 0 && ms <= STEP_MS_MAX))
    return { code: "out-of-range", reason: `Give times from 0 to ${STEP_MS_MAX} ms.` };
  return times.some((ms, index) => ms < (times[index - 1] ?? 0))
    ? { code: "not-ordered", reason: "Give the times in rising order." }
    : null;
}

function timesOf(step: Exclude<Step, { kind: "mixture" }>): readonly number[] {
  switch (step.kind) {
    case "constant":
      return [step.ms];
    case "uniform":
      return [step.msMin, step.msMax];
    case "quantiles":
      return [step.msP50, step.msP95, step.msP99];
  }
}
