import type { ElementId } from "../kernel/ids";

/** How many zones may stand in one another, the outermost and the innermost counted. */
export const ZONE_LEVELS_MAX = 5;

/** A zone as far as nesting goes. */
export interface Nested {
  readonly id: ElementId;
  readonly parentId: ElementId | null;
}

/** How deep things stand in one another. */
export interface Levels<K> {
  /** 0: stands in no other. What is in a circle counts as if it stood in none. */
  readonly levelOf: ReadonlyMap<K, number>;
  readonly circled: ReadonlySet<K>;
}

/**
 * How deep each thing stands, whatever the depth, in time that grows with their number.
 *
 * @param parentOf each thing with what it stands in; null, or something that is not among them: nothing
 */
export function levelsOf<K extends string>(parentOf: ReadonlyMap<K, K | null>): Levels<K> {
  const levelOf = new Map<K, number>();
  const circled = new Set<K>();
  for (const start of parentOf.keys()) {
    const { way, end } = wayOut(start, parentOf, levelOf);
    const circle = end !== null && way.includes(end) ? way.splice(way.indexOf(end)) : [];
    for (const one of circle) {
      circled.add(one);
      levelOf.set(one, 0);
    }
    let level = end === null ? 0 : (levelOf.get(end) ?? 0) + 1;
    for (const one of way.reverse()) levelOf.set(one, level++);
  }
  return { levelOf, circled };
}

/** From one thing outwards: those that have no level yet, and the one that ends the way; null: nothing is around. */
function wayOut<K extends string>(
  start: K,
  parentOf: ReadonlyMap<K, K | null>,
  levelOf: ReadonlyMap<K, number>,
): { readonly way: K[]; readonly end: K | null } {
  const way = new Set<K>();
  for (let at = start; ; ) {
    if (way.has(at) || levelOf.has(at)) return { way: [...way], end: at };
    way.add(at);
    const next = parentOf.get(at) ?? null;
    if (next === null || !parentOf.has(next)) return { way: [...way], end: null };
    at = next;
  }
}

/** Zones by what stands in what. */
export interface ZoneTree<Z extends Nested> {
  /** Each zone before those inside it, else in the order in which they were given. */
  readonly outerFirst: readonly Z[];
  /** 0: stands in no other. */
  readonly levelOf: ReadonlyMap<ElementId, number>;
  /** The zone that one stands in; undefined where it stands in none. */
  readonly outerOf: (id: ElementId) => Z | undefined;
}

/** What stands in what. A parent that is not there counts as none, and so does each one of a circle. */
export function zoneTree<Z extends Nested>(zones: readonly Z[]): ZoneTree<Z> {
  const byId = new Map(zones.map((zone) => [zone.id, zone]));
  const { levelOf, circled } = levelsOf(new Map(zones.map(({ id, parentId }) => [id, parentId])));
  const outerOf = (id: ElementId) => {
    const parentId = circled.has(id) ? null : (byId.get(id)?.parentId ?? null);
    return parentId === null ? undefined : byId.get(parentId);
  };
  const inside = new Map<ElementId | null, Z[]>();
  for (const zone of zones) {
    const outer = outerOf(zone.id)?.id ?? null;
    const others = inside.get(outer);
    if (others) others.push(zone);
    else inside.set(outer, [zone]);
  }
  const outerFirst: Z[] = [];
  const waiting = (inside.get(null) ?? []).toReversed();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    outerFirst.push(next);
    waiting.push(...(inside.get(next.id) ?? []).toReversed());
  }
  return { outerFirst, levelOf, outerOf };
}

/** A zone and everything that stands in it, however deep. */
export function zonesWithin(zones: readonly Nested[], id: ElementId): ReadonlySet<ElementId> {
  const within = new Set([id]);
  const { outerFirst, outerOf } = zoneTree(zones);
  for (const zone of outerFirst) {
    const outer = outerOf(zone.id);
    if (outer && within.has(outer.id)) within.add(zone.id);
  }
  return within;
}

/** The zones that one may stand in: all but itself and what is inside it. @param id null: of a zone that is new */
export function zonesToStandIn<Z extends Nested>(zones: readonly Z[], id: ElementId | null): readonly Z[] {
  if (id === null) return zones;
  const within = zonesWithin(zones, id);
  return zones.filter((zone) => !within.has(zone.id));
}
