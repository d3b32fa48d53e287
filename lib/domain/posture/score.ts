import type { Tally } from "../checklists/progress";
import { assert } from "../kernel/assert";
import type { Defence } from "../roi/expected-loss";
import type { Criticality } from "../systems/vocabulary";

/** Version of the formula; a recorded score keeps the version that it was made with. */
export const SCORE_VERSION = 1;

/** Parts of the score, together 1; changed by two persons. */
export interface ScoreWeights {
  readonly items: number;
  readonly risk: number;
}
/** Source: design/model.md, "Score". */
export const SCORE_WEIGHTS: ScoreWeights = { items: 0.6, risk: 0.4 };

/** Above this share of unknown items a system is not scored. */
export const UNKNOWN_SHARE_MAX = 0.5;

/** A scenario as far as the score looks at it. */
export interface ScoredScenario {
  /** Expected loss per year before any control. */
  readonly inherentPerYear: number;
  /** Its residual: the share of the rate that is left, within [0, 1]. */
  readonly defence: Pick<Defence, "residual">;
}

/** The score of a system, or why it has none. */
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
 * @returns within [0, 1]; null without scenarios
 */
export function riskCreditOf(scenarios: readonly ScoredScenario[]): number | null {
  if (scenarios.length === 0) return null;
  const weights = lossWeights(scenarios);
  return scenarios.reduce(
    (sum, { defence }, index) => sum + (weights[index] ?? 0) * (1 - defence.residual),
    0,
  );
}

/**
 * How much each scenario weighs in the risk part of the score: its share of the inherent expected loss.
 *
 * @returns in the order of the scenarios; together 1, unless there is none. Where nothing could be lost all are the same.
 */
export function lossWeights(
  scenarios: readonly Pick<ScoredScenario, "inherentPerYear">[],
): readonly number[] {
  assert(
    scenarios.every(({ inherentPerYear }) => inherentPerYear >= 0),
    "an expected loss is not negative",
  );
  const total = scenarios.reduce((sum, { inherentPerYear }) => sum + inherentPerYear, 0);
  return scenarios.map(({ inherentPerYear }) =>
    total === 0 ? 1 / scenarios.length : inherentPerYear / total,
  );
}

/** A system with its score and how much it matters. */
export interface WeighedSystem<Name> {
  readonly name: Name;
  readonly criticality: Criticality;
  readonly score: SystemScore;
}

/** The score of all systems together. */
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
