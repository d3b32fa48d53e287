import type { ElementId } from "../../kernel/ids";
import {
  type Box,
  CHIP_FONT_SIZE,
  CHIP_LINE_HEIGHT,
  chipLines,
  chipSize,
  componentLines,
  zoneLines,
} from "../topology-drawing";
import type { TopologyFlow, TopologyGraph } from "../topology-graph";
import { boxAround } from "./arrange";
import type { Places } from "./places";
import { pathData, type Route, routeFlows, zoneHeads } from "./routes";

/** Colours of an exported drawing, as CSS colours that every viewer knows. */
export interface DrawingInk {
  readonly ground: string;
  readonly zone: string;
  readonly box: string;
  readonly line: string;
  readonly strongLine: string;
  readonly text: string;
  readonly quiet: string;
  readonly open: string;
}

/** The light theme in plain colours: what is exported is printed, pasted and mailed. */
export const LIGHT_INK: DrawingInk = {
  ground: "#ffffff",
  zone: "#f5f6f8",
  box: "#ffffff",
  line: "#c9ccd3",
  strongLine: "#6b7079",
  text: "#16181d",
  quiet: "#4b4f58",
  open: "#c62828",
};

const MARGIN = 24;

/** A drawing as an SVG file of its own: plain shapes and text, no script, no style sheet, nothing from elsewhere. */
export function diagramSvg(
  title: string,
  graph: TopologyGraph,
  places: Places,
  ink: DrawingInk = LIGHT_INK,
): { readonly svg: string; readonly width: number; readonly height: number } {
  const routes = routeFlows(
    graph.flows.map(({ id, sourceId, targetId, ...flow }) => ({
      id,
      sourceId,
      targetId,
      chip: chipSize({ id, sourceId, targetId, ...flow }),
    })),
    places,
    zoneHeads(graph.zones, places),
  );
  const placed = [...graph.zones, ...graph.components].flatMap(({ id }) => places.get(id) ?? []);
  const around = boxAround([...placed, ...chipBoxes(graph, routes)]) ?? { x: 0, y: 0, width: 1, height: 1 };
  const [width, height] = [Math.ceil(around.width) + 2 * MARGIN, Math.ceil(around.height) + 2 * MARGIN];
  const parts = [
    ...graph.zones.map((zone) => zoneParts(zoneLines(zone), places.get(zone.id), ink)),
    ...graph.flows.map((flow) => lineParts(flow, routes.get(flow.id), ink)),
    ...graph.components.map((one) => componentParts(componentLines(one), places.get(one.id), ink)),
    ...graph.flows.map((flow) => chipParts(flow, routes.get(flow.id), ink)),
  ];
  const view = `${around.x - MARGIN} ${around.y - MARGIN} ${width} ${height}`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view}" font-family="Geist, Helvetica, Arial, sans-serif">`,
    `<title>${escaped(title)}</title>`,
    arrowHeads(ink),
    `<rect x="${around.x - MARGIN}" y="${around.y - MARGIN}" width="${width}" height="${height}" fill="${ink.ground}"/>`,
    ...parts,
    "</svg>",
  ].join("\n");
  return { svg, width, height };
}

/** Text as it may stand in XML: marks escaped, characters that XML forbids taken out. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function chipBoxes(graph: TopologyGraph, routes: ReadonlyMap<ElementId, Route>): readonly Box[] {
  return graph.flows.flatMap((flow) => {
    const middle = routes.get(flow.id)?.chip;
    return middle ? [chipBox(middle, flow)] : [];
  });
}

function chipBox(middle: { readonly x: number; readonly y: number }, flow: TopologyFlow): Box {
  const { width, height } = chipSize(flow);
  return { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
}

function arrowHeads({ strongLine, open }: DrawingInk): string {
  const head = (id: string, fill: string) =>
    `<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 .6 8 4 0 7.4z" fill="${fill}"/></marker>`;
  return `<defs>${head("plain", strongLine)}${head("open", open)}</defs>`;
}

const rect = ({ x, y, width, height }: Box, radius: number, look: string) =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}" ${look}/>`;
const text = (x: number, y: number, size: number, look: string, words: string) =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${size}" ${look}>${escaped(words)}</text>`;
const round = (value: number) => Math.round(value * 10) / 10;

function zoneParts([name, facts]: readonly [string, string], box: Box | undefined, ink: DrawingInk): string {
  if (!box) return "";
  return [
    rect(box, 10, `fill="${ink.zone}" stroke="${ink.line}"`),
    text(box.x + 14, box.y + 21, 13, `font-weight="600" fill="${ink.text}"`, name),
    text(box.x + 14, box.y + 37, 11, `fill="${ink.quiet}"`, facts),
  ].join("");
}

function componentParts(
  [name, facts]: readonly [string, string],
  box: Box | undefined,
  ink: DrawingInk,
): string {
  if (!box) return "";
  return [
    rect(box, 7, `fill="${ink.box}" stroke="${ink.strongLine}"`),
    text(box.x + 10, box.y + 20, 13, `font-weight="500" fill="${ink.text}"`, name),
    text(box.x + 10, box.y + 37, 11, `fill="${ink.quiet}"`, facts),
  ].join("");
}

/** The same dashes as on the page: dotted where something is not stated, dashed where it is open. */
const DASHES = { stated: "", unknown: ' stroke-dasharray="2 4"', open: ' stroke-dasharray="6 4"' } as const;

function lineParts(flow: TopologyFlow, route: Route | undefined, ink: DrawingInk): string {
  if (!route) return "";
  const isOpen = flow.standing === "open" && flow.crossesZone;
  const stroke = isOpen ? ink.open : ink.strongLine;
  return `<path d="${pathData(route)}" fill="none" stroke="${stroke}" stroke-width="${isOpen ? 2 : 1.25}"${DASHES[flow.standing]} marker-end="url(#${isOpen ? "open" : "plain"})"/>`;
}

function chipParts(flow: TopologyFlow, route: Route | undefined, ink: DrawingInk): string {
  if (!route) return "";
  const box = chipBox(route.chip, flow);
  const lines = chipLines(flow);
  const top = box.y + (box.height - lines.length * CHIP_LINE_HEIGHT) / 2 + CHIP_LINE_HEIGHT - 4;
  const isOpen = flow.standing === "open" && flow.crossesZone;
  const look = `text-anchor="middle" font-weight="500" fill="${isOpen ? ink.open : ink.quiet}"`;
  return [
    rect(box, 5, `fill="${ink.box}" stroke="${isOpen ? ink.open : ink.line}"`),
    ...lines.map((line, index) =>
      text(route.chip.x, top + index * CHIP_LINE_HEIGHT, CHIP_FONT_SIZE, look, line),
    ),
  ].join("");
}
