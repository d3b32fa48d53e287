import { askWorker } from "@/components/posture/ask-worker";
import type { LossInputs, LossStance, SimulatedPlan } from "@/lib/domain/posture/simulate-losses";
import type { SimulationAnswer, SimulationQuestion } from "@/lib/workers/simulation";

/** Simulates plans of one system beside the page. */
export interface SimulationWorker {
  readonly plan: (stance: LossStance) => Promise<SimulatedPlan>;
  readonly end: () => void;
}

/** Longer than any simulation takes. */
const PATIENCE_MS = 20_000;

/** Starts nothing yet: the worker and its events come with the first plan. */
export function simulationWorker(inputs: LossInputs): SimulationWorker {
  let worker: Worker | null = null;
  let asked = 0;
  const start = (): Worker => {
    if (worker) return worker;
    worker = new Worker(new URL("../../lib/workers/simulation.ts", import.meta.url), { type: "module" });
    send(worker, { kind: "start", inputs });
    return worker;
  };
  return {
    plan: (stance) => {
      asked += 1;
      return planOf(start(), { kind: "plan", id: asked, stance });
    },
    end: () => {
      worker?.terminate();
      worker = null;
    },
  };
}

const send = (worker: Worker, question: SimulationQuestion) => worker.postMessage(question);

async function planOf(
  worker: Worker,
  question: Extract<SimulationQuestion, { kind: "plan" }>,
): Promise<SimulatedPlan> {
  const { plan } = await askWorker<SimulationAnswer>(worker, question, PATIENCE_MS);
  if (!plan) throw new Error("The worker has no simulation.");
  return plan;
}
