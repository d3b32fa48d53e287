import { summaryOf } from "@/lib/domain/latency/grid-distribution";
import { evaluatePath, type PathTree, stepId } from "@/lib/domain/latency/request-path";
import { sharesNear } from "@/lib/domain/latency/shares";
import type { Step } from "@/lib/domain/latency/step";
import { median, report } from "../lib/measure";

/** Twelve hops with four security steps each: what a what-if on a large path computes anew. */
const quantiles = (msP50: number, msP95: number, msP99: number): Step => ({
  kind: "quantiles",
  msP50,
  msP95,
  msP99,
});
const mixture = (hitProbability: number, hit: Step, miss: Step): Step => ({
  kind: "mixture",
  hitProbability,
  hit,
  miss,
});
const steps: readonly Step[] = [
  mixture(0.7, quantiles(0.3, 0.6, 1), quantiles(22.2, 30, 38)),
  quantiles(0.05, 0.1, 0.2),
  mixture(0.98, quantiles(1.8, 2.8, 2.88), quantiles(4.5, 7, 10)),
  quantiles(3, 7, 12),
];
const hop = (at: number): PathTree => ({
  kind: "series",
  parts: steps.map((step, index) => ({ kind: "step", id: stepId(`hop ${at}`, `step ${index}`), step })),
});
const path: PathTree = { kind: "series", parts: Array.from({ length: 12 }, (_, at) => hop(at)) };

const evaluateMs: number[] = [];
const sharesMs: number[] = [];
for (let round = -5; round < 25; round++) {
  const startedMs = performance.now();
  const evaluated = evaluatePath(path);
  if (!evaluated.ok) throw new Error(evaluated.error.reason);
  summaryOf(evaluated.value.distribution);
  const evaluatedMs = performance.now();
  sharesNear(evaluated.value, 0.95);
  if (round < 0) continue;
  evaluateMs.push(evaluatedMs - startedMs);
  sharesMs.push(performance.now() - evaluatedMs);
}
report("latency_path_12_hops", median(evaluateMs), "ms");
report("latency_shares_12_hops", median(sharesMs), "ms");
