import type { ThreatId } from "../catalogue/threat";
import type { Assessment } from "./assess";
import type { AssessedPath } from "./assess-latency";
import type { PostureFacts } from "./facts";
import { type BudgetState, type PathSummary, pathSummary } from "./path-summary";
import { riskCreditOf, type SystemScore } from "./score";
import { scenarioParts } from "./score-parts";

/** Version of all that a summary is computed with; a recorded one of another version is computed again. */
export const SUMMARY_VERSION = 1;

/** A threat with what is left of it. */
export interface ScenarioSummary {
  readonly threat: ThreatId;
  readonly name: string;
  readonly residual: number;
  readonly residualPerYear: number;
}

/**
 * What lists and the ledger say of a system on a day: plain numbers, unrounded, small enough to be kept. A recorded summary
 * equals the one that is computed again from the same facts by the same version.
 */
export interface PostureSummary {
  readonly score: SystemScore;
  /** The two parts of the score, each also where there is no score; null where nothing counts. */
  readonly itemCredit: number | null;
  readonly riskCredit: number | null;
  /** How much of the model is there. */
  readonly parts: {
    readonly components: number;
    readonly flows: number;
    readonly paths: number;
    readonly controlsInUse: number;
  };
  readonly findings: number;
  /** Findings that nothing stands against and nobody signed for. */
  readonly gaps: number;
  readonly accepted: number;
  /** Threats that can't be derived because something is not known. */
  readonly questions: number;
  /** Scenarios that are counted in money, and how many of them with the team's own figures. */
  readonly scenarios: number;
  readonly ownFigures: number;
  /** Zero where there is no scenario: then nothing is known, not nothing at risk. */
  readonly inherentPerYear: number;
  readonly residualPerYear: number;
  readonly costPerYear: number;
  /** Null where nothing is spent. 1 is 100 %. */
  readonly returnRatio: number | null;
  /** The scenario with the greatest expected loss that is left. */
  readonly worst: ScenarioSummary | null;
  readonly tightest: PathSummary | null;
  readonly pathsBy: Readonly<Record<BudgetState, number>>;
}

/** Sums up an assessment of some facts. */
export function postureSummary(facts: PostureFacts, assessment: Assessment): PostureSummary {
  const { threats, money, score, coverage, tightest, paths } = assessment;
  const known = threats.scenarios.flatMap(({ findings }) => findings);
  const { inherentPerYear, residualPerYear, costPerYear, returnRatio } = money;
  const paying = coverage.controls.filter(({ counts }) => counts === "in-use");
  return {
    score,
    itemCredit: facts.items.creditMean,
    riskCredit: riskCreditOf(money.scenarios),
    parts: {
      components: facts.components.length,
      flows: facts.flows.length,
      paths: facts.paths.length,
      controlsInUse: paying.length,
    },
    findings: known.length,
    gaps: known.filter(({ open }) => open).length,
    accepted: known.filter(({ finding }) => finding.exception?.kind === "accept").length,
    questions: facts.questions,
    scenarios: money.scenarios.length,
    ownFigures: money.scenarios.filter(({ loss }) => loss.source === "own").length,
    inherentPerYear,
    residualPerYear,
    costPerYear,
    returnRatio,
    worst: worstOf(assessment),
    tightest: tightest && pathSummary(tightest),
    pathsBy: countStates(paths),
  };
}

function worstOf(assessment: Assessment): ScenarioSummary | null {
  const [worst] = scenarioParts(assessment);
  if (!worst) return null;
  const { threat, name, residual, residualPerYear } = worst;
  return { threat, name, residual, residualPerYear };
}

function countStates(paths: readonly AssessedPath[]): Readonly<Record<BudgetState, number>> {
  const counts = { kept: 0, over: 0, "no-budget": 0, unknown: 0 };
  for (const path of paths) counts[pathSummary(path).state] += 1;
  return counts;
}
