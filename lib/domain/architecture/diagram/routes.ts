import type { ElementId } from "../../kernel/ids";
import { type Box, type Point, ZONE_HEAD_HEIGHT, zoneWidthMin } from "../topology-drawing";
import type { TopologyZone } from "../topology-graph";
import { overlap } from "./arrange";
import type { Places } from "./places";

/** A flow between two boxes: a cubic curve, and where its chip stands. */
export interface Route {
  readonly from: Point;
  readonly fromPull: Point;
  readonly toPull: Point;
  readonly to: Point;
  /** The middle of the chip. */
  readonly chip: Point;
}

/** A flow as far as its route depends on it. */
export interface Routed {
  readonly id: ElementId;
  readonly sourceId: ElementId;
  readonly targetId: ElementId;
  readonly chip: Pick<Box, "width" | "height">;
}

const SIDES = ["left", "right", "top", "bottom"] as const;
type Side = (typeof SIDES)[number];

interface End {
  readonly boxId: ElementId;
  readonly side: Side;
  /** Where the other end lies along this side, so that curves leave in the order in which they arrive. */
  readonly towards: number;
}

/**
 * The way of each flow: it leaves and enters at the sides that face each other, ends on one side are spread over it, and
 * chips keep off boxes and each other where there is room on their curve.
 *
 * @param heads other ground that chips keep off, such as the names of zones
 * @returns flows of which an end has no place are left out
 */
export function routeFlows(
  flows: readonly Routed[],
  places: Places,
  heads: readonly Box[] = [],
): ReadonlyMap<ElementId, Route> {
  const drawn = flows.flatMap((flow) => {
    const [source, target] = [places.get(flow.sourceId), places.get(flow.targetId)];
    return source && target ? [{ flow, ends: endsOf(flow, source, target) }] : [];
  });
  const portOf = portsOf(drawn.flatMap(({ ends }) => ends));
  const taken: Box[] = [...componentBoxes(flows, places), ...heads];
  return new Map(
    drawn.map(({ flow, ends: [from, to] }) => {
      const curve = curveOf(portOf(from, places), from.side, portOf(to, places), to.side);
      const chip = chipPlace(curve, flow.chip, taken);
      taken.push(around(chip, flow.chip));
      return [flow.id, { ...curve, chip }];
    }),
  );
}

type Curve = Omit<Route, "chip">;

function endsOf(flow: Routed, source: Box, target: Box): readonly [End, End] {
  const gapX = Math.max(target.x - source.x - source.width, source.x - target.x - target.width);
  const gapY = Math.max(target.y - source.y - source.height, source.y - target.y - target.height);
  const sideways = gapX >= gapY;
  const forward = sideways ? target.x >= source.x : target.y >= source.y;
  const [out, into]: readonly [Side, Side] = sideways
    ? forward
      ? ["right", "left"]
      : ["left", "right"]
    : forward
      ? ["bottom", "top"]
      : ["top", "bottom"];
  const along = (box: Box) => (sideways ? box.y + box.height / 2 : box.x + box.width / 2);
  return [
    { boxId: flow.sourceId, side: out, towards: along(target) },
    { boxId: flow.targetId, side: into, towards: along(source) },
  ];
}

/** Spreads the ends on each side of each box evenly over it. */
function portsOf(ends: readonly End[]): (end: End, places: Places) => Point {
  const bySide = new Map<string, End[]>();
  for (const end of ends) {
    const key = `${end.boxId}/${end.side}`;
    const list = bySide.get(key);
    if (list) list.push(end);
    else bySide.set(key, [end]);
  }
  const shares = new Map<End, number>();
  for (const list of bySide.values())
    for (const [index, end] of list.toSorted((a, b) => a.towards - b.towards).entries())
      shares.set(end, (index + 1) / (list.length + 1));
  return (end, places) => {
    const box = places.get(end.boxId) ?? { x: 0, y: 0, width: 0, height: 0 };
    return pointOn(box, end.side, shares.get(end) ?? 0.5);
  };
}

function pointOn({ x, y, width, height }: Box, side: Side, share: number): Point {
  if (side === "left" || side === "right")
    return { x: side === "left" ? x : x + width, y: y + height * share };
  return { x: x + width * share, y: side === "top" ? y : y + height };
}

const PULL_MIN = 28;
const PULL_MAX = 160;

function curveOf(from: Point, out: Side, to: Point, into: Side): Curve {
  const pull = Math.min(PULL_MAX, Math.max(PULL_MIN, Math.hypot(to.x - from.x, to.y - from.y) * 0.42));
  return { from, fromPull: pulled(from, out, pull), toPull: pulled(to, into, pull), to };
}

function pulled({ x, y }: Point, side: Side, by: number): Point {
  if (side === "left" || side === "right") return { x: side === "left" ? x - by : x + by, y };
  return { x, y: side === "top" ? y - by : y + by };
}

/** A point of the curve; 0 is its source, 1 its target. */
export function pointAt({ from, fromPull, toPull, to }: Curve, share: number): Point {
  const rest = 1 - share;
  const weigh = (a: number, b: number, c: number, d: number) =>
    rest ** 3 * a + 3 * rest ** 2 * share * b + 3 * rest * share ** 2 * c + share ** 3 * d;
  return { x: weigh(from.x, fromPull.x, toPull.x, to.x), y: weigh(from.y, fromPull.y, toPull.y, to.y) };
}

/** Shares of the curve at which a chip is tried, the middle first. */
const TRIED = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.14, 0.86] as const;
/** Shares of its height by which a chip may stand beside its curve, where on it there is no room. */
const BESIDE = [0, -0.75, 0.75] as const;

/** The first place with room; where there is none, the one that covers least. */
function chipPlace(curve: Curve, chip: Routed["chip"], all: readonly Box[]): Point {
  const reach = reachOf(curve, chip);
  const taken = all.filter((box) => overlap(box, reach));
  const tried = BESIDE.flatMap((beside) =>
    TRIED.map((share) => {
      const { x, y } = pointAt(curve, share);
      return { x, y: y + beside * chip.height };
    }),
  );
  let best = { middle: pointAt(curve, 0.5), covers: Number.POSITIVE_INFINITY };
  for (const middle of tried) {
    const box = around(middle, chip);
    const covers = taken.reduce((sum, other) => sum + sharedArea(other, box), 0);
    if (covers < best.covers) best = { middle, covers };
    if (covers === 0) break;
  }
  return best.middle;
}

/** Ground that a chip of this curve can cover: a curve stays within its four points. */
function reachOf({ from, fromPull, toPull, to }: Curve, { width, height }: Routed["chip"]): Box {
  const xs = [from.x, fromPull.x, toPull.x, to.x];
  const ys = [from.y, fromPull.y, toPull.y, to.y];
  const [x, y] = [Math.min(...xs) - width, Math.min(...ys) - 2 * height];
  return { x, y, width: Math.max(...xs) + width - x, height: Math.max(...ys) + 2 * height - y };
}

/** Ground that two boxes share, with a little room between them, px². */
function sharedArea(a: Box, b: Box): number {
  if (!overlap(a, b, 2)) return 0;
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(1, width) * Math.max(1, height);
}

const around = ({ x, y }: Point, { width, height }: Routed["chip"]): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

/** Boxes that flows end at. */
function componentBoxes(flows: readonly Routed[], places: Places): Box[] {
  const ids = new Set(flows.flatMap(({ sourceId, targetId }) => [sourceId, targetId]));
  return [...ids].flatMap((id) => places.get(id) ?? []);
}

/** Where the names of zones stand. */
export function zoneHeads(zones: readonly TopologyZone[], places: Places): readonly Box[] {
  return zones.flatMap((zone) => {
    const box = places.get(zone.id);
    return box ? [{ ...box, width: Math.min(box.width, zoneWidthMin(zone)), height: ZONE_HEAD_HEIGHT }] : [];
  });
}

/** The curve as the data of an SVG path. */
export function pathData({ from, fromPull, toPull, to }: Curve): string {
  const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
  return `M${at(from)}C${at(fromPull)} ${at(toPull)} ${at(to)}`;
}
const round = (value: number) => Math.round(value * 10) / 10;
