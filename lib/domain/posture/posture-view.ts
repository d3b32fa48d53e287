import type { MechanismId, StepKind } from "../catalogue/mechanism";
import type { Stride, ThreatId } from "../catalogue/threat";
import type { Goal } from "../checklists/vocabulary";
import type { ElementId } from "../kernel/ids";
import { ok, type Result } from "../kernel/result";
import type { BudgetStanding, LatencyBudget } from "../latency/budget";
import type { LatencyCost } from "../latency/control-cost";
import type { LatencySummary } from "../latency/grid-distribution";
import type { PathRefusal } from "../latency/request-path";
import type { Defence } from "../roi/expected-loss";
import type { LayerCredits } from "../threats/scenario-residual";
import type { Layer } from "../threats/vocabulary";
import { LAYERS } from "../threats/vocabulary";
import type { Assessment } from "./assess";
import { assess } from "./assess";
import type { AssessedPath } from "./assess-latency";
import type { Place } from "./assess-money";
import { type AssessedScenario, type Cell, mechanismsInUse } from "./assess-threats";
import type { Coverage } from "./coverage";
import { type PathFact, PERCENTILE_DEFAULT, type PostureFacts, type Switches } from "./facts";
import { barsOfPath, controlCostsOnPath, type HopBar } from "./path-bars";
import type { SystemScore } from "./score";

/**
 * What the screens of a system show under some switches: plain numbers, computed alike on the server and in a worker, small
 * enough to travel. Texts and reasons are asked for one by one.
 */
export interface PostureView {
  readonly columns: readonly ColumnView[];
  readonly scenarios: readonly ScenarioView[];
  readonly paths: readonly PathView[];
  readonly money: {
    readonly inherentPerYear: number;
    readonly residualPerYear: number;
    readonly costPerYear: number;
    readonly returnRatio: number | null;
  };
  readonly score: SystemScore;
  readonly questions: number;
  /** The path that the ledger names; null without paths. */
  readonly tightestPathId: ElementId | null;
}

/** A column of the matrix. */
export interface ColumnView {
  readonly id: MechanismId;
  readonly name: string;
  readonly layer: Layer;
  /** It stands on the system in some way; else it is only rated against one of its threats. */
  readonly inUse: boolean;
}

/** A row of the matrix with its money. */
export interface ScenarioView {
  readonly threat: {
    readonly id: ThreatId;
    readonly name: string;
    readonly stride: readonly Stride[];
    readonly goals: readonly Goal[];
    readonly layer: Layer;
  };
  readonly findings: number;
  readonly gaps: number;
  readonly accepted: number;
  readonly notApplicable: number;
  /** Null when two people called every finding not applicable. */
  readonly residual: number | null;
  readonly lossReduction: number;
  /** Mean credit of each layer over its findings, weighted by likelihood: what stands between the threat and the system. */
  readonly layers: LayerCredits;
  readonly cells: readonly Cell[];
  readonly money: {
    readonly source: "own" | "catalogue";
    readonly defence: Defence;
    readonly inherentPerYear: number;
    readonly residualPerYear: number;
    readonly inherent: Place;
    readonly residual: Place;
  } | null;
}

/** A request path with what it takes. */
export interface PathView {
  readonly id: ElementId;
  readonly number: number;
  readonly name: string;
  readonly budget: LatencyBudget | null;
  readonly standing: BudgetStanding | null;
  readonly summary: LatencySummary | null;
  /** Why there is no summary. */
  readonly refusal: string | null;
  /** No control on it costs time. */
  readonly unknown: boolean;
  /** Null where another path is looked at, or this one is too large. */
  readonly detail: PathDetail | null;
}

/** What one path is made of, hop by hop and control by control. */
export interface PathDetail {
  /** Percentile of the bars: the one asked for, else that of the budget, else the 95th. */
  readonly percentile: number;
  readonly hops: readonly HopView[];
  readonly msTotal: number;
  /** What each control costs here: the difference when it is switched off. */
  readonly costs: readonly {
    readonly controlId: ElementId;
    readonly controlNumber: number;
    readonly mechanism: MechanismId;
    readonly name: string;
    readonly cost: LatencyCost;
  }[];
}

/** One hop of a path as its bar shows it; all names and numbers, no objects of the engine. */
export interface HopView {
  readonly flowId: ElementId;
  readonly number: number;
  readonly name: string;
  readonly sourceId: ElementId;
  readonly targetId: ElementId;
  readonly calls: number;
  readonly asynchronous: boolean;
  readonly ms: number;
  readonly msRunning: number;
  /** Hops with the same index run side by side or belong to one group. */
  readonly part: number;
  /** Index of the branch within a part that runs side by side; 0 elsewhere. */
  readonly branch: number;
  readonly segments: readonly {
    readonly kind: StepKind;
    readonly controlId: ElementId;
    readonly controlNumber: number;
    readonly mechanism: MechanismId;
    readonly name: string;
    readonly ms: number;
  }[];
}

/** The one path whose making a screen shows; it takes far longer to compute than all other numbers of a view. */
export interface PathFocus {
  readonly pathId: ElementId;
  /** Of the bars; null: that of the path's budget. The budget keeps its own either way. */
  readonly percentile: number | null;
}

/** The view of a system under some switches; one of its paths with what it is made of. */
export function postureView(
  facts: PostureFacts,
  switches: Switches,
  focus: PathFocus | null = null,
): PostureView {
  const assessment = assess(facts, switches);
  const { threats, money, coverage, paths, score, tightest } = assessment;
  const mechanisms = new Map(facts.mechanisms.map((one) => [one.id, one]));
  const inUse = mechanismsInUse(facts, coverage);
  return {
    columns: threats.mechanisms.flatMap((id) => {
      const mechanism = mechanisms.get(id);
      return mechanism ? [{ id, name: mechanism.name, layer: mechanism.layer, inUse: inUse.has(id) }] : [];
    }),
    scenarios: threats.scenarios.map((scenario) => scenarioView(scenario, money)),
    paths: paths.map((path) => pathView(path, facts, coverage, focus)),
    money: {
      inherentPerYear: money.inherentPerYear,
      residualPerYear: money.residualPerYear,
      costPerYear: money.costPerYear,
      returnRatio: money.returnRatio,
    },
    score,
    questions: facts.questions,
    tightestPathId: tightest?.path.id ?? null,
  };
}

function scenarioView(scenario: AssessedScenario, money: Assessment["money"]): ScenarioView {
  const { threat, findings, residual, lossReduction, gaps, cells } = scenario;
  const inMoney = money.scenarios.find((one) => one.threat === threat.id);
  const exceptions = findings.map(({ finding }) => finding.exception?.kind);
  return {
    threat: {
      id: threat.id,
      name: threat.name,
      stride: threat.stride,
      goals: threat.goals,
      layer: threat.layer,
    },
    findings: findings.length,
    gaps,
    accepted: exceptions.filter((kind) => kind === "accept").length,
    notApplicable: exceptions.filter((kind) => kind === "not-applicable").length,
    residual,
    lossReduction,
    layers: meanLayers(scenario),
    cells,
    money: inMoney
      ? {
          source: inMoney.loss.source,
          defence: inMoney.defence,
          inherentPerYear: inMoney.inherentPerYear,
          residualPerYear: inMoney.residualPerYear,
          inherent: inMoney.inherent,
          residual: inMoney.residual,
        }
      : null,
  };
}

function meanLayers({ findings }: AssessedScenario): LayerCredits {
  const counted = findings.filter(({ finding }) => finding.exception?.kind !== "not-applicable");
  const weight = counted.reduce((sum, { finding }) => sum + finding.likelihood, 0);
  const mean = (layer: Layer) =>
    weight === 0
      ? 0
      : counted.reduce((sum, { finding, layers }) => sum + finding.likelihood * layers[layer], 0) / weight;
  return Object.fromEntries(LAYERS.map((layer) => [layer, mean(layer)])) as Record<Layer, number>;
}

function pathView(
  assessed: AssessedPath,
  facts: PostureFacts,
  coverage: Coverage,
  focus: PathFocus | null,
): PathView {
  const { path, summary, standing, unknown, refusal } = assessed;
  const percentile = focus?.percentile ?? path.budget?.percentile ?? PERCENTILE_DEFAULT;
  const isShown = focus?.pathId === path.id && refusal === null;
  const detail = isShown ? pathDetail(path, facts, coverage, percentile) : null;
  const tooLarge = detail && !detail.ok ? detail.error : refusal;
  return {
    id: path.id,
    number: path.number,
    name: path.name,
    budget: path.budget,
    standing,
    summary,
    refusal: tooLarge?.reason ?? null,
    unknown,
    detail: detail?.ok ? detail.value : null,
  };
}

function pathDetail(
  path: PathFact,
  facts: PostureFacts,
  coverage: Coverage,
  percentile: number,
): Result<PathDetail, PathRefusal> {
  const costs = controlCostsOnPath(path, facts, coverage);
  if (!costs.ok) return costs;
  const bars = barsOfPath(path, facts, coverage, percentile);
  if (!bars.ok) return bars;
  return ok({
    percentile,
    msTotal: bars.value.msTotal,
    hops: bars.value.hops.map(hopView),
    costs: costs.value.map(({ control, cost }) => ({ ...controlName(control), cost })),
  });
}

const hopView = ({ flow, segments, ms, msRunning, part, branch }: HopBar): HopView => ({
  flowId: flow.id,
  number: flow.number,
  name: flow.name,
  sourceId: flow.sourceId,
  targetId: flow.targetId,
  calls: flow.callsPerRequest,
  asynchronous: flow.asynchronous,
  ms,
  msRunning,
  part,
  branch,
  segments: segments.map(({ step, ms: own }) => ({ kind: step.kind, ...controlName(step.control), ms: own })),
});

const controlName = ({ id, number, mechanism, name }: Coverage["controls"][number]) => ({
  controlId: id,
  controlNumber: number,
  mechanism,
  name,
});
