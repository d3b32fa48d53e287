import type { MechanismId } from "../catalogue/mechanism";
import type { StrengthRow, ThreatId } from "../catalogue/threat";
import type { ElementId } from "../kernel/ids";
import type { CountedControl } from "./active-controls";
import { type AssessedFinding, assessThreats, type Cell } from "./assess-threats";
import { type Coverage, coverageOf } from "./coverage";
import { countedClaims } from "./direct-states";
import type { ClaimFact, FindingFact, MechanismFact, PostureFacts, Switches, ThreatFact } from "./facts";
import { type StateAgainst, stateAgainst } from "./state-against";

/** Why a cell of the matrix is as it is. */
export interface CellWhy {
  readonly threat: ThreatFact;
  readonly mechanism: MechanismFact;
  /** What the mechanism does about the threat; empty where nobody has rated it. */
  readonly rows: readonly StrengthRow[];
  readonly cell: Cell;
  readonly elements: readonly ElementWhy[];
}

/** One finding of the threat, as far as the mechanism goes. */
export interface ElementWhy extends StateAgainst {
  readonly finding: FindingFact;
  /** Controls of the mechanism whose scope counts here. */
  readonly controls: readonly CoveringControl[];
  /** A protection that somebody stated, on which element, and whether that still holds. */
  readonly claims: readonly { readonly elementId: ElementId; readonly holds: boolean }[];
  readonly credit: number;
  /** Another mechanism of the same layer with at least this credit: then this one adds nothing here. */
  readonly outdoneBy: MechanismId | null;
}

/** A control that protects an element, at least in part. */
export interface CoveringControl {
  readonly control: CountedControl;
  /** Which elements of its scope count here. */
  readonly places: readonly ElementId[];
  /** The strength row names a condition, and the control does not state it. */
  readonly lacksCondition: boolean;
}

/** Opens a cell of the matrix; null where the threat has no finding on the system or no such mechanism exists. */
export function explainCell(
  facts: PostureFacts,
  switches: Switches,
  threatId: ThreatId,
  mechanismId: MechanismId,
): CellWhy | null {
  const coverage = coverageOf(facts, switches);
  const scenario = assessThreats(facts, coverage).scenarios.find(({ threat }) => threat.id === threatId);
  const mechanism = facts.mechanisms.find(({ id }) => id === mechanismId);
  const cell = scenario?.cells.find((one) => one.mechanism === mechanismId);
  if (!scenario || !mechanism || !cell) return null;
  const { threat } = scenario;
  const rows = threat.strengths.filter((row) => row.mechanism === mechanismId);
  const claims = countedClaims(facts, switches).filter((claim) => claim.mechanism === mechanismId);
  return {
    threat,
    mechanism,
    rows,
    cell,
    elements: scenario.findings.map((assessed) =>
      elementWhy({ assessed, mechanism, threat, rows, facts, coverage, claims }),
    ),
  };
}

interface Asked {
  readonly assessed: AssessedFinding;
  readonly mechanism: MechanismFact;
  readonly threat: ThreatFact;
  readonly rows: readonly StrengthRow[];
  readonly facts: PostureFacts;
  readonly coverage: Coverage;
  /** Of the mechanism, as far as the switches let them count. */
  readonly claims: readonly ClaimFact[];
}

function elementWhy(asked: Asked): ElementWhy {
  const { assessed, mechanism, threat, coverage } = asked;
  const { finding } = assessed;
  const places = coverage.placesFor(mechanism.id, finding.element);
  const own = assessed.answers.filter((answer) => answer.mechanism === mechanism.id);
  return {
    finding,
    ...stateAgainst(finding, threat, mechanism.id, coverage),
    controls: coveringControls(asked, places),
    claims: asked.claims
      .filter(({ elementId }) => places.has(elementId))
      .map(({ elementId, holds }) => ({ elementId, holds })),
    credit: own.reduce((most, { credit }) => Math.max(most, credit), 0),
    outdoneBy: outdoneBy(asked),
  };
}

function coveringControls(
  { coverage, mechanism, rows, threat }: Asked,
  places: ReadonlySet<ElementId>,
): readonly CoveringControl[] {
  const conditional = rows.length > 0 && rows.every(({ condition }) => condition !== null);
  return coverage.controls
    .filter((control) => control.mechanism === mechanism.id)
    .map((control) => ({
      control,
      places: control.scope.filter((place) => places.has(place)),
      lacksCondition: conditional && !control.meetsConditionFor.includes(threat.id),
    }))
    .filter((covering) => covering.places.length > 0);
}

/** The strongest other mechanism of the layer and function that already earns as much. */
function outdoneBy({ assessed, mechanism, facts }: Asked): MechanismId | null {
  const layers = new Map(facts.mechanisms.map(({ id, layer }) => [id, layer]));
  const own = assessed.answers
    .filter((answer) => answer.mechanism === mechanism.id)
    .toSorted((a, b) => b.credit - a.credit)[0];
  if (!own || own.credit === 0) return null;
  const group = (does: string) => (does === "prevent" ? "prevent" : "reduce");
  const others = assessed.answers
    .filter(
      (answer) =>
        answer.mechanism !== mechanism.id &&
        layers.get(answer.mechanism) === mechanism.layer &&
        group(answer.function) === group(own.function) &&
        answer.credit >= own.credit,
    )
    .toSorted((a, b) => b.credit - a.credit);
  return others[0]?.mechanism ?? null;
}
