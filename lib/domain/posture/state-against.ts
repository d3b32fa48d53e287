import type { MechanismId } from "../catalogue/mechanism";
import type { StrengthRow } from "../catalogue/threat";
import type { State } from "../checklists/vocabulary";
import { type ElementReason, elementState } from "../threats/cell-state";
import type { Coverage } from "./coverage";
import type { FindingFact, ThreatFact } from "./facts";

/** What a mechanism is worth against one finding, and why. */
export interface StateAgainst {
  readonly state: State;
  readonly reason: ElementReason | "set-not-applicable";
}

/** The strength row that a cell stands for: prevention where the mechanism is rated for it, else the first; null: nobody rated it. */
export function cellRowOf(threat: ThreatFact, mechanism: MechanismId): StrengthRow | null {
  const rows = threat.strengths.filter((row) => row.mechanism === mechanism);
  return rows.find((row) => row.function === "prevent") ?? rows[0] ?? null;
}

/** State of a mechanism against a finding of a threat; what two people called not applicable is so, whatever protects it. */
export function stateAgainst(
  { element, answeredBy, exception }: FindingFact,
  threat: ThreatFact,
  mechanism: MechanismId,
  coverage: Coverage,
): StateAgainst {
  if (exception?.kind === "not-applicable") return { state: "not-applicable", reason: "set-not-applicable" };
  const row = cellRowOf(threat, mechanism);
  return elementState({
    strength: row?.strength ?? null,
    function: row?.function ?? "prevent",
    answersRule: answeredBy.includes(mechanism),
    control: row && coverage.stateOn(mechanism, element, row.condition === null ? undefined : threat.id),
  });
}
