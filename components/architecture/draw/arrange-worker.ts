import { askWorker } from "@/components/posture/ask-worker";
import type { Places } from "@/lib/domain/architecture/diagram/places";
import { boxOfNode, elkGraph, layoutNodesOf } from "@/lib/domain/architecture/elk-graph";
import type { TopologyGraph } from "@/lib/domain/architecture/topology-graph";
import { elementIdOf } from "@/lib/domain/kernel/parse-id";
import type { ArrangeAnswer, ArrangeQuestion } from "@/lib/workers/arrange";

/** A drawing of 300 components takes some seconds; longer than this nobody waits. */
const PATIENCE_MS = 60_000;

/** Gives everything a place beside the page, so that it stays fluent; the worker ends with its answer. */
export async function arrange(graph: TopologyGraph): Promise<Places> {
  const worker = new Worker(new URL("../../../lib/workers/arrange.ts", import.meta.url), { type: "module" });
  const ask = (question: ArrangeQuestion) => askWorker<ArrangeAnswer>(worker, question, PATIENCE_MS);
  try {
    await ask({ id: 0, cmd: "register", algorithms: ["layered"] });
    const { data } = await ask({
      id: 1,
      cmd: "layout",
      graph: elkGraph(graph),
      layoutOptions: {},
      options: {},
    });
    if (!data) throw new Error("This drawing could not be laid out.");
    return new Map(
      layoutNodesOf(data).flatMap((node) => {
        const box = boxOfNode(node);
        return box ? [[elementIdOf(node.id), box] as const] : [];
      }),
    );
  } finally {
    worker.terminate();
  }
}
