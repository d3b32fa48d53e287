import {
  Background,
  BackgroundVariant,
  type Connection,
  ConnectionMode,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  ReactFlow,
} from "@xyflow/react";
import { memo, useCallback, useMemo, useRef, useState } from "react";
import { GRID, moveBoxes } from "@/lib/domain/architecture/diagram/arrange";
import { shiftedPlaces, shiftsOf } from "@/lib/domain/architecture/diagram/move";
import type { Places } from "@/lib/domain/architecture/diagram/places";
import { routeFlows, zoneHeads } from "@/lib/domain/architecture/diagram/routes";
import type { Sketch } from "@/lib/domain/architecture/diagram/sketch";
import type { Point } from "@/lib/domain/architecture/topology-drawing";
import { topologyGraph } from "@/lib/domain/architecture/topology-graph";
import { zoneTree } from "@/lib/domain/architecture/zone-tree";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { elementIdOf } from "@/lib/domain/kernel/parse-id";
import { ArrowHeads, ComponentBox, FlowChips, FlowCurve, ZoneBox } from "./board-parts";
import {
  type BoardNode,
  boardEdges,
  boardNodes,
  type FlowEdge,
  type Looks,
  lensedFlows,
  liveRoutes,
  movedEdges,
  movedNodes,
  reuse,
  routedOf,
} from "./scene";

const NODE_TYPES = { zone: ZoneBox, component: ComponentBox };
const EDGE_TYPES = { flow: FlowCurve };
const SNAP: [number, number] = [GRID, GRID];
const FIT = { padding: 0.06, maxZoom: 1.1 };

interface CanvasProps {
  readonly title: string;
  readonly sketch: Sketch;
  readonly looks: Looks;
  readonly onSelect: (change: (before: ReadonlySet<ElementId>) => ReadonlySet<ElementId>) => void;
  /** Boxes were put somewhere else. */
  readonly onMove: (next: Sketch) => void;
  readonly onConnect: (sourceId: ElementId, targetId: ElementId) => void;
  /** A component was pressed. */
  readonly onPress: (id: ElementId) => void;
}

/** The drawing itself: boxes that can be dragged and flows between them. */
export const Canvas = memo(function Canvas(props: CanvasProps) {
  const { title, looks, onSelect, onConnect, onPress } = props;
  const { nodes, edges, onNodesChange } = useScene(props);
  const onEdgesChange = (changes: EdgeChange<FlowEdge>[]) =>
    onSelect((before) => selectionAfter(before, changes));
  const pressChip = useCallback(
    (id: ElementId, adding: boolean) => onSelect((before) => new Set(adding ? [...before, id] : [id])),
    [onSelect],
  );
  return (
    <ReactFlow<BoardNode, FlowEdge>
      aria-label={title}
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onConnect={({ source, target }: Connection) => onConnect(elementIdOf(source), elementIdOf(target))}
      onConnectEnd={(event, { fromNode, isValid }) => {
        const target = componentUnder(event);
        if (!isValid && fromNode && target) onConnect(elementIdOf(fromNode.id), target);
      }}
      onNodeClick={(_event, node) => node.type === "component" && onPress(elementIdOf(node.id))}
      connectionMode={ConnectionMode.Loose}
      nodesConnectable={looks.mayEdit}
      edgesFocusable={false}
      deleteKeyCode={null}
      selectNodesOnDrag={false}
      elevateNodesOnSelect={false}
      zIndexMode="manual"
      snapToGrid
      snapGrid={SNAP}
      fitView
      fitViewOptions={FIT}
      minZoom={0.1}
      maxZoom={2.5}
      proOptions={{ hideAttribution: true }}
    >
      <Background variant={BackgroundVariant.Dots} gap={GRID * 3} size={1} />
      <MiniMap pannable zoomable ariaLabel="Overview" className="draw-minimap" nodeClassName={miniClass} />
      <FlowChips edges={edges} onPress={pressChip} />
      <ArrowHeads />
    </ReactFlow>
  );
});

const miniClass = ({ type }: BoardNode) => `draw-mini-${type}`;

/** The component that a pointer was let go on; its handles are small, so the whole box takes the flow. */
function componentUnder(event: MouseEvent | TouchEvent): ElementId | null {
  const point = "changedTouches" in event ? event.changedTouches[0] : event;
  if (!point) return null;
  const node = document
    .elementFromPoint(point.clientX, point.clientY)
    ?.closest<HTMLElement>(".react-flow__node-component");
  const id = node?.dataset["id"];
  return id ? elementIdOf(id) : null;
}

function selectionAfter(
  selected: ReadonlySet<ElementId>,
  changes: readonly (NodeChange<BoardNode> | EdgeChange<FlowEdge>)[],
): ReadonlySet<ElementId> {
  const next = new Set(selected);
  for (const change of changes) {
    if (change.type !== "select") continue;
    if (change.selected) next.add(elementIdOf(change.id));
    else next.delete(elementIdOf(change.id));
  }
  return next;
}

/** Nodes and edges of the sketch as the library takes them, and what its changes mean for the sketch. */
function useScene({ sketch, looks, onSelect, onMove }: CanvasProps) {
  const { marks, isLens } = looks;
  const [drag, setDrag] = useState<ReadonlyMap<ElementId, Point> | null>(null);
  const graph = useMemo(() => topologyGraph(sketch), [sketch]);
  const tree = useMemo(() => zoneTree(sketch.zones), [sketch.zones]);
  const kinds = useMemo(() => kindsOf(sketch), [sketch]);
  const flows = useMemo(() => lensedFlows(graph.flows, { marks, isLens }), [graph, marks, isLens]);
  const settled = useMemo(
    () => routeFlows(flows.map(routedOf), sketch.places, zoneHeads(graph.zones, sketch.places)),
    [flows, graph, sketch.places],
  );
  const keptNodes = useRef(new Map<string, { looks: string; shown: BoardNode }>());
  const keptEdges = useRef(new Map<string, { looks: string; shown: FlowEdge }>());
  const stillNodes = useMemo(
    () => reuse(boardNodes(graph, kinds, sketch.places, looks), keptNodes.current),
    [graph, kinds, sketch.places, looks],
  );
  const stillEdges = useMemo(
    () => reuse(boardEdges(flows, settled, looks), keptEdges.current),
    [flows, settled, looks],
  );
  const { nodes, edges } = useMemo(() => {
    if (!drag) return { nodes: stillNodes, edges: stillEdges };
    // Zones grow and boxes change zones only once they are let go.
    const shifts = shiftsOf(sketch, tree, drag);
    const places = shiftedPlaces(sketch.places, shifts);
    const moving = new Set(shifts.keys());
    return {
      nodes: movedNodes(stillNodes, places, moving),
      edges: movedEdges(stillEdges, liveRoutes(flows, places, moving)),
    };
  }, [drag, stillNodes, stillEdges, sketch, tree, flows]);
  const onNodesChange = (changes: NodeChange<BoardNode>[]) => {
    const selection = changes.filter(({ type }) => type === "select");
    if (selection.length > 0) onSelect((before) => selectionAfter(before, selection));
    const moved = movesOf(changes);
    if (moved.places.size === 0) return;
    if (moved.isDragging) setDrag((before) => new Map([...(before ?? []), ...moved.places]));
    else {
      setDrag(null);
      if (differs(sketch.places, moved.places)) onMove(moveBoxes(sketch, moved.places));
    }
  };
  return { nodes, edges, onNodesChange };
}

const kindsOf = ({ components }: Sketch): ReadonlyMap<ElementId, string | null> =>
  new Map(
    components.map(({ id, properties: { kind } }) => [id, typeof kind === "string" ? kind : null] as const),
  );

function movesOf(changes: readonly NodeChange<BoardNode>[]) {
  const places = new Map<ElementId, Point>();
  let isDragging = false;
  for (const change of changes) {
    if (change.type !== "position" || !change.position) continue;
    places.set(elementIdOf(change.id), change.position);
    isDragging ||= change.dragging === true;
  }
  return { places, isDragging };
}

function differs(places: Places, moved: ReadonlyMap<ElementId, Point>): boolean {
  return [...moved].some(([id, { x, y }]) => {
    const box = places.get(id);
    return box !== undefined && (Math.abs(box.x - x) >= 1 || Math.abs(box.y - y) >= 1);
  });
}
