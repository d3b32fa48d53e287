import "server-only";
import { createHash } from "node:crypto";
import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api";
import { boxOfNode, elkGraph, layoutNodesOf } from "@/lib/domain/architecture/elk-graph";
import {
  type Box,
  isDrawable,
  type Point,
  type TopologyDrawing,
} from "@/lib/domain/architecture/topology-drawing";
import type { TopologyGraph } from "@/lib/domain/architecture/topology-graph";
import { boundedThread } from "./thread";

const KEPT_MAX = 64;
/** A graph that took too long is not tried again before this. */
const REFUSED_MS = 60_000;

interface Kept {
  readonly drawing: TopologyDrawing | null;
  readonly until: number;
}
const kept = new Map<string, Kept>();
const underway = new Map<string, Promise<TopologyDrawing | null>>();

/**
 * Gives each zone, component and flow its place: layers from left to right by trust, zones as containers, also of zones.
 *
 * Runs on a thread of its own that is ended after three seconds of work, so a large model slows nobody down. The same graph is laid
 * out once.
 * @returns null where the graph is too large, took too long, or too many others wait; the page then says that the
 * drawing is left out
 */
export async function layOutTopology(graph: TopologyGraph): Promise<TopologyDrawing | null> {
  if (!isDrawable(graph)) return null;
  const key = createHash("sha256").update(JSON.stringify(graph)).digest("base64");
  const known = kept.get(key);
  if (known && known.until > Date.now()) return known.drawing;
  const running = underway.get(key);
  if (running) return running;
  const drawing = draw(key, graph);
  underway.set(key, drawing);
  try {
    return await drawing;
  } finally {
    underway.delete(key);
  }
}

async function draw(key: string, graph: TopologyGraph): Promise<TopologyDrawing | null> {
  const answer = await layOut(elkGraph(graph));
  if (!answer.ok && answer.error.code === "busy") return null;
  const root = answer.ok ? answer.value.root : null;
  const drawing = root && drawingOf(graph, root);
  keep(key, drawing);
  return drawing;
}

function keep(key: string, drawing: TopologyDrawing | null): void {
  kept.delete(key);
  kept.set(key, { drawing, until: drawing ? Number.POSITIVE_INFINITY : Date.now() + REFUSED_MS });
  const [oldest] = kept.keys();
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
}

const THREAD = `
const { parentPort } = require("node:worker_threads");
const Elk = require("elkjs/lib/elk.bundled.js");
const elk = new Elk();
elk.layout({ id: "warm", children: [{ id: "a", width: 1, height: 1 }] }).then(() => parentPort.postMessage("ready"));
parentPort.on("message", (graph) => elk.layout(graph).then(
  (root) => parentPort.postMessage({ root }),
  () => parentPort.postMessage({ root: null }),
));
`;

const layOut = boundedThread<ElkNode, { readonly root: ElkNode | null }>({
  source: THREAD,
  start: { workMs: 5_000, waitMs: 10_000 }, // It loads the engine.
  answer: { workMs: 3_000, waitMs: 8_000 },
  heapMbMax: 256,
  waitingMax: 8,
});

/** The answer in our words; null where a part has no place. */
function drawingOf(graph: TopologyGraph, root: ElkNode): TopologyDrawing | null {
  const nodes = new Map(layoutNodesOf(root).map(byId));
  const edges = new Map((root.edges ?? []).map(byId));
  const boxOfId = (id: string) => boxOfNode(nodes.get(id));
  const zones = graph.zones.flatMap((zone) => within(boxOfId(zone.id), (box) => ({ zone, box })));
  const components = graph.components.flatMap((component) =>
    within(boxOfId(component.id), (box) => ({ component, box })),
  );
  const flows = graph.flows.flatMap((flow) => {
    const edge = edges.get(flow.id);
    return within(boxOfNode(edge?.labels?.[0]), (chip) => ({ flow, points: pointsOf(edge), chip }));
  });
  const isWhole =
    zones.length === graph.zones.length &&
    components.length === graph.components.length &&
    flows.length === graph.flows.length &&
    flows.every(({ points }) => points.length >= 2);
  return isWhole
    ? { width: Math.ceil(root.width ?? 0), height: Math.ceil(root.height ?? 0), zones, components, flows }
    : null;
}

const byId = <T extends { readonly id: string }>(part: T): readonly [string, T] => [part.id, part];
const within = <T>(box: Box | null, place: (box: Box) => T): readonly T[] => (box ? [place(box)] : []);
const rounded = (value: number) => Math.round(value * 10) / 10;

function pointsOf(edge: ElkExtendedEdge | undefined): readonly Point[] {
  return (edge?.sections ?? [])
    .flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint])
    .map(({ x, y }) => ({ x: rounded(x), y: rounded(y) }));
}
