import type { Tally } from "../checklists/progress";
import { assert } from "../kernel/assert";
import type { Criticality } from "../systems/vocabulary";

/** Version of the formula; a recorded score keeps the version that it was made with. */
export const SCORE_VERSION = 1;

/** Parts of the score, together 1; changed by two persons. */
export interface ScoreWeights {
  readonly items: number;
  readonly risk: number;
}
export const SCORE_WEIGHTS: ScoreWeights = { items: 0.6, risk: 0.4 };

/** Above this share of unknown items a system is not scored. */
export const UNKNOWN_SHARE_MAX = 0.5;

/** A scenario as far as the score looks at it. */
export interface ScoredScenario {
  /** Expected loss per year before any control. */
  readonly inherentLossPerYear: number;
  /** Share of the rate that is left, within [0, 1]. */
  readonly residual: number;
}

export type SystemScore =
  | {
      readonly scored: true;
      readonly version: typeof SCORE_VERSION;
      /** 0 to 100, not rounded. */
      readonly score: number;
      readonly itemCredit: number;
      readonly riskCredit: number;
    }
  | {
      readonly scored: false;
      readonly reason: "mostly-unknown" | "no-items" | "no-scenarios";
      readonly unknown: number;
      readonly counted: number;
    };

/** Items of a system as its progress counts them. */
export type ScoredItems = Pick<Tally, "total" | "byState" | "creditMean">;

/**
 * Score of a system: 60 % mean item credit and 40 % mean of (1 − residual) over its scenarios, weighted by inherent
 * expected loss. What is unknown counts 0; with more than half of the items unknown, without any item that counts or
 * without any scenario there is no score: silence is not safety.
 *
 * Source: design/model.md, "Score".
 */
export function scoreOfSystem(
  items: ScoredItems,
  scenarios: readonly ScoredScenario[],
  weights: ScoreWeights = SCORE_WEIGHTS,
): SystemScore {
  assert(Math.abs(weights.items + weights.risk - 1) < 1e-9, "the weights of a score make 1");
  const unknown = items.byState.unknown;
  const counted = items.total - items.byState["not-applicable"];
  const itemCredit = items.creditMean;
  const riskCredit = riskCreditOf(scenarios);
  if (itemCredit === null || counted === 0) return { scored: false, reason: "no-items", unknown, counted };
  if (unknown > UNKNOWN_SHARE_MAX * counted)
    return { scored: false, reason: "mostly-unknown", unknown, counted };
  if (riskCredit === null) return { scored: false, reason: "no-scenarios", unknown, counted };
  const score = 100 * (weights.items * itemCredit + weights.risk * riskCredit);
  return { scored: true, version: SCORE_VERSION, score, itemCredit, riskCredit };
}

/**
 * Mean of (1 − residual) over scenarios, weighted by inherent expected loss.
 *
 * @returns within [0, 1]; null without scenarios. Where nothing could be lost all scenarios weigh the same.
 */
export function riskCreditOf(scenarios: readonly ScoredScenario[]): number | null {
  if (scenarios.length === 0) return null;
  const weights = scenarios.map(({ inherentLossPerYear }) => inherentLossPerYear);
  assert(
    weights.every((weight) => weight >= 0),
    "an expected loss is not negative",
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const weightOf = (scenario: ScoredScenario) =>
    total === 0 ? 1 / scenarios.length : scenario.inherentLossPerYear / total;
  return scenarios.reduce((sum, scenario) => sum + weightOf(scenario) * (1 - scenario.residual), 0);
}

/** A system with its score and how much it matters. */
export interface WeighedSystem<Name> {
  readonly name: Name;
  readonly criticality: Criticality;
  readonly score: SystemScore;
}

export interface OrganisationScore<Name> {
  /** Mean of the scored systems, weighted by criticality; null where none is scored. */
  readonly score: number | null;
  readonly scoredCount: number;
  /** Systems that are left out, to be named beside the number. */
  readonly notScored: readonly Name[];
}

/** Score of the organisation. Source: design/model.md, "Score". */
export function scoreOfOrganisation<Name>(systems: readonly WeighedSystem<Name>[]): OrganisationScore<Name> {
  let weighted = 0;
  let weights = 0;
  const notScored: Name[] = [];
  for (const { name, criticality, score } of systems) {
    if (!score.scored) notScored.push(name);
    else {
      weighted += criticality * score.score;
      weights += criticality;
    }
  }
  return {
    score: weights === 0 ? null : weighted / weights,
    scoredCount: systems.length - notScored.length,
    notScored,
  };
}
