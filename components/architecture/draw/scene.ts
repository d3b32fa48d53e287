import type { Edge, Node } from "@xyflow/react";
import type { Places } from "@/lib/domain/architecture/diagram/places";
import { type Route, type Routed, routeFlows } from "@/lib/domain/architecture/diagram/routes";
import { type Box, chipSize } from "@/lib/domain/architecture/topology-drawing";
import type {
  TopologyComponent,
  TopologyFlow,
  TopologyGraph,
  TopologyZone,
} from "@/lib/domain/architecture/topology-graph";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { elementIdOf } from "@/lib/domain/kernel/parse-id";
import { type FlowLook, flowInWords, lookOf } from "../topology-words";
import type { Mark } from "./lens-marks";

export type ZoneNode = Node<
  { readonly zone: TopologyZone; readonly mark: Mark | null; readonly wrong: boolean },
  "zone"
>;
export type ComponentNode = Node<
  {
    readonly component: TopologyComponent;
    readonly kind: string | null;
    readonly mark: Mark | null;
    readonly wrong: boolean;
    /** A flow is being drawn from here. */
    readonly linking: boolean;
  },
  "component"
>;
export type BoardNode = ZoneNode | ComponentNode;
export type FlowEdge = Edge<
  {
    readonly flow: TopologyFlow;
    readonly route: Route;
    /** While a lens is on, only what it says is coloured. */
    readonly look: FlowLook;
    readonly mark: Mark | null;
    readonly onPath: boolean;
    readonly wrong: boolean;
  },
  "flow"
>;

/** What the canvas shows beside the drawing itself. */
export interface Looks {
  readonly marks: ReadonlyMap<ElementId, Mark>;
  readonly selected: ReadonlySet<ElementId>;
  readonly wrong: ReadonlySet<ElementId>;
  readonly linkFrom: ElementId | null;
  /** Flows of the request path that is brought out. */
  readonly onPath: ReadonlySet<ElementId>;
  readonly mayEdit: boolean;
  readonly isLens: boolean;
}

/** Flows as a lens words them: its words take the place of what is stated. */
export function lensedFlows(
  flows: readonly TopologyFlow[],
  { marks, isLens }: Pick<Looks, "marks" | "isLens">,
): readonly TopologyFlow[] {
  if (!isLens) return flows;
  return flows.map((flow) => {
    const mark = marks.get(flow.id);
    return { ...flow, words: mark?.chip ?? [] };
  });
}

export const routedOf = (flow: TopologyFlow): Routed => ({
  id: flow.id,
  sourceId: flow.sourceId,
  targetId: flow.targetId,
  chip: chipSize(flow),
});

/** Routes of the flows that touch a box that is dragged; the others stay as they are. */
export function liveRoutes(
  flows: readonly TopologyFlow[],
  places: Places,
  moving: ReadonlySet<ElementId>,
): ReadonlyMap<ElementId, Route> {
  const touching = flows.filter(({ sourceId, targetId }) => moving.has(sourceId) || moving.has(targetId));
  return routeFlows(touching.map(routedOf), places);
}

/** Nodes while some are dragged: all others are the same objects. */
export function movedNodes(nodes: BoardNode[], places: Places, moving: ReadonlySet<ElementId>): BoardNode[] {
  return nodes.map((node) => {
    const box = moving.has(elementIdOf(node.id)) ? places.get(elementIdOf(node.id)) : undefined;
    return box ? { ...node, position: { x: box.x, y: box.y } } : node;
  });
}

/** Edges while boxes are dragged: those with a route of their own for now, all others the same objects. */
export function movedEdges(edges: FlowEdge[], routes: ReadonlyMap<ElementId, Route>): FlowEdge[] {
  return edges.map((edge) => {
    const route = routes.get(elementIdOf(edge.id));
    return route && edge.data ? { ...edge, data: { ...edge.data, route } } : edge;
  });
}

/** Zones, each followed by its components and the zones inside it, so that Tab goes through them in that order. */
export function boardNodes(
  graph: TopologyGraph,
  kinds: ReadonlyMap<ElementId, string | null>,
  places: Places,
  looks: Looks,
): readonly BoardNode[] {
  return graph.zones.flatMap((zone) => {
    const members = graph.components.filter(({ zoneId }) => zoneId === zone.id);
    const box = places.get(zone.id);
    return [
      ...(box ? [zoneNode(zone, box, members.length, looks)] : []),
      ...members.flatMap((component) => {
        const place = places.get(component.id);
        return place ? [componentNode(component, kinds.get(component.id) ?? null, place, looks)] : [];
      }),
    ];
  });
}

/** Zones lie below flows, inner ones above those around them. */
const ZONES_BELOW = 9;

const markWords = (mark: Mark | undefined) => (mark ? `, ${mark.words}` : "");

function zoneNode(zone: TopologyZone, box: Box, members: number, looks: Looks): ZoneNode {
  const mark = looks.marks.get(zone.id);
  return {
    ...common(zone.id, box, looks),
    type: "zone",
    zIndex: Math.min(zone.level, ZONES_BELOW),
    ariaLabel: `Zone ${zone.ref} ${zone.name}, ${zone.trustWord},${zone.outer ? ` inside ${zone.outer.name},` : ""} ${members} ${members === 1 ? "component" : "components"}${markWords(mark)}`,
    data: { zone, mark: mark ?? null, wrong: looks.wrong.has(zone.id) },
  };
}

function componentNode(
  component: TopologyComponent,
  kind: string | null,
  box: Box,
  looks: Looks,
): ComponentNode {
  const mark = looks.marks.get(component.id);
  return {
    ...common(component.id, box, looks),
    type: "component",
    zIndex: 20,
    ariaLabel: `${component.ref} ${component.name}, ${component.kindWord ?? "kind not stated"}${markWords(mark)}`,
    data: {
      component,
      kind,
      mark: mark ?? null,
      wrong: looks.wrong.has(component.id),
      linking: looks.linkFrom === component.id,
    },
  };
}

function common(id: ElementId, { x, y, width, height }: Box, { selected, mayEdit }: Looks) {
  return {
    id,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    selected: selected.has(id),
    draggable: mayEdit,
  };
}

export function boardEdges(
  flows: readonly TopologyFlow[],
  routes: ReadonlyMap<ElementId, Route>,
  looks: Looks,
): readonly FlowEdge[] {
  return flows.flatMap((flow): readonly FlowEdge[] => {
    const route = routes.get(flow.id);
    if (!route) return [];
    const mark = looks.marks.get(flow.id) ?? null;
    return [
      {
        id: flow.id,
        type: "flow",
        source: flow.sourceId,
        target: flow.targetId,
        zIndex: 10,
        selected: looks.selected.has(flow.id),
        ariaLabel: flowInWords(flow),
        data: {
          flow,
          route,
          look: looks.isLens ? "stated" : lookOf(flow),
          mark,
          onPath: looks.onPath.has(flow.id),
          wrong: looks.wrong.has(flow.id),
        },
      },
    ];
  });
}

/**
 * The same objects as before for whatever still looks the same, so that the library draws only what changed.
 *
 * @param kept what was shown before, by id with its looks; changed in place
 */
export function reuse<T extends { readonly id: string }>(
  now: readonly T[],
  kept: Map<string, { readonly looks: string; readonly shown: T }>,
): T[] {
  return now.map((one) => {
    const looks = JSON.stringify(one);
    const before = kept.get(one.id);
    if (before?.looks === looks) return before.shown;
    kept.set(one.id, { looks, shown: one });
    return one;
  });
}
