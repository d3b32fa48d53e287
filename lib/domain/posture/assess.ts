import { type AssessedPath, assessLatency, tightestPath } from "./assess-latency";
import { assessMoney, type MoneyAssessment } from "./assess-money";
import { assessThreats, type ThreatAssessment } from "./assess-threats";
import { type Coverage, coverageOf } from "./coverage";
import { NO_SWITCHES, type PostureFacts, type Switches } from "./facts";
import { type SystemScore, scoreOfSystem } from "./score";

/** Everything that the screens of a system say in numbers. */
export interface Assessment {
  readonly coverage: Coverage;
  readonly threats: ThreatAssessment;
  readonly paths: readonly AssessedPath[];
  readonly money: MoneyAssessment;
  readonly score: SystemScore;
  /** The path with the least left of its budget; without budgets the slowest. Null without paths. */
  readonly tightest: AssessedPath | null;
}

/**
 * All numbers of a system from one set of facts: matrix, milliseconds, money and score move together. The same function
 * serves pages, reports, tests and the what-if in the browser.
 */
export function assess(facts: PostureFacts, switches: Switches = NO_SWITCHES): Assessment {
  const coverage = coverageOf(facts, switches);
  const threats = assessThreats(facts, coverage);
  const paths = assessLatency(facts, coverage);
  const money = assessMoney(facts, threats.scenarios, coverage);
  const score = scoreOfSystem(facts.items, money.scenarios);
  return { coverage, threats, paths, money, score, tightest: tightestPath(paths) };
}
