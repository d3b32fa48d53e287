import "server-only";
import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api";
import { boxOfNode, elkGraph, layoutNodesOf } from "@/lib/domain/architecture/elk-graph";
import {
  type Box,
  isDrawable,
  type Point,
  type TopologyDrawing,
} from "@/lib/domain/architecture/topology-drawing";
import type { TopologyGraph } from "@/lib/domain/architecture/topology-graph";

/**
 * What one layout may take before its thread is ended: processor time, told from that of the whole process, so that a busy
 * machine is not taken for a large model; and waiting, in any case.
 */
const LAYOUT_LIMIT = { cpuMs: 3_000, waitMs: 8_000 };
/** The same for loading the engine, once per thread. */
const START_LIMIT = { cpuMs: 5_000, waitMs: 10_000 };
const LOOK_MS = 50;
const WAITING_MAX = 8;
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
 * Runs on a thread of its own that is ended after a second of work, so a large model slows nobody down. The same graph is laid
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
  if (underway.size >= WAITING_MAX) return null;
  const drawing = inTurn(() => laidOut(elkGraph(graph))).then((root) => root && drawingOf(graph, root));
  underway.set(key, drawing);
  try {
    keep(key, await drawing);
    return await drawing;
  } finally {
    underway.delete(key);
  }
}

function keep(key: string, drawing: TopologyDrawing | null): void {
  kept.delete(key);
  kept.set(key, { drawing, until: drawing ? Number.POSITIVE_INFINITY : Date.now() + REFUSED_MS });
  const [oldest] = kept.keys();
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other: there is one thread. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}

// Given as text, so that no bundler looks inside; such a thread finds packages from the directory that the server runs in.
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

let thread: Promise<Worker | null> | null = null;

async function laidOut(graph: ElkNode): Promise<ElkNode | null> {
  thread ??= startThread();
  const worker = await thread;
  const answer = worker && (await answerOf(worker, LAYOUT_LIMIT, () => worker.postMessage(graph)));
  if (isAnswer(answer)) return answer.root;
  thread = null;
  await worker?.terminate();
  return null;
}

async function startThread(): Promise<Worker | null> {
  const worker = new Worker(THREAD, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 256 } });
  worker.unref();
  // A thread that dies, also between two layouts, is replaced; it must not take the server with it.
  worker
    .on("error", () => undefined)
    .once("exit", () => {
      thread = null;
    });
  if ((await answerOf(worker, START_LIMIT)) === "ready") return worker;
  await worker.terminate();
  return null;
}

const isAnswer = (answer: unknown): answer is { readonly root: ElkNode | null } =>
  typeof answer === "object" && answer !== null && "root" in answer;

/** What the thread says next; null when it fails or is silent for too long. */
function answerOf(worker: Worker, limit: typeof LAYOUT_LIMIT, ask?: () => void): Promise<unknown> {
  return new Promise((resolve) => {
    const cpuBefore = process.cpuUsage();
    const since = performance.now();
    const timer = setInterval(() => {
      const { user, system } = process.cpuUsage(cpuBefore);
      if ((user + system) / 1_000 >= limit.cpuMs || performance.now() - since >= limit.waitMs) settle(null);
    }, LOOK_MS);
    const fail = () => settle(null);
    const settle = (answer: unknown) => {
      clearInterval(timer);
      worker.off("message", settle).off("error", fail).off("exit", fail);
      resolve(answer);
    };
    worker.on("message", settle).on("error", fail).on("exit", fail);
    ask?.();
  });
}

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
