import type { ElementId } from "../../kernel/ids";
import { parseId } from "../../kernel/parse-id";
import { type Box, COMPONENT_SIZE } from "../topology-drawing";

/** Where zones and components stand on the drawing board, in px from its origin; y grows downwards. */
export type Places = ReadonlyMap<ElementId, Box>;

/** A place as it is kept: [x, y] of a component, [x, y, width, height] of a zone, in whole px. */
export type KeptPlace = readonly [number, number] | readonly [number, number, number, number];
export type KeptPlaces = Readonly<Record<string, KeptPlace>>;

/** How far from the origin something can stand, and how large a zone can be, px. */
export const COORDINATE_MAX = 100_000;

/** Places as they are kept. @param zoneIds of these the size is kept, too */
export function keepPlaces(places: Places, zoneIds: ReadonlySet<ElementId>): KeptPlaces {
  return Object.fromEntries(
    [...places].map(([id, { x, y, width, height }]) => [
      id,
      zoneIds.has(id) ? [bounded(x), bounded(y), size(width), size(height)] : [bounded(x), bounded(y)],
    ]),
  );
}

/** Kept places as boxes; what does not read as one is left out. */
export function readPlaces(kept: unknown): Places {
  if (typeof kept !== "object" || kept === null) return new Map();
  return new Map(
    Object.entries(kept).flatMap(([id, place]) => {
      const element = parseId<ElementId>(id);
      const box = boxOf(place);
      return element && box ? [[element, box] as const] : [];
    }),
  );
}

function boxOf(place: unknown): Box | null {
  if (!Array.isArray(place) || !place.every((one) => Number.isFinite(one))) return null;
  const [x, y, width = COMPONENT_SIZE.width, height = COMPONENT_SIZE.height] = place as readonly number[];
  return x === undefined || y === undefined ? null : { x, y, width, height };
}

const bounded = (value: number) => Math.round(Math.max(-COORDINATE_MAX, Math.min(COORDINATE_MAX, value)));
const size = (value: number) => Math.round(Math.max(1, Math.min(COORDINATE_MAX, value)));
