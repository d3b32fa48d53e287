import type { SystemModel } from "../architecture/system-model";
import type { Coordination } from "../architecture/vocabulary";
import type { ItemStatus } from "../checklists/vocabulary";
import type { Regulation, SystemType } from "../systems/vocabulary";
import type { Finding } from "../threats/derive-findings";
import type { CatalogueItem } from "./catalogue-item";
import type { ItemKey } from "./knowledge";
import type { MechanismId } from "./mechanism";
import { type CheckId, type Suspicion, suspicionsOf } from "./suspicions/suspicions-of";
import type { ThreatId } from "./threat";

/** What of a system the catalogue points to. */
export interface SystemTraits {
  /** Findings by threat; a threat without any is left out. */
  readonly findings: ReadonlyMap<ThreatId, number>;
  /** Mechanisms of the controls that are in place, each once. */
  readonly mechanisms: ReadonlySet<MechanismId>;
  /** Zones by what their members share. */
  readonly zones: ReadonlyMap<Coordination, number>;
  /** Components by their kind, where it is stated. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly suspicions: Readonly<Record<CheckId, Suspicion>>;
  /** Items of the product's checklist, as far as the system works it. */
  readonly items: ReadonlyMap<ItemKey, ItemStatus>;
}

/** A system as the catalogue names it, with its traits. */
export interface TraitedSystem {
  readonly slug: string;
  readonly name: string;
  readonly type: SystemType;
  readonly regulations: readonly Regulation[];
  readonly traits: SystemTraits;
}

/** Gathers the traits of a system from its model and what follows from it. */
export function traitsOf(
  model: SystemModel,
  findings: readonly Pick<Finding, "threat">[],
  items: ReadonlyMap<ItemKey, ItemStatus>,
  catalogueItems: ReadonlyMap<ItemKey, CatalogueItem>,
): SystemTraits {
  const seen = [...items].flatMap(([key, status]) => {
    const item = catalogueItems.get(key);
    return item ? [{ phase: item.phase, must: item.must, status }] : [];
  });
  const inPlace = model.controls.filter(({ standing }) => standing === "in-place");
  return {
    findings: tally(findings.map(({ threat }) => threat)),
    mechanisms: new Set(inPlace.map(({ mechanism }) => mechanism)),
    zones: tally(model.zones.map(({ coordination }) => coordination)),
    kinds: tally(
      model.components.flatMap(({ properties: { kind } }) => (typeof kind === "string" ? [kind] : [])),
    ),
    suspicions: suspicionsOf(model, seen),
    items,
  };
}

function tally<T>(values: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
