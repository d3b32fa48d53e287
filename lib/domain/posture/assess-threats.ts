import type { MechanismId } from "../catalogue/mechanism";
import type { StrengthRow, ThreatId } from "../catalogue/threat";
import type { State } from "../checklists/vocabulary";
import type { ElementId } from "../kernel/ids";
import { type CellState, cellState } from "../threats/cell-state";
import { type AppliedControl, creditOf } from "../threats/credit";
import {
  findingResidual,
  type LayerCredits,
  lossReduction,
  preventingLayers,
  scenarioLossReduction,
  scenarioResidual,
} from "../threats/scenario-residual";
import type { ControlFunction, Strength } from "../threats/vocabulary";
import type { Coverage } from "./coverage";
import type { FindingFact, PostureFacts, ThreatFact } from "./facts";
import { cellRowOf, stateAgainst } from "./state-against";

/** A finding with what stands against it. */
export interface AssessedFinding {
  readonly finding: FindingFact;
  /** Share of its rate that is left, within [0.02, 1]. */
  readonly residual: number;
  readonly lossReduction: number;
  readonly layers: LayerCredits;
  /** Nothing earns credit against it and nobody signed for it. */
  readonly open: boolean;
  readonly answers: readonly Answer[];
}

/** What a mechanism does about a finding: one strength row with its state there. */
export interface Answer {
  readonly mechanism: MechanismId;
  readonly function: ControlFunction;
  readonly strength: Strength;
  readonly state: State;
  readonly credit: number;
}

/** A cell of the matrix: a mechanism against a threat. */
export interface Cell extends CellState {
  readonly mechanism: MechanismId;
  /** Null: nobody has rated the mechanism against this threat. */
  readonly strength: Strength | null;
  readonly function: ControlFunction | null;
}

/** A row of the matrix: a threat of the catalogue as it applies to the system. */
export interface AssessedScenario {
  readonly threat: ThreatFact;
  readonly findings: readonly AssessedFinding[];
  /** Mean of its findings, weighted by likelihood; what two people called not applicable is left out; null when nothing else is. */
  readonly residual: number | null;
  readonly lossReduction: number;
  /** Findings that are open. */
  readonly gaps: number;
  /** In the order of `mechanisms`. */
  readonly cells: readonly Cell[];
}

/** The threat matrix of a system: its rows and its columns. */
export interface ThreatAssessment {
  /** Columns: what is rated above zero against a threat of this system, or stands on it; in the catalogue's order. */
  readonly mechanisms: readonly MechanismId[];
  readonly scenarios: readonly AssessedScenario[];
}

/**
 * The threat matrix: for each threat with findings what is left of it and why.
 *
 * Source: design/model.md, "Evidence, states, credit".
 */
export function assessThreats(facts: PostureFacts, coverage: Coverage): ThreatAssessment {
  const byThreat = new Map<ThreatId, FindingFact[]>();
  for (const finding of facts.findings) {
    const known = byThreat.get(finding.threat);
    if (known) known.push(finding);
    else byThreat.set(finding.threat, [finding]);
  }
  const present = facts.threats.filter(({ id }) => byThreat.has(id));
  const mechanisms = columnsOf(facts, present, coverage);
  const scenarios = present.map((threat) =>
    assessScenario(threat, byThreat.get(threat.id) ?? [], facts, coverage, mechanisms),
  );
  return { mechanisms, scenarios };
}

/** Mechanisms that stand on the system in any way: as a control that is not retired, as an idea, as a claim. */
export function mechanismsInUse(
  { controls, claims }: PostureFacts,
  coverage: Coverage,
): ReadonlySet<MechanismId> {
  return new Set([
    ...controls.filter(({ standing }) => standing !== "retired").map(({ mechanism }) => mechanism),
    ...coverage.controls.map(({ mechanism }) => mechanism),
    ...claims.map(({ mechanism }) => mechanism),
  ]);
}

function columnsOf(
  facts: PostureFacts,
  present: readonly ThreatFact[],
  coverage: Coverage,
): readonly MechanismId[] {
  const shown = new Set<MechanismId>([
    ...mechanismsInUse(facts, coverage),
    ...present.flatMap(({ strengths }) =>
      strengths.filter(({ strength }) => strength > 0).map(({ mechanism }) => mechanism),
    ),
  ]);
  return facts.mechanisms.map(({ id }) => id).filter((id) => shown.has(id));
}

function assessScenario(
  threat: ThreatFact,
  findings: readonly FindingFact[],
  facts: PostureFacts,
  coverage: Coverage,
  mechanisms: readonly MechanismId[],
): AssessedScenario {
  const applied = findings.map((finding) => ({
    finding,
    controls: appliedTo(finding, threat, facts, coverage),
  }));
  const counted = applied
    .filter(({ finding }) => finding.exception?.kind !== "not-applicable")
    .map(({ finding, controls }) => ({ likelihood: finding.likelihood, controls }));
  const assessed = applied.map(({ finding, controls }) => assessFinding(finding, controls));
  return {
    threat,
    findings: assessed,
    residual: scenarioResidual(counted),
    lossReduction: scenarioLossReduction(counted) ?? 0,
    gaps: assessed.filter(({ open }) => open).length,
    cells: mechanisms.map((mechanism) => cellOf(mechanism, threat, findings, coverage)),
  };
}

interface RowOnFinding extends AppliedControl {
  readonly mechanism: MechanismId;
}

/** Every strength row of the threat on the element of a finding; where the row names a condition, only what states it. */
function appliedTo(
  finding: FindingFact,
  threat: ThreatFact,
  facts: PostureFacts,
  coverage: Coverage,
): readonly RowOnFinding[] {
  return threat.strengths.flatMap((row) => {
    const layer = facts.mechanisms.find(({ id }) => id === row.mechanism)?.layer;
    if (!layer) return [];
    return variantsOf(row, threat.id).flatMap(({ strength, conditionFor }) => {
      const state = coverage.stateOn(row.mechanism, finding.element, conditionFor);
      if (state === null) return [];
      const answersRule = finding.answeredBy.includes(row.mechanism);
      return [
        {
          mechanism: row.mechanism,
          layer,
          function: row.function,
          strength,
          state,
          inScope: true,
          answersRule,
        },
      ];
    });
  });
}

function variantsOf(row: StrengthRow, threat: ThreatId) {
  const plain = { strength: row.strength, conditionFor: row.condition === null ? undefined : threat };
  return row.stronger === null ? [plain] : [plain, { strength: row.stronger.strength, conditionFor: threat }];
}

function assessFinding(finding: FindingFact, controls: readonly RowOnFinding[]): AssessedFinding {
  const residual = findingResidual(controls);
  return {
    finding,
    residual,
    lossReduction: lossReduction(controls),
    layers: preventingLayers(controls),
    open: residual === 1 && finding.exception === null,
    answers: controls
      .filter(({ function: does, answersRule }) => does !== "prevent" || answersRule)
      .map((control) => ({
        mechanism: control.mechanism,
        function: control.function,
        strength: control.strength,
        state: control.state,
        credit: creditOf(control),
      })),
  };
}

function cellOf(
  mechanism: MechanismId,
  threat: ThreatFact,
  findings: readonly FindingFact[],
  coverage: Coverage,
): Cell {
  const row = cellRowOf(threat, mechanism);
  const states = findings.map((finding) => ({
    on: finding.element.id,
    state: stateAgainst(finding, threat, mechanism, coverage).state,
  }));
  return {
    mechanism,
    strength: row?.strength ?? null,
    function: row?.function ?? null,
    ...cellState(weakestByElement(states)),
  };
}

/** An element counts once, however many rules found the threat on it. */
function weakestByElement(
  states: readonly { readonly on: ElementId; readonly state: State }[],
): readonly State[] {
  const byElement = new Map<ElementId, State[]>();
  for (const { on, state } of states) {
    const known = byElement.get(on);
    if (known) known.push(state);
    else byElement.set(on, [state]);
  }
  return [...byElement.values()].map((own) => cellState(own).state);
}
