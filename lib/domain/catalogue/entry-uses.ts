import type { Coordination } from "../architecture/vocabulary";
import { STANDARD_OF_REGULATION, type SystemType } from "../systems/vocabulary";
import type { CatalogueItem } from "./catalogue-item";
import type { FailureMode, ItemKey } from "./knowledge";
import type { MechanismId } from "./mechanism";
import type { CheckId } from "./suspicions/suspicions-of";
import type { TraitedSystem } from "./system-traits";
import type { ThreatId } from "./threat";

/** A system that an entry of the catalogue concerns. */
export interface SystemUse {
  readonly slug: string;
  readonly name: string;
  /** How many findings, mechanisms, zones, places, items ...; what they are is the entry's business. */
  readonly count: number;
  /** Out of how many; null where that says nothing. */
  readonly of: number | null;
  /** Elements on which it can't be judged. */
  readonly open: number;
}

type Systems = readonly TraitedSystem[];
type Counted = { readonly count: number; readonly of?: number; readonly open?: number };

/** The systems for which something counts, the most of it first, then by name. */
function usesWhere(systems: Systems, countOf: (system: TraitedSystem) => Counted): readonly SystemUse[] {
  return systems
    .map((system) => {
      const { count, of = null, open = 0 } = countOf(system);
      return { slug: system.slug, name: system.name, count, of, open };
    })
    .filter(({ count, open }) => count > 0 || open > 0)
    .toSorted((a, b) => b.count - a.count || b.open - a.open || a.name.localeCompare(b.name, "en"));
}

const sumOf = <K>(keys: readonly K[], counts: ReadonlyMap<K, number>) =>
  keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0);

/** Systems of a type. */
export function usesOfType(systems: Systems, type: SystemType): readonly SystemUse[] {
  return usesWhere(systems, (system) => ({ count: system.type === type ? 1 : 0 }));
}

/** Systems that have findings of some threats, with how many. */
export function usesOfThreats(systems: Systems, threats: readonly ThreatId[]): readonly SystemUse[] {
  return usesWhere(systems, ({ traits }) => ({ count: sumOf(threats, traits.findings) }));
}

/** Systems that have zones of a coordination level, with how many. */
export function usesOfCoordination(systems: Systems, level: Coordination): readonly SystemUse[] {
  return usesWhere(systems, ({ traits }) => ({ count: traits.zones.get(level) ?? 0 }));
}

/** Systems on which some of these mechanisms are in place, with how many of them. */
export function usesOfMechanisms(systems: Systems, ids: readonly MechanismId[]): readonly SystemUse[] {
  return usesWhere(systems, ({ traits }) => ({
    count: ids.filter((id) => traits.mechanisms.has(id)).length,
    of: ids.length,
  }));
}

/** Systems on which the check of an anti-pattern fires, or can't be judged. */
export function usesOfCheck(systems: Systems, check: CheckId): readonly SystemUse[] {
  return usesWhere(systems, ({ traits }) => {
    const { fires, looked, open } = traits.suspicions[check];
    return { count: fires, of: looked, open };
  });
}

/** Systems on which a failure mode can happen: they have components of such a kind, or such mechanisms in place. */
export function usesOfFailureMode(
  systems: Systems,
  { componentKinds, mechanisms }: Pick<FailureMode, "componentKinds" | "mechanisms">,
): readonly SystemUse[] {
  return usesWhere(systems, ({ traits }) => ({
    count: sumOf(componentKinds, traits.kinds) + mechanisms.filter((id) => traits.mechanisms.has(id)).length,
  }));
}

/** Systems that have done some of these items, out of those that apply to them. */
export function usesOfItems(systems: Systems, keys: readonly ItemKey[]): readonly SystemUse[] {
  return usesWhere(systems, ({ traits }) => {
    const statuses = keys.flatMap((key) => traits.items.get(key) ?? []);
    const applying = statuses.filter((status) => status !== "not-applicable");
    return { count: applying.filter((status) => status === "done").length, of: applying.length };
  });
}

/** Systems whose checklist has items of a standard, with how many; of a law only those to which it applies. */
export function usesOfStandard(
  systems: Systems,
  standard: string,
  items: ReadonlyMap<ItemKey, CatalogueItem>,
): readonly SystemUse[] {
  const isLaw = Object.values(STANDARD_OF_REGULATION).includes(standard);
  return usesWhere(systems, ({ regulations, traits }) => {
    if (isLaw && !regulations.some((one) => STANDARD_OF_REGULATION[one] === standard)) return { count: 0 };
    const keys = [...traits.items.keys()].filter((key) => items.get(key)?.standards.includes(standard));
    return { count: keys.length };
  });
}
