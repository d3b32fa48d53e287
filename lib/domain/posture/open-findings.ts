import { assessMoney } from "./assess-money";
import { assessThreats } from "./assess-threats";
import { coverageOf } from "./coverage";
import { NO_SWITCHES, type PostureFacts } from "./facts";

/**
 * The findings that nothing earns credit against and that nobody signed for.
 *
 * @returns for each finding's id the level, 1 to 5, of what is left of its scenario
 */
export function openFindings(facts: PostureFacts): Readonly<Record<string, number>> {
  const coverage = coverageOf(facts, NO_SWITCHES);
  const { scenarios } = assessThreats(facts, coverage);
  const money = assessMoney(facts, scenarios, coverage);
  const levels = new Map(money.scenarios.map(({ threat, residual }) => [threat, residual.level]));
  return Object.fromEntries(
    scenarios.flatMap(({ threat, findings }) =>
      findings
        .filter(({ open }) => open)
        .map(({ finding }) => [finding.id, levels.get(threat.id) ?? 1] as const),
    ),
  );
}
