import { makeNames } from "@/lib/domain/architecture/free-names";
import type { Trust } from "@/lib/domain/architecture/vocabulary";
import type { Note } from "../foreign/fields";
import { makeKeys } from "../foreign/keys";
import { nestedZones } from "../foreign/nested-zones";
import { trustOfName } from "../foreign/trust-of-name";
import { type Joined, joinCells } from "./join-cells";
import type { Box, Cell } from "./read-cells";

/** A zone that components of a file lie in. */
export interface PlacedZone {
  readonly key: string;
  readonly name: string;
  readonly trust: Trust;
  /** The boundary that it was drawn as; null where the file draws none around its components. */
  readonly cell: Cell | null;
}

/** What zones stand in; null: one is drawn in no other, undefined: the file does not say. */
type Parents = ReadonlyMap<PlacedZone, PlacedZone | null | undefined>;

/** The zones of a file. */
export interface Placement {
  /** In the order of the components. */
  readonly ofComponents: readonly PlacedZone[];
  /** Those that hold components, each with those around it. */
  readonly zones: readonly PlacedZone[];
  readonly parentOf: Parents;
}

const OUTSIDE: PlacedZone = { key: "zone:outside", name: "Outside", trust: 0, cell: null };
const APPLICATION: PlacedZone = { key: "zone:application", name: "Application", trust: 2, cell: null };

/**
 * The zone of each component: the smallest boundary box of its diagram that its middle lies in. What lies in none is
 * outside where it is an actor, and in the application otherwise. A component of several diagrams lies where the first
 * that draws a box around it has it. A zone stands in the smallest box that holds all of its own, by the same rule.
 */
export function placeComponents(
  components: readonly Joined[],
  cells: readonly Cell[],
  note: Note,
): Placement {
  const boxes = cells.filter(({ kind }) => kind === "box");
  const zones = zonesOf(boxes);
  const byName = new Map([...zones.values()].map((zone) => [zone.name.toLowerCase(), zone]));
  const usual = (zone: PlacedZone) => byName.get(zone.name.toLowerCase()) ?? zone;
  const boxesOf = new Map<number, Cell[]>();
  for (const cell of boxes) {
    const others = boxesOf.get(cell.diagram);
    if (others) others.push(cell);
    else boxesOf.set(cell.diagram, [cell]);
  }
  const placed = components.map(({ cells: shown }) => {
    for (const { box, diagram } of shown) {
      const around = box && smallestAround(box, boxesOf.get(diagram) ?? []);
      const zone = around && zones.get(around);
      if (zone) return zone;
    }
    return usual(shown[0].kind === "actor" ? OUTSIDE : APPLICATION);
  });
  const parentOf = parentsOf(boxes, boxesOf, zones, note);
  const used = withThoseAround(placed, parentOf);
  noteBoundaries(cells, zones, used, note);
  return { ofComponents: placed, zones: [...used], parentOf };
}

type BoxesOf = ReadonlyMap<number, readonly Cell[]>;

/** What the zones of boxes stand in. Several diagrams may draw it differently, so that circles are possible. */
function parentsOf(
  boxes: readonly Cell[],
  boxesOf: BoxesOf,
  zones: ReadonlyMap<Cell, PlacedZone>,
  note: Note,
): Parents {
  const around = new Map<PlacedZone, PlacedZone | null>();
  for (const cell of boxes) {
    const zone = zones.get(cell);
    if (!zone || around.get(zone)) continue;
    const outer = cell.box && smallestHolding(cell.box, boxesOf.get(cell.diagram) ?? []);
    const parent = (outer && zones.get(outer)) ?? null;
    around.set(zone, parent === zone ? null : parent);
  }
  const placed = [...around].map(([{ key, name, cell }, parent]) => ({
    key,
    name,
    parentKey: parent?.key ?? null,
    path: cell?.path ?? [],
  }));
  const nested = nestedZones(placed, note);
  const byKey = new Map([...around.keys()].map((zone) => [zone.key, zone]));
  return new Map(
    [...around.keys()].map((zone) => {
      const parentKey = nested.get(zone.key);
      return [zone, parentKey ? byKey.get(parentKey) : parentKey === null ? null : undefined];
    }),
  );
}

/** The smallest box that holds all of another and more. */
function smallestHolding(inner: Box, boxes: readonly Cell[]): Cell | null {
  return smallestOf(
    boxes,
    (box) =>
      box.width * box.height > inner.width * inner.height &&
      box.x <= inner.x &&
      box.y <= inner.y &&
      box.x + box.width >= inner.x + inner.width &&
      box.y + box.height >= inner.y + inner.height,
  );
}

function withThoseAround(placed: readonly PlacedZone[], parentOf: Parents): ReadonlySet<PlacedZone> {
  const used = new Set(placed);
  for (const zone of used) {
    const outer = parentOf.get(zone);
    if (outer) used.add(outer);
  }
  return used;
}

/** A zone for each box; boxes of one name in several diagrams are one. */
function zonesOf(boxes: readonly Cell[]): ReadonlyMap<Cell, PlacedZone> {
  const ownKey = makeKeys();
  const ownName = makeNames();
  const zones = new Map<Cell, PlacedZone>();
  for (const { cells } of joinCells(boxes, ({ name }) => name.toLowerCase())) {
    const [first] = cells;
    const name = ownName(first.name || "Boundary");
    const key = ownKey(`zone:${first.id || name}`);
    const zone = { key, name, trust: trustOfName(name) ?? 2, cell: first };
    for (const cell of cells) zones.set(cell, zone);
  }
  return zones;
}

/** The smallest box that a middle lies in; on the line counts as inside. */
function smallestAround({ x, y, width, height }: Box, boxes: readonly Cell[]): Cell | null {
  const middle = { x: x + width / 2, y: y + height / 2 };
  return smallestOf(
    boxes,
    (box) =>
      middle.x >= box.x &&
      middle.x <= box.x + box.width &&
      middle.y >= box.y &&
      middle.y <= box.y + box.height,
  );
}

/** Of two boxes of one size the first counts. */
function smallestOf(boxes: readonly Cell[], fits: (box: Box) => boolean): Cell | null {
  let smallest: Cell | null = null;
  let areaMin = Number.POSITIVE_INFINITY;
  for (const boundary of boxes) {
    const { box } = boundary;
    if (!box || !fits(box) || box.width * box.height >= areaMin) continue;
    smallest = boundary;
    areaMin = box.width * box.height;
  }
  return smallest;
}

function noteBoundaries(
  cells: readonly Cell[],
  zones: ReadonlyMap<Cell, PlacedZone>,
  used: ReadonlySet<PlacedZone>,
  note: Note,
): void {
  for (const cell of cells) {
    const called = cell.name ? `The boundary ${cell.name}` : "A boundary";
    const zone = zones.get(cell);
    if (cell.kind === "curve")
      note(
        cell.path,
        `${called} is an open line, so nothing lies in it. Put the components that it guards into a zone of their own.`,
      );
    else if (zone && !used.has(zone)) note(cell.path, `${called} has no component in it: it makes no zone.`);
    else if (zone && zone.cell === cell)
      note(
        cell.path,
        `How far the zone ${zone.name} is trusted is not in the file and is guessed from its name. Check it.`,
      );
  }
}
