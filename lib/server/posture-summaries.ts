import "server-only";
import { createHash } from "node:crypto";
import type { Read } from "@/lib/db/client";
import {
  type Formula,
  type HistoryMark,
  listMarkedSystems,
  type MarkedSystem,
  type RecordedSummary,
} from "@/lib/db/posture-summaries";
import type { InstantMs, SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { assess } from "@/lib/domain/posture/assess";
import { type PostureSummary, postureSummary, SUMMARY_VERSION } from "@/lib/domain/posture/posture-summary";
import { bands } from "./catalogue";
import { organisationCatalogue } from "./organisation-catalogue";
import { readPosture } from "./posture";

/** The numbers of a system as a screen shows them. */
export interface ShownSummary {
  readonly summary: PostureSummary;
  readonly asOf: UtcDate;
  /** Whether they are those of now; otherwise the screen says of which day they are. */
  readonly current: boolean;
}

/** How long a page may compute what is not recorded yet. */
const COMPUTE_MS_MAX = 300;
const REMEMBERED_MAX = 2_000;

/** Numbers of this process, by system; lost with it. */
const remembered = new Map<SystemId, RecordedSummary>();

/** What numbers depend on beside their system: two catalogues never share a number. */
export async function currentFormula(read: Read): Promise<Formula> {
  const [{ hash }, scales] = await Promise.all([organisationCatalogue(read), bands()]);
  const catalogueHash = createHash("sha256").update(hash).update(JSON.stringify(scales)).digest("hex");
  return { version: SUMMARY_VERSION, catalogueHash };
}

/** Whether recorded numbers are what would be computed now. */
export function isCurrent(
  recorded: RecordedSummary | null | undefined,
  mark: HistoryMark,
  today: UtcDate,
  formula: Formula,
): recorded is RecordedSummary {
  return (
    !!recorded?.settled &&
    recorded.changeNumber === mark.changeNumber &&
    recorded.asOf === today &&
    recorded.version === formula.version &&
    recorded.catalogueHash === formula.catalogueHash
  );
}

/**
 * Computes the numbers of a system from what is stored now; null where there is no such system.
 *
 * @param mark read before: what is stored may be newer than it, never older
 */
export async function computeSummary(
  read: Read,
  systemId: SystemId,
  mark: HistoryMark,
  today: UtcDate,
): Promise<RecordedSummary | null> {
  const posture = await readPosture(read, systemId, today);
  if (!posture) return null;
  const { facts } = posture;
  return {
    ...mark,
    ...(await currentFormula(read)),
    asOf: today,
    summary: postureSummary(facts, assess(facts)),
  };
}

/** The numbers of one system, those of now; null where there is no such system. */
export async function summaryOfSystem(
  read: Read,
  systemId: SystemId,
  asOf: InstantMs,
): Promise<PostureSummary | null> {
  const marked = (await listMarkedSystems(read, [systemId])).get(systemId);
  if (!marked) return null;
  const today = utcDateOf(asOf);
  const known = knownOf(marked, today, await currentFormula(read));
  return known?.summary ?? (await computeAndRemember(read, marked, today))?.summary ?? null;
}

/**
 * The numbers of many systems: recorded ones, and what is missing computed for as long as a page may take. A system whose
 * turn did not come shows what was recorded last, with its day; one of which nothing was recorded yet is left out.
 */
export async function summariesOfSystems(
  read: Read,
  systemIds: readonly SystemId[],
  asOf: InstantMs,
  msMax: number = COMPUTE_MS_MAX,
): Promise<ReadonlyMap<SystemId, ShownSummary>> {
  const untilMs = performance.now() + msMax;
  const today = utcDateOf(asOf);
  const [marked, formula] = await Promise.all([listMarkedSystems(read, systemIds), currentFormula(read)]);
  const shown = new Map<SystemId, ShownSummary>();
  for (const one of marked.values()) {
    const known =
      knownOf(one, today, formula) ??
      (performance.now() < untilMs ? await computeAndRemember(read, one, today) : null);
    const last = known ?? one.recorded;
    if (last) shown.set(one.systemId, { summary: last.summary, asOf: last.asOf, current: known !== null });
  }
  return shown;
}

function knownOf(
  { systemId, mark, recorded }: MarkedSystem,
  today: UtcDate,
  formula: Formula,
): RecordedSummary | null {
  if (isCurrent(recorded, mark, today, formula)) return recorded;
  const own = remembered.get(systemId);
  return isCurrent(own, mark, today, formula) ? own : null;
}

async function computeAndRemember(
  read: Read,
  { systemId, mark }: MarkedSystem,
  today: UtcDate,
): Promise<RecordedSummary | null> {
  const computed = await computeSummary(read, systemId, mark, today);
  remembered.delete(systemId); // so that the oldest stand first
  if (!computed?.settled) return computed;
  remembered.set(systemId, computed);
  const oldest = remembered.keys().next();
  if (remembered.size > REMEMBERED_MAX && !oldest.done) remembered.delete(oldest.value);
  return computed;
}
