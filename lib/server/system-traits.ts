import "server-only";
import type { Read } from "@/lib/db/client";
import { listStatusesOfBuiltIn } from "@/lib/db/item-statuses";
import { listModels } from "@/lib/db/model";
import { listMarkedSystems } from "@/lib/db/posture-summaries";
import { listSystems } from "@/lib/db/systems";
import { type SystemTraits, type TraitedSystem, traitsOf } from "@/lib/domain/catalogue/system-traits";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { deriveFindings } from "@/lib/domain/threats/derive-findings";
import { catalogueItems, compiledRules } from "./catalogue";

/** Only so many systems are looked at; the most critical first. */
export const TRAITED_MAX = 200;

/** Traits that this process keeps until something about their system changes; lost with it. One per system at most. */
const kept = new Map<SystemId, { readonly changeNumber: bigint; readonly traits: SystemTraits }>();

/** What the catalogue points to on the systems that a person may see. */
export interface TraitedSystems {
  readonly systems: readonly TraitedSystem[];
  /** How many more there are that were not looked at. */
  readonly more: number;
}

/** Reads the traits of the systems that are not hidden: only of those that changed since they were last read. */
export async function readTraits(read: Read, hidden: readonly SystemId[]): Promise<TraitedSystems> {
  const all = await listSystems(read, hidden);
  const looked = all.toSorted((a, b) => b.criticality - a.criticality).slice(0, TRAITED_MAX);
  const marked = await listMarkedSystems(
    read,
    looked.map(({ id }) => id),
  );
  const known = new Map<SystemId, SystemTraits>();
  for (const { id } of looked) {
    const before = kept.get(id);
    const mark = marked.get(id)?.mark;
    if (before && mark?.settled && before.changeNumber === mark.changeNumber) known.set(id, before.traits);
  }
  const gathered = await gather(
    read,
    looked.filter(({ id }) => !known.has(id)),
  );
  for (const [id, traits] of gathered) {
    known.set(id, traits);
    const mark = marked.get(id)?.mark;
    if (mark?.settled) kept.set(id, { changeNumber: mark.changeNumber, traits });
  }
  const systems = looked.flatMap(({ id, slug, name, type, regulations }) => {
    const traits = known.get(id);
    return traits ? [{ slug, name, type, regulations, traits }] : [];
  });
  return { systems, more: all.length - looked.length };
}

async function gather(
  read: Read,
  systems: readonly SystemSummary[],
): Promise<ReadonlyMap<SystemId, SystemTraits>> {
  if (systems.length === 0) return new Map();
  const [models, statuses, rules, items] = await Promise.all([
    listModels(read, systems),
    listStatusesOfBuiltIn(
      read,
      systems.map(({ id }) => id),
    ),
    compiledRules(),
    catalogueItems(),
  ]);
  const gathered = new Map<SystemId, SystemTraits>();
  for (const system of systems) {
    const model = models.get(system.id);
    if (!model) continue;
    const { findings } = deriveFindings(model, system, rules);
    gathered.set(system.id, traitsOf(model, findings, statuses.get(system.id) ?? new Map(), items));
    await othersFirst();
  }
  return gathered;
}

/** Lets other requests go on between one system and the next. */
const othersFirst = () => new Promise<void>((resolve) => setImmediate(resolve));
