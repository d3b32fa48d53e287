import type { ElementId } from "../kernel/ids";
import {
  type Box,
  COMPONENT_SIZE,
  chipSize,
  ZONE_HEAD_HEIGHT,
  ZONE_PADDING,
  zoneWidthMin,
} from "./topology-drawing";
import type { TopologyGraph, TopologyZone } from "./topology-graph";

/** A node as the layout engine takes and gives it; a plain part of its own types. */
export interface LayoutNode {
  id: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  layoutOptions?: Record<string, string>;
  children?: LayoutNode[];
  edges?: LayoutEdge[];
}
interface LayoutEdge {
  id: string;
  sources: string[];
  targets: string[];
  labels: { text: string; width: number; height: number; layoutOptions: Record<string, string> }[];
}

const LAYERED = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.partitioning.activate": "true",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.json.edgeCoords": "ROOT",
  "elk.json.shapeCoords": "ROOT",
  "elk.padding": "[top=8,left=8,bottom=8,right=8]",
  "elk.spacing.nodeNode": "20",
  "elk.spacing.edgeNode": "14",
  "elk.spacing.edgeEdge": "10",
  "elk.spacing.edgeLabel": "0",
  "elk.layered.spacing.nodeNodeBetweenLayers": "24",
  "elk.layered.spacing.edgeNodeBetweenLayers": "14",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "10",
} as const;

/**
 * What the layout engine is asked: layers from left to right by trust, zones as containers, also of zones, room for each
 * chip. What stands in one zone is laid out by its flows alone.
 */
export function elkGraph(graph: TopologyGraph): LayoutNode {
  const nodes = new Map(graph.zones.map((zone) => [zone.id, zoneNode(zone)]));
  const within = (id: ElementId): LayoutNode[] => nodes.get(id)?.children ?? [];
  for (const { id, zoneId } of graph.components) within(zoneId).push({ id, ...COMPONENT_SIZE });
  for (const { id, outer } of graph.zones) {
    const node = nodes.get(id);
    if (outer && node) within(outer.id).push(node);
  }
  return {
    id: "root",
    layoutOptions: LAYERED,
    children: graph.zones.filter(({ outer }) => !outer).flatMap(({ id }) => nodes.get(id) ?? []),
    edges: graph.flows.map((flow) => ({
      id: flow.id,
      sources: [flow.sourceId],
      targets: [flow.targetId],
      labels: [
        {
          text: flow.ref,
          ...chipSize(flow),
          layoutOptions: { "elk.edgeLabels.inline": "true", "elk.edgeLabels.placement": "CENTER" },
        },
      ],
    })),
  };
}

function zoneNode(zone: TopologyZone): LayoutNode {
  const [width, height] = [zoneWidthMin(zone), ZONE_HEAD_HEIGHT + COMPONENT_SIZE.height + ZONE_PADDING];
  return {
    id: zone.id,
    width,
    height,
    layoutOptions: {
      ...(zone.outer ? {} : { "elk.partitioning.partition": String(zone.trust) }),
      "elk.padding": `[top=${ZONE_HEAD_HEIGHT + 6},left=${ZONE_PADDING},bottom=${ZONE_PADDING},right=${ZONE_PADDING}]`,
      "elk.nodeSize.constraints": "MINIMUM_SIZE",
      "elk.nodeSize.minimum": `(${width},${height})`,
    },
    children: [],
  };
}

/** Zones and what stands in them, however deep, in one list, from the engine's answer. */
export function layoutNodesOf<N extends { children?: N[] }>(root: N): readonly N[] {
  const nodes = [...(root.children ?? [])];
  for (const node of nodes) nodes.push(...(node.children ?? []));
  return nodes;
}

/** The place of a node; null where the engine gave none. */
export function boxOfNode(
  shape:
    | { readonly x?: number; readonly y?: number; readonly width?: number; readonly height?: number }
    | undefined,
): Box | null {
  if (shape?.x === undefined || shape.y === undefined) return null;
  return {
    x: rounded(shape.x),
    y: rounded(shape.y),
    width: rounded(shape.width ?? 0),
    height: rounded(shape.height ?? 0),
  };
}

const rounded = (value: number) => Math.round(value * 10) / 10;
