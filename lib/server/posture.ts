import "server-only";
import { listItems } from "@/lib/db/checklists";
import type { Read } from "@/lib/db/client";
import { listExceptionsAt, listStandingExceptions } from "@/lib/db/exceptions";
import { listItemsAt } from "@/lib/db/items-at";
import { findModel, findModelAt } from "@/lib/db/model";
import { listMarkedSystems } from "@/lib/db/posture-summaries";
import { findSystemFactsThen } from "@/lib/db/system-history";
import { findSystem } from "@/lib/db/systems";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import type { Item } from "@/lib/domain/checklists/item";
import type { Exception } from "@/lib/domain/exceptions/exception";
import type { InstantMs, SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import type { PostureFacts } from "@/lib/domain/posture/facts";
import { gatherFacts } from "@/lib/domain/posture/gather-facts";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { type Derivation, deriveFindings } from "@/lib/domain/threats/derive-findings";
import { bands, compiledRules } from "./catalogue";
import { organisationCatalogue, organisationCatalogueAt } from "./organisation-catalogue";

/** A system with everything that its numbers are computed from on a day. */
export interface SystemPosture {
  readonly system: SystemSummary;
  readonly model: SystemModel;
  readonly items: readonly Item[];
  /** Those that hold on the day, by the id of their finding. */
  readonly exceptions: ReadonlyMap<string, Exception>;
  readonly derivation: Derivation;
  readonly catalogue: ModelCatalogue;
  readonly facts: PostureFacts;
}

type Gathered = Omit<SystemPosture, "system">;

/** Systems whose facts this process keeps until something about them changes; lost with it. */
const KEPT_MAX = 40;
const kept = new Map<
  SystemId,
  { readonly changeNumber: bigint; readonly today: UtcDate; readonly gathered: Gathered }
>();

/** Reads a system and gathers its facts; null where there is no such system. Every page of a system computes from these. */
export async function readPosture(
  read: Read,
  systemId: SystemId,
  today: UtcDate,
): Promise<SystemPosture | null> {
  const [system, marked, catalogue] = await Promise.all([
    findSystem(read, systemId),
    listMarkedSystems(read, [systemId]),
    organisationCatalogue(read),
  ]);
  const mark = marked.get(systemId)?.mark;
  if (!system || !mark) return null;
  const known = kept.get(systemId);
  const isKept = known && mark.settled && known.changeNumber === mark.changeNumber && known.today === today;
  if (isKept && known.gathered.catalogue.hash === catalogue.hash) return { ...known.gathered, system };
  const gathered = await gather(read, system, catalogue, today);
  kept.delete(systemId); // so that the oldest stand first
  if (mark.settled) kept.set(systemId, { changeNumber: mark.changeNumber, today, gathered });
  const oldest = kept.keys().next();
  if (kept.size > KEPT_MAX && !oldest.done) kept.delete(oldest.value);
  return { ...gathered, system };
}

/**
 * A system as it stood at an instant, with the strengths that held then and the rules and formulas of today; null where it
 * did not exist then.
 *
 * Source: design/model.md, "History": a recomputed past equals the recorded one within a formula version.
 */
export async function readPostureAt(
  read: Read,
  systemId: SystemId,
  at: InstantMs,
): Promise<SystemPosture | null> {
  const [now, then] = await Promise.all([
    findSystem(read, systemId),
    findSystemFactsThen(read, systemId, at),
  ]);
  if (!now || !then) return null;
  const { ownerId: _ownerId, ...facts } = then;
  const system = { ...now, ...facts };
  const [model, items, exceptions, catalogue] = await Promise.all([
    findModelAt(read, system, at),
    listItemsAt(read, systemId, at),
    listExceptionsAt(read, systemId, at),
    organisationCatalogueAt(read, at),
  ]);
  return { ...(await gathered({ system, model, items, exceptions, catalogue }, utcDateOf(at))), system };
}

async function gather(
  read: Read,
  system: SystemSummary,
  catalogue: ModelCatalogue,
  today: UtcDate,
): Promise<Gathered> {
  const [model, items, exceptions] = await Promise.all([
    findModel(read, system),
    listItems(read, system.id, null),
    listStandingExceptions(read, system.id, today),
  ]);
  return gathered({ system, model, items, exceptions, catalogue }, today);
}

async function gathered(
  { system, model, items, exceptions, catalogue }: Omit<SystemPosture, "derivation" | "facts">,
  today: UtcDate,
): Promise<Gathered> {
  const [rules, scales] = await Promise.all([compiledRules(), bands()]);
  const derivation = deriveFindings(model, system, rules);
  const sources = { system, model, derivation, items, exceptions, catalogue, bands: scales };
  return { model, items, exceptions, derivation, catalogue, facts: gatherFacts(sources, today) };
}
