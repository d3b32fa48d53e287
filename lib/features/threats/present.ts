import type { StatedThreat } from "@/lib/domain/architecture/element";
import { elementName } from "@/lib/domain/architecture/element-name";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import { STRIDE, type Stride, type Threat, type ThreatId } from "@/lib/domain/catalogue/threat";
import { GOALS, type Goal } from "@/lib/domain/checklists/vocabulary";
import type { Exception } from "@/lib/domain/exceptions/exception";
import type { InstantMs, UserId, UtcDate } from "@/lib/domain/kernel/ids";
import type { PersonRef } from "@/lib/domain/people/person";
import type { Cell } from "@/lib/domain/posture/assess-threats";
import { type ComparedThreat, type ComparedTime, compareThreats } from "@/lib/domain/posture/compare-threats";
import type { ColumnView, PostureView, ScenarioView } from "@/lib/domain/posture/posture-view";
import type { CellDossier, OpenThreat, ThreatDossier } from "@/lib/domain/posture/threat-dossier";
import type { WhatIfStart } from "@/lib/domain/posture/what-if-start";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { type BandStep, LAYERS, type Layer } from "@/lib/domain/threats/vocabulary";
import { FUNCTION_WORD } from "@/lib/domain/threats/words";

export const VIEWS = ["matrix", "layers"] as const;
export const GROUPINGS = ["layer", "goal", "stride"] as const;
export const COLUMN_CHOICES = ["in-use", "rated"] as const;

/** What the address of the threats page says, besides the what-if. */
export interface ThreatsSearch {
  readonly view: (typeof VIEWS)[number];
  readonly group: (typeof GROUPINGS)[number];
  readonly columns: (typeof COLUMN_CHOICES)[number];
  readonly onlyGaps: boolean;
  /** The cell that is open: a threat and a mechanism. */
  readonly cell: readonly [threat: string, mechanism: string] | null;
  /** The row that is open. */
  readonly threat: ThreatId | null;
  /** The finding that somebody wants to leave open. */
  readonly leave: string | null;
}

/** The threats of a system as they were loaded, and what this person may do with them. */
export interface ThreatsPage {
  readonly system: SystemSummary;
  readonly today: UtcDate;
  readonly asOf: InstantMs;
  readonly search: ThreatsSearch;
  readonly currency: string;
  readonly start: WhatIfStart;
  /** Whether the architecture has anything that could be threatened. */
  readonly isDrawn: boolean;
  readonly cell: CellDossier | null;
  readonly row: ThreatDossier | null;
  /** What was left open on purpose, by the id of its finding; empty unless a row is open. */
  readonly exceptions: ReadonlyMap<string, Exception>;
  /** Threats that may be there beyond what was found. */
  readonly open: readonly OpenThreat[];
  /** Stated threats of which nobody has said what they are in the catalogue: they count nowhere yet. */
  readonly unassigned: readonly { readonly number: number; readonly name: string }[];
  readonly mechanismNames: ReadonlyMap<string, string>;
  readonly scales: RiskScales;
  readonly mayWork: boolean;
  /** Who can own an exception; empty unless one is being asked for. */
  readonly people: readonly PersonRef[];
  readonly me: UserId;
}

/** Names of the steps, and the level of each cell of the 5 × 5 matrix. */
export interface RiskScales {
  readonly likelihoodNames: readonly string[];
  readonly impactNames: readonly string[];
  readonly levelNames: readonly string[];
  readonly levels: readonly (readonly BandStep[])[];
}

const NAME = /^[a-z0-9-]{1,60}$/;

/** Reads the address; what means nothing is as if it were not there. */
export function parseThreatsSearch(params: Pick<URLSearchParams, "get">): ThreatsSearch {
  const one = <T extends string>(name: string, choices: readonly [T, ...T[]]): T =>
    choices.find((choice) => choice === params.get(name)) ?? choices[0];
  const [threat = "", mechanism = "", ...more] = (params.get("cell") ?? "").split(".");
  const isCell = more.length === 0 && NAME.test(threat) && NAME.test(mechanism);
  const row = params.get("threat") ?? "";
  const leave = params.get("leave") ?? "";
  return {
    view: one("view", VIEWS),
    group: one("group", GROUPINGS),
    columns: one("columns", COLUMN_CHOICES),
    onlyGaps: params.get("only") === "gaps",
    cell: isCell ? [threat, mechanism] : null,
    threat: NAME.test(row) ? row : null,
    leave: /^[a-z0-9@-]{1,120}$/.test(leave) ? leave : null,
  };
}

/** Parts of the address that belong to the panel, not to the matrix. */
export const PANEL_PARAMS = ["cell", "threat", "leave"] as const;

/** Rows of the matrix that stand together. */
export interface RowGroup {
  readonly key: string;
  readonly rows: readonly ScenarioView[];
}

/** The rows by what they are grouped by: each under its first layer, goal or letter. Empty groups are left out. */
export function groupRows(
  scenarios: readonly ScenarioView[],
  group: ThreatsSearch["group"],
): readonly RowGroup[] {
  const keys: readonly string[] = { layer: LAYERS, goal: GOALS, stride: STRIDE }[group];
  return keys
    .map((key) => ({ key, rows: scenarios.filter((scenario) => keyOf(scenario, group) === key) }))
    .filter(({ rows }) => rows.length > 0);
}

function keyOf({ threat }: ScenarioView, group: ThreatsSearch["group"]): string {
  if (group === "layer") return threat.layer;
  return group === "goal" ? firstOf(GOALS, threat.goals) : firstOf(STRIDE, threat.stride);
}

const firstOf = <T extends Goal | Stride>(order: readonly T[], among: readonly T[]): string =>
  among[0] ?? order[0] ?? "";

/** A run of columns under one heading. */
export interface ColumnGroup {
  readonly layer: Layer;
  readonly columns: readonly ColumnView[];
}

/** The columns to show, by layer. Where nothing is in use, everything that is rated is shown: an empty matrix says nothing. */
export function groupColumns(
  { columns }: Pick<PostureView, "columns">,
  choice: ThreatsSearch["columns"],
): readonly ColumnGroup[] {
  const inUse = columns.filter((column) => column.inUse);
  const shown = choice === "rated" || inUse.length === 0 ? columns : inUse;
  return LAYERS.map((layer) => ({ layer, columns: shown.filter((column) => column.layer === layer) })).filter(
    (group) => group.columns.length > 0,
  );
}

/** Rows that have something open, if only those are asked for. */
export function filterRows(
  scenarios: readonly ScenarioView[],
  { onlyGaps }: Pick<ThreatsSearch, "onlyGaps">,
): readonly ScenarioView[] {
  return onlyGaps ? scenarios.filter(({ gaps }) => gaps > 0) : scenarios;
}

/** The number that a cell prints: how many of its elements are proven, where any is. */
export function cellNumber({ state, proven, total }: Cell): string | null {
  return state === "not-applicable" || proven === 0 ? null : `${proven}/${total}`;
}

/** A cell in words, for its title and for who can't see it. */
export function cellLabel(cell: Cell, mechanism: string): string {
  const { strength, function: does, state, proven, total } = cell;
  if (strength === null) return `${mechanism}: unknown, nobody has rated it against this threat`;
  if (strength === 0) return `${mechanism}: not applicable, it has no effect on this threat`;
  if (state === "not-applicable") return `${mechanism}: not applicable to any of the findings`;
  const counts = total > 1 ? `, proven on ${proven} of ${total} elements` : "";
  const function_ = does ? `, ${FUNCTION_WORD[does].toLowerCase()}` : "";
  return `${mechanism}: ${state}${counts}${function_}, strength ${strength} of 3`;
}

/** What the threats of a system add up to. */
export interface ThreatsSummary {
  readonly findings: number;
  readonly gaps: number;
  readonly accepted: number;
  readonly notApplicable: number;
  /** The scenario with the most expected loss left; null where there is none. */
  readonly worst: ScenarioView | null;
}

export function summarise({ scenarios }: PostureView): ThreatsSummary {
  const sum = (count: (scenario: ScenarioView) => number) =>
    scenarios.reduce((total, scenario) => total + count(scenario), 0);
  const worst = scenarios
    .filter(({ money }) => money !== null)
    .toSorted((a, b) => (b.money?.residualPerYear ?? 0) - (a.money?.residualPerYear ?? 0))[0];
  return {
    findings: sum(({ findings }) => findings),
    gaps: sum(({ gaps }) => gaps),
    accepted: sum(({ accepted }) => accepted),
    notApplicable: sum(({ notApplicable }) => notApplicable),
    worst: worst ?? null,
  };
}

/** An element that a threat can be stated of. */
export interface ThreatPlace {
  readonly id: string;
  readonly kind: "system" | "flow" | "component";
  readonly name: string;
}

/** What the form of a stated threat shows. */
export interface StatedThreatForm {
  readonly system: Pick<SystemSummary, "id" | "slug" | "name">;
  /** Null: a new one. */
  readonly stated: StatedThreat | null;
  readonly places: readonly ThreatPlace[];
  readonly threats: readonly Pick<Threat, "id" | "name">[];
  /** Of the steps 1 to 5. */
  readonly likelihoodNames: readonly string[];
}

/** The form of a stated threat, or of a new one. */
export function presentStatedThreat(
  { id, slug, name }: SystemSummary,
  { whole, flows, components }: SystemModel,
  stated: StatedThreat | null,
  { threats, likelihoodNames }: { threats: readonly Threat[]; likelihoodNames: readonly string[] },
): StatedThreatForm {
  const place = (
    element: SystemModel["whole"] | SystemModel["flows"][number] | SystemModel["components"][number],
  ) => ({
    id: element.id,
    kind: element.kind,
    name: elementName(element),
  });
  return {
    system: { id, slug, name },
    stated,
    places: [whole, ...flows, ...components].map(place),
    threats: threats.map((threat) => ({ id: threat.id, name: threat.name })),
    likelihoodNames,
  };
}

/** The threats of a system at the end of a day beside those of now. */
export interface ComparisonPage {
  readonly system: SystemSummary;
  readonly today: UtcDate;
  readonly day: UtcDate;
  readonly currency: string;
  readonly levelNames: readonly string[];
  readonly mechanismNames: ReadonlyMap<string, string>;
  /** Null: the system did not exist then. */
  readonly compared: Comparison | null;
}

/** What two times of a system differ in. */
export interface Comparison {
  readonly threats: readonly ComparedThreat[];
  readonly before: ComparedTotals;
  readonly after: ComparedTotals;
}
export interface ComparedTotals {
  readonly findings: number;
  readonly gaps: number;
  readonly residualPerYear: number;
  /** 0 to 100; null where it is not scored. */
  readonly score: number | null;
}

/** What differs, and the sums of both times. */
export function presentComparison(before: ComparedTime, after: ComparedTime): Comparison {
  return { threats: compareThreats(before, after), before: totalsOf(before), after: totalsOf(after) };
}

function totalsOf({ view }: ComparedTime): ComparedTotals {
  const { findings, gaps } = summarise(view);
  const { score, money } = view;
  return { findings, gaps, residualPerYear: money.residualPerYear, score: score.scored ? score.score : null };
}
