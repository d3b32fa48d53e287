import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { budgetStanding } from "@/lib/domain/latency/budget";
import { type GridDistribution, msAt, msMeanOf } from "@/lib/domain/latency/grid-distribution";
import { evaluatePath, type PathTree, stepId } from "@/lib/domain/latency/request-path";
import { parseStep, type Step } from "@/lib/domain/latency/step";
import type { GoldenInputs, PathDocument, StepDocument } from "./schema";

type Latency = NonNullable<GoldenInputs["latency"]>;
type Steps = Readonly<Record<string, StepDocument>>;

/** A number of milliseconds by the path under which a file expects it; undefined where there is none. */
export type LatencyNumbers = (path: string) => number | undefined;

const TODAY = "latency.expected";
const WHAT_IF = "latency.whatIf.expected";
const SEED = "latency.seedPreset.expected";
const SEED_RANGE = "latency.seedPreset.expectedRange";

/** Computes the paths of a worked example; a sentence where a path names no step or a step has no shape. */
export function computeLatency(latency: Latency): Result<LatencyNumbers, string> {
  const { seedPreset, whatIf, budget } = latency;
  const distributions = new Map<string, GridDistribution>();
  const wanted: readonly (readonly [string, PathDocument, Steps])[] = [
    [TODAY, latency.path, latency.steps],
    ...(seedPreset ? [[SEED, seedPreset.path, seedPreset.steps] as const] : []),
    ...(whatIf ? [[WHAT_IF, latency.path, { ...latency.steps, ...whatIf.replace }] as const] : []),
  ];
  for (const [place, path, steps] of wanted) {
    const distribution = distributionOfPath(path, steps, place);
    if (!distribution.ok) return distribution;
    distributions.set(place, distribution.value);
    if (place === SEED) distributions.set(SEED_RANGE, distribution.value);
  }
  const left = new Map<string, number>();
  for (const [place, field] of [
    [TODAY, "expectedLeftMs"],
    [WHAT_IF, "expectedLeftMsInWhatIf"],
  ] as const) {
    const distribution = distributions.get(place);
    if (budget && distribution) left.set(`latency.budget.${field}`, msLeftOf(budget, distribution));
  }
  return ok((path) => left.get(path) ?? readOff(distributions, path));
}

/** What is left of a budget; negative when it is over. */
function msLeftOf(budget: NonNullable<Latency["budget"]>, distribution: GridDistribution): number {
  const percentile = Number(budget.percentile.slice(1)) / 100;
  const { msLeft, msOver } = budgetStanding(distribution, { percentile, msLimit: budget.limitMs });
  return msLeft - msOver;
}

/** `<place>.mean`, `.min`, `.max` or a percentile as `.p95`. */
function readOff(distributions: ReadonlyMap<string, GridDistribution>, path: string): number | undefined {
  for (const [place, distribution] of distributions)
    if (path.startsWith(`${place}.`)) return numberOf(distribution, path.slice(place.length + 1));
  return undefined;
}

function numberOf(distribution: GridDistribution, name: string): number | undefined {
  if (name === "mean") return msMeanOf(distribution);
  if (name === "min") return distribution.msMin;
  if (name === "max") return distribution.msMax;
  const percentile = /^p(\d{1,2}([.]\d+)?)$/.exec(name)?.[1];
  return percentile === undefined ? undefined : msAt(distribution, Number(percentile) / 100);
}

function distributionOfPath(
  path: PathDocument,
  steps: Steps,
  place: string,
): Result<GridDistribution, string> {
  const missing = namesIn(path).find((name) => !Object.hasOwn(steps, name));
  if (missing !== undefined)
    return err(`${place}: the path names the step "${missing}", which is not among the steps.`);
  for (const [name, document] of Object.entries(steps)) {
    const step = parseStep(stepOf(document));
    if (!step.ok) return err(`${place}: step "${name}": ${step.error.reason}`);
  }
  let count = 0;
  const treeOf = (part: PathDocument): PathTree => {
    if (typeof part === "string") {
      const document = steps[part];
      count += 1;
      // Every place is a step of its own: the same name twice means two independent steps.
      return document === undefined
        ? { kind: "series", parts: [] }
        : { kind: "step", id: stepId(part, String(count)), step: stepOf(document) };
    }
    return "series" in part
      ? { kind: "series", parts: part.series.map(treeOf) }
      : { kind: "parallel", parts: part.parallel.map(treeOf) };
  };
  const evaluated = evaluatePath(treeOf(path));
  return evaluated.ok ? ok(evaluated.value.distribution) : err(`${place}: ${evaluated.error.reason}`);
}

function namesIn(path: PathDocument): readonly string[] {
  if (typeof path === "string") return [path];
  return ("series" in path ? path.series : path.parallel).flatMap(namesIn);
}

function stepOf(document: StepDocument): Step {
  switch (document.kind) {
    case "constant":
      return document;
    case "uniform":
      return { kind: "uniform", msMin: document.min, msMax: document.max };
    case "quantiles":
      return { kind: "quantiles", msP50: document.p50, msP95: document.p95, msP99: document.p99 };
    case "mixture":
      return {
        kind: "mixture",
        hitProbability: document.hitProbability,
        hit: stepOf(document.hit),
        miss: stepOf(document.miss),
      };
  }
}
