import type { Component, Zone } from "@/lib/domain/architecture/element";
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

/** Zones one below the other, each as large as the components in it, which stand in rows of four. No two boxes overlap. */
export function layOut(zones: readonly Zone[], components: readonly Component[]): Grid {
  const placedZones = new Map<ElementId, Box>();
  const placed = new Map<ElementId, Box>();
  const membersOf = new Map<ElementId, Component[]>(zones.map(({ id }) => [id, []]));
  for (const component of components) membersOf.get(component.zoneId)?.push(component);
  let y = GAP;
  for (const [zoneId, members] of membersOf) {
    const columns = Math.max(1, Math.min(COLUMNS_MAX, members.length));
    const rows = Math.max(1, Math.ceil(members.length / COLUMNS_MAX));
    const width = GAP + columns * (SHAPE.width + GAP);
    const height = GAP + rows * (SHAPE.height + GAP);
    placedZones.set(zoneId, { x: GAP, y, width, height });
    for (const [index, { id }] of members.entries())
      placed.set(id, {
        ...SHAPE,
        x: 2 * GAP + (index % COLUMNS_MAX) * (SHAPE.width + GAP),
        y: y + GAP + Math.floor(index / COLUMNS_MAX) * (SHAPE.height + GAP),
      });
    y += height + GAP;
  }
  return { zones: placedZones, components: placed };
}
