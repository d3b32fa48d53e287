import type { Component, Zone } from "@/lib/domain/architecture/element";
import { type ZoneTree, zoneTree } from "@/lib/domain/architecture/zone-tree";
import type { ElementId } from "@/lib/domain/kernel/ids";
import type { Box } from "./read-cells";

const COLUMNS_MAX = 4;
/** Pixels of a shape, of the space around it, and of a zone's heading. */
const SHAPE = { width: 160, height: 80 } as const;
const GAP = 80;

/** Where zones and components are drawn, in pixels. */
export interface Grid {
  readonly zones: ReadonlyMap<ElementId, Box>;
  readonly components: ReadonlyMap<ElementId, Box>;
}

/**
 * Zones one below the other, each as large as what is in it: its components in rows of four, below them the zones inside
 * it. No two boxes overlap but those of a zone and what stands in it.
 */
export function layOut(zones: readonly Zone[], components: readonly Component[]): Grid {
  const tree = zoneTree(zones);
  const membersOf = new Map<ElementId, Component[]>(zones.map(({ id }) => [id, []]));
  for (const component of components) membersOf.get(component.zoneId)?.push(component);
  const sizes = sizesOf(tree, membersOf);
  const placedZones = new Map<ElementId, Box>();
  const placed = new Map<ElementId, Box>();
  /** Where the next zone begins, by the zone around. */
  const nextY = new Map<ElementId | null, number>([[null, GAP]]);
  for (const { id } of tree.outerFirst) {
    const outer = tree.outerOf(id)?.id ?? null;
    const { width, height, rowsHeight } = sizes.get(id) ?? NOTHING;
    const x = GAP + (outer === null ? 0 : (placedZones.get(outer)?.x ?? 0));
    const y = nextY.get(outer) ?? GAP;
    placedZones.set(id, { x, y, width, height });
    for (const [index, member] of (membersOf.get(id) ?? []).entries())
      placed.set(member.id, {
        ...SHAPE,
        x: x + GAP + (index % COLUMNS_MAX) * (SHAPE.width + GAP),
        y: y + GAP + Math.floor(index / COLUMNS_MAX) * (SHAPE.height + GAP),
      });
    nextY.set(outer, y + height + GAP);
    nextY.set(id, y + GAP + rowsHeight);
  }
  return { zones: placedZones, components: placed };
}

interface ZoneSize {
  readonly width: number;
  readonly height: number;
  /** Of the rows of its components. */
  readonly rowsHeight: number;
}
const NOTHING: ZoneSize = { width: 0, height: 0, rowsHeight: 0 };

/** From the inside out. */
function sizesOf(
  { outerFirst, outerOf }: ZoneTree<Zone>,
  membersOf: ReadonlyMap<ElementId, readonly Component[]>,
): ReadonlyMap<ElementId, ZoneSize> {
  const sizes = new Map<ElementId, ZoneSize>();
  const inside = new Map<ElementId, { width: number; height: number }>();
  for (const { id } of outerFirst.toReversed()) {
    const count = membersOf.get(id)?.length ?? 0;
    const within = inside.get(id);
    const room = within ? 0 : 1;
    const columns = Math.max(room, Math.min(COLUMNS_MAX, count));
    const rowsHeight = Math.max(room, Math.ceil(count / COLUMNS_MAX)) * (SHAPE.height + GAP);
    const width = GAP + Math.max(columns * (SHAPE.width + GAP), within?.width ?? 0);
    const height = GAP + rowsHeight + (within?.height ?? 0);
    sizes.set(id, { width, height, rowsHeight });
    const outer = outerOf(id)?.id;
    if (outer === undefined) continue;
    const others = inside.get(outer) ?? { width: 0, height: 0 };
    inside.set(outer, {
      width: Math.max(others.width, width + GAP),
      height: others.height + height + GAP,
    });
  }
  return sizes;
}
