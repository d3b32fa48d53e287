import type { MechanismId } from "../catalogue/mechanism";
import type { ThreatId } from "../catalogue/threat";
import type { State } from "../checklists/vocabulary";
import type { BandStep } from "../threats/vocabulary";
import type { PostureFacts } from "./facts";
import type { PostureView, ScenarioView } from "./posture-view";

/** A threat at one of two times; null where the system did not have it. */
export interface ThreatThen {
  readonly residual: number | null;
  readonly gaps: number;
  readonly findings: number;
  readonly residualPerYear: number | null;
  /** Step of the level, 1 to 5; null where nothing counts. */
  readonly level: BandStep | null;
}

/** A cell whose state is another one; null: there was no such cell. */
export interface ChangedCell {
  readonly mechanism: MechanismId;
  readonly before: State | null;
  readonly after: State | null;
}

/** A threat at two times. */
export interface ComparedThreat {
  readonly id: ThreatId;
  readonly name: string;
  readonly before: ThreatThen | null;
  readonly after: ThreatThen | null;
  readonly cells: readonly ChangedCell[];
  /** Ids of findings that were not there before, and of those that are gone. */
  readonly appeared: readonly string[];
  readonly gone: readonly string[];
}

/** One time of a comparison: what was computed, and from what. */
export interface ComparedTime {
  readonly view: PostureView;
  readonly facts: Pick<PostureFacts, "findings">;
}

/**
 * The threats of a system at two times, those that changed only: what moved most in money first, then by name.
 *
 * A threat that both times had with the same numbers, cells and findings is left out.
 */
export function compareThreats(before: ComparedTime, after: ComparedTime): readonly ComparedThreat[] {
  const ids = new Set([...before.view.scenarios, ...after.view.scenarios].map(({ threat }) => threat.id));
  return [...ids]
    .map((id) => compared(id, before, after))
    .filter(isChanged)
    .toSorted((a, b) => movedBy(b) - movedBy(a) || (a.name < b.name ? -1 : 1));
}

function compared(id: ThreatId, before: ComparedTime, after: ComparedTime): ComparedThreat {
  const rowIn = ({ view }: ComparedTime) => view.scenarios.find(({ threat }) => threat.id === id);
  const [old, now] = [rowIn(before), rowIn(after)];
  const idsIn = ({ facts }: ComparedTime) =>
    facts.findings.filter(({ threat }) => threat === id).map((finding) => finding.id);
  const [was, is] = [idsIn(before), idsIn(after)];
  return {
    id,
    name: now?.threat.name ?? old?.threat.name ?? id,
    before: thenOf(old),
    after: thenOf(now),
    cells: changedCells(old, now),
    appeared: is.filter((one) => !was.includes(one)),
    gone: was.filter((one) => !is.includes(one)),
  };
}

function thenOf(row: ScenarioView | undefined): ThreatThen | null {
  if (!row) return null;
  const { residual, gaps, findings, money } = row;
  return {
    residual,
    gaps,
    findings,
    residualPerYear: money?.residualPerYear ?? null,
    level: money?.residual.level ?? null,
  };
}

/** Cells that only one of the times has count from and to what says most of nothing there. */
function changedCells(old: ScenarioView | undefined, now: ScenarioView | undefined): readonly ChangedCell[] {
  const statesOf = (row: ScenarioView | undefined) =>
    new Map((row?.cells ?? []).map(({ mechanism, state }) => [mechanism, state]));
  const [was, is] = [statesOf(old), statesOf(now)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((mechanism) => ({
      mechanism,
      before: was.get(mechanism) ?? null,
      after: is.get(mechanism) ?? null,
    }))
    .filter((cell) => cell.before !== cell.after && old !== undefined && now !== undefined);
}

function isChanged({ before, after, cells, appeared, gone }: ComparedThreat): boolean {
  return JSON.stringify(before) !== JSON.stringify(after) || cells.length + appeared.length + gone.length > 0;
}

const movedBy = ({ before, after }: ComparedThreat): number =>
  Math.abs((after?.residualPerYear ?? 0) - (before?.residualPerYear ?? 0));
