import type { Brand } from "../kernel/brand";
import { err, ok, type Result } from "../kernel/result";
import {
  GRID_MS,
  type GridDistribution,
  inParallel,
  inSeries,
  msAt,
  NO_TIME,
  onGrid,
} from "./grid-distribution";
import { piecesOf, type Step } from "./step";

/** Names one step at one place of a request path; the same kind of step on two hops has two of them. */
export type StepId = Brand<string, "StepId">;

/** The id of a step from the names that make it up, as in `f1/mtls/handshake`; unique within a path. */
export const stepId = (...names: readonly [string, ...string[]]): StepId => names.join("/") as StepId;

/** A request path: hops one after the other, some of them side by side, each with its security steps. */
export type PathTree =
  | { readonly kind: "step"; readonly id: StepId; readonly step: Step }
  | { readonly kind: "series"; readonly parts: readonly PathTree[] }
  | { readonly kind: "parallel"; readonly parts: readonly PathTree[] };

/** A path with more steps, or deeper nested, is not computed. */
export const PATH_STEPS_MAX = 500;
export const PATH_DEPTH_MAX = 40;
/** Width of a path's distribution, in cells of the grid: 52 s. */
export const PATH_CELLS_MAX = 2 ** 20;
/** Cells of all levels on which steps meet (`pathWork`): about half a second of one processor. */
export const PATH_WORK_MAX = 2 ** 21;

export interface PathRefusal {
  readonly code: "too-many-steps" | "too-deep" | "too-wide";
  readonly reason: string;
}

/** A path as pairs, each with its distribution: what sums and shares are computed on. */
export type EvaluatedPath = { readonly distribution: GridDistribution } & (
  | { readonly kind: "empty" }
  | { readonly kind: "step"; readonly id: StepId }
  | { readonly kind: "series" | "parallel"; readonly left: EvaluatedPath; readonly right: EvaluatedPath }
);

/**
 * The distribution of a request path's security time: steps are independent, one after the other they are convolved, side
 * by side the latest counts. Percentiles are read from the result and never added.
 *
 * @param tree checked steps (`parseStep`)
 * @returns a refusal where the path is larger than is computed at once
 */
export function evaluatePath(tree: PathTree): Result<EvaluatedPath, PathRefusal> {
  const { steps, depth, msWidth } = sizeOf(tree);
  if (steps > PATH_STEPS_MAX)
    return err({
      code: "too-many-steps",
      reason: `A path has at most ${PATH_STEPS_MAX} steps; this one has ${steps}.`,
    });
  if (depth > PATH_DEPTH_MAX)
    return err({ code: "too-deep", reason: `Nest a path at most ${PATH_DEPTH_MAX} levels.` });
  if (msWidth / GRID_MS > PATH_CELLS_MAX)
    return err({
      code: "too-wide",
      reason: `The slowest request may take at most ${Math.floor((PATH_CELLS_MAX * GRID_MS) / 1000)} s longer than the fastest.`,
    });
  if (workOf({ steps, depth, msWidth }) > PATH_WORK_MAX)
    return err({
      code: "too-wide",
      reason: `This is too much to compute at once: ${steps} steps, whose slowest requests take ${Math.ceil(msWidth / 1000)} s longer than the fastest.`,
    });
  return ok(evaluate(tree));
}

/** What evaluating a path costs, in cells; known before anything is computed. */
export function pathWork(tree: PathTree): number {
  return workOf(sizeOf(tree));
}

/** Steps meet in pairs, so each of their levels is at most as wide as the path. */
function workOf({ steps, msWidth }: Size): number {
  return steps === 0 ? 0 : (msWidth / GRID_MS) * (1 + Math.log2(steps));
}

/**
 * Running percentile along a path: of the sum up to and with each part of the outermost series.
 *
 * @param probability within [0, 1]
 * @returns one value per part, never falling along the path; one value where the path is not a series
 */
export function msRunningAt(tree: PathTree, probability: number): Result<readonly number[], PathRefusal> {
  const whole = evaluatePath(tree);
  if (!whole.ok) return whole;
  let sum = NO_TIME;
  const parts = tree.kind === "series" ? tree.parts : [tree];
  return ok(
    parts.map((part) => {
      sum = inSeries(sum, evaluate(part).distribution);
      return msAt(sum, probability);
    }),
  );
}

/** The path with some steps switched off. */
export function withoutSteps(tree: PathTree, isOff: (id: StepId) => boolean): PathTree {
  if (tree.kind === "step") return isOff(tree.id) ? { kind: "series", parts: [] } : tree;
  return { ...tree, parts: tree.parts.map((part) => withoutSteps(part, isOff)) };
}

function evaluate(tree: PathTree): EvaluatedPath {
  return tree.kind === "step"
    ? { kind: "step", id: tree.id, distribution: onGrid(tree.step) }
    : pairUp(tree.kind, tree.parts.map(evaluate));
}

/** Joins neighbours in halves, so that long series meet as late as possible: most convolutions stay small. */
function pairUp(kind: "series" | "parallel", parts: readonly EvaluatedPath[]): EvaluatedPath {
  const [first] = parts;
  if (first === undefined) return { kind: "empty", distribution: NO_TIME };
  if (parts.length === 1) return first;
  const middle = parts.length >> 1;
  const left = pairUp(kind, parts.slice(0, middle));
  const right = pairUp(kind, parts.slice(middle));
  const join = kind === "series" ? inSeries : inParallel;
  return { kind, left, right, distribution: join(left.distribution, right.distribution) };
}

interface Size {
  readonly steps: number;
  readonly depth: number;
  /** Upper bound of the distance between the smallest and the largest time. */
  readonly msWidth: number;
}

function sizeOf(tree: PathTree, depth = 1): Size {
  if (tree.kind === "step") {
    const times = piecesOf(tree.step).flatMap(({ msFrom, msTo }) => [msFrom, msTo]);
    return { steps: 1, depth, msWidth: Math.max(...times) - Math.min(...times) };
  }
  if (depth > PATH_DEPTH_MAX) return { steps: 0, depth, msWidth: 0 };
  return tree.parts
    .map((part) => sizeOf(part, depth + 1))
    .reduce(
      (sum, part) => ({
        steps: sum.steps + part.steps,
        depth: Math.max(sum.depth, part.depth),
        msWidth: sum.msWidth + part.msWidth,
      }),
      { steps: 0, depth, msWidth: 0 },
    );
}
