import { shortened, textWidth, wrapped } from "./drawn-text";
import type { TopologyComponent, TopologyFlow, TopologyGraph, TopologyZone } from "./topology-graph";

/** A place in a drawing, in px from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A graph in which everything has its place: boxes and poly-lines, nothing over anything. */
export interface TopologyDrawing {
  readonly width: number;
  readonly height: number;
  readonly zones: readonly { readonly zone: TopologyZone; readonly box: Box }[];
  readonly components: readonly { readonly component: TopologyComponent; readonly box: Box }[];
  readonly flows: readonly {
    readonly flow: TopologyFlow;
    /** From source to target, at least two. */
    readonly points: readonly Point[];
    readonly chip: Box;
  }[];
}

/** Above this nothing is drawn; the tables hold everything. */
export const DRAWN_COMPONENTS_MAX = 150;
export const DRAWN_FLOWS_MAX = 400;

/** Whether a graph is drawn at all. */
export function isDrawable(graph: TopologyGraph): boolean {
  return graph.components.length <= DRAWN_COMPONENTS_MAX && graph.flows.length <= DRAWN_FLOWS_MAX;
}

/** Sizes that layout and drawing share, px. */
export const COMPONENT_SIZE = { width: 156, height: 48 } as const;
export const ZONE_HEAD_HEIGHT = 44;
export const ZONE_PADDING = 14;
export const CHIP_FONT_SIZE = 11;
export const CHIP_LINE_HEIGHT = 15;
const CHIP_PADDING = 14;
const CHIP_TEXT_WIDTH_MAX = 118;
const ZONE_WIDTH_MAX = 320;

/** The words of a flow's chip, line by line, its number first. */
export function chipLines(flow: TopologyFlow): readonly string[] {
  return wrapped([flow.ref, ...flow.words], CHIP_FONT_SIZE, CHIP_TEXT_WIDTH_MAX);
}

/** Room for the chip; never under 24 px high, so that it can be hit. */
export function chipSize(flow: TopologyFlow): Pick<Box, "width" | "height"> {
  const lines = chipLines(flow);
  const width = Math.max(...lines.map((line) => textWidth(line, CHIP_FONT_SIZE)));
  return {
    width: Math.ceil(width) + CHIP_PADDING,
    height: Math.max(24, lines.length * CHIP_LINE_HEIGHT + 7),
  };
}

/** The two lines at the head of a zone. */
export function zoneLines(zone: TopologyZone): readonly [string, string] {
  const shares = zone.coordinationWord.toLowerCase();
  return [
    shortened(zone.name, 13, ZONE_WIDTH_MAX),
    `${zone.ref} · ${zone.trustWord} · ${shares === "nothing" ? "shares nothing" : `shares ${shares}`}`,
  ];
}

/** How wide a zone is at least. */
export function zoneWidthMin(zone: TopologyZone): number {
  const [name, facts] = zoneLines(zone);
  return Math.ceil(Math.max(textWidth(name, 13), textWidth(facts, 11))) + 2 * ZONE_PADDING;
}

/** The two lines of a component. */
export function componentLines(component: TopologyComponent): readonly [string, string] {
  const room = COMPONENT_SIZE.width - 2 * 10;
  return [
    shortened(component.name, 13, room),
    shortened(`${component.ref} · ${component.kindWord ?? "kind not stated"}`, 11, room),
  ];
}
