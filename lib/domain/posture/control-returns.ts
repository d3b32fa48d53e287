import type { ElementId } from "../kernel/ids";
import { returnOfPlan } from "../roi/returns";
import { countedControls } from "./active-controls";
import { assessMoney, type MoneyAssessment } from "./assess-money";
import { assessThreats } from "./assess-threats";
import { coverageOf } from "./coverage";
import { NO_SWITCHES, type PostureFacts, type Switches } from "./facts";

/** What one control brings for its cost, counted last: beside everything else that is in use. */
export interface ControlReturn {
  readonly controlId: ElementId;
  /** In use today, or proposed or planned and taken as in place and proven. */
  readonly counts: "in-use" | "planned";
  readonly costPerYear: number;
  /** Expected loss a year that it alone takes away; what two controls remove together is in neither. */
  readonly removesPerYear: number;
  /** (removes − cost) / cost; null where it costs nothing. */
  readonly returnRatio: number | null;
}

/**
 * What each control that is not retired removes from the expected loss, counted last: for one in use the loss without it
 * minus the loss today, for a planned one the loss today minus the loss with it.
 *
 * @returns by number; no amount is negative, since more control never means more risk
 * Source: design/risk.md, "One model", 5 (marginal share, last in).
 */
export function controlReturns(facts: PostureFacts): readonly ControlReturn[] {
  const today = moneyUnder(facts, NO_SWITCHES);
  return countedControls(facts, NO_SWITCHES).map(({ id, counts, costPerYear }) => {
    const without = counts === "in-use" ? moneyUnder(facts, { ...NO_SWITCHES, off: [id] }) : today;
    const withIt = counts === "in-use" ? today : moneyUnder(facts, { ...NO_SWITCHES, on: [id] });
    const removesPerYear = Math.max(0, without.residualPerYear - withIt.residualPerYear);
    return {
      controlId: id,
      counts,
      costPerYear,
      removesPerYear,
      returnRatio: returnOfPlan(
        { lossPerYear: removesPerYear, costPerYear: 0 },
        { lossPerYear: 0, costPerYear },
      ),
    };
  });
}

function moneyUnder(facts: PostureFacts, switches: Switches): MoneyAssessment {
  const coverage = coverageOf(facts, switches);
  return assessMoney(facts, assessThreats(facts, coverage).scenarios, coverage);
}
