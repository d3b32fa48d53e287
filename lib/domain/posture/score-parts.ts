import type { ThreatId } from "../catalogue/threat";
import type { BandStep } from "../threats/vocabulary";
import type { Assessment } from "./assess";
import { lossWeights, SCORE_WEIGHTS, type ScoreWeights } from "./score";

/** What one scenario brings to the score, and what it costs. */
export interface ScenarioPart {
  readonly threat: ThreatId;
  readonly name: string;
  readonly gaps: number;
  readonly findings: number;
  readonly inherentPerYear: number;
  readonly residualPerYear: number;
  readonly residual: number;
  /** Level of what is left, 1 to 5. */
  readonly level: BandStep;
  /** Share of the inherent expected loss of all scenarios; together 1. */
  readonly weight: number;
  /** Points of the score, of at most 100 × weight of risk × own weight. */
  readonly points: number;
}

/**
 * The risk part of a score, scenario by scenario, the greatest residual loss first; the points add up to
 * 100 × weight of risk × risk credit.
 *
 * Source: design/model.md, "Score".
 */
export function scenarioParts(
  { threats, money }: Pick<Assessment, "threats" | "money">,
  weights: ScoreWeights = SCORE_WEIGHTS,
): readonly ScenarioPart[] {
  const scenarios = new Map(threats.scenarios.map((one) => [one.threat.id, one]));
  const shares = lossWeights(money.scenarios);
  return money.scenarios
    .flatMap((one, index): readonly ScenarioPart[] => {
      const scenario = scenarios.get(one.threat);
      if (!scenario) return [];
      const weight = shares[index] ?? 0;
      const { residual } = one.defence;
      return [
        {
          threat: one.threat,
          name: scenario.threat.name,
          gaps: scenario.gaps,
          findings: scenario.findings.length,
          inherentPerYear: one.inherentPerYear,
          residualPerYear: one.residualPerYear,
          residual,
          level: one.residual.level,
          weight,
          points: 100 * weights.risk * weight * (1 - residual),
        },
      ];
    })
    .toSorted((a, b) => b.residualPerYear - a.residualPerYear);
}
