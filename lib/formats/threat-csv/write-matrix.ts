import type { PostureView, ScenarioView } from "@/lib/domain/posture/posture-view";
import { type CsvCell, writeCsv } from "../csv/write-csv";

const HEADER = [
  "threat",
  "name",
  "layer",
  "stride",
  "goals",
  "findings",
  "gaps",
  "accepted",
  "not applicable",
  "residual",
  "loss reduction",
  "level",
  "expected loss per year before controls",
  "expected loss per year",
];

/**
 * Writes a threat matrix as CSV that is safe to open in a spreadsheet: a row per threat, a column per mechanism with the
 * state and how many of the elements that count are proven. Shares are 0 to 1, not rounded.
 */
export function writeMatrixCsv(view: PostureView, options: { readonly bom?: boolean } = {}): string {
  const header = [...HEADER, ...view.columns.map(({ name }) => name)];
  return writeCsv([header, ...view.scenarios.map(cellsOf)], options);
}

function cellsOf(scenario: ScenarioView): readonly CsvCell[] {
  const { threat, findings, gaps, accepted, notApplicable, residual, lossReduction, money, cells } = scenario;
  return [
    threat.id,
    threat.name,
    threat.layer,
    threat.stride.join(""),
    threat.goals.join("; "),
    findings,
    gaps,
    accepted,
    notApplicable,
    residual,
    lossReduction,
    money?.residual.level ?? null,
    money?.inherentPerYear ?? null,
    money?.residualPerYear ?? null,
    ...cells.map(({ state, proven, total }) => (total === 0 ? state : `${state} ${proven} of ${total}`)),
  ];
}
