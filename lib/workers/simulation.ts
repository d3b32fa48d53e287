import {
  type LossInputs,
  type LossRun,
  type LossStance,
  type SimulatedPlan,
  startLossRun,
} from "../domain/posture/simulate-losses";

/** What the page sends: once what the simulation starts from, then one plan after the other. */
export type SimulationQuestion =
  | { readonly kind: "start"; readonly inputs: LossInputs }
  | { readonly kind: "plan"; readonly id: number; readonly stance: LossStance };

/** The answer to a plan; null where there is no simulation to ask. */
export interface SimulationAnswer {
  readonly id: number;
  readonly plan: SimulatedPlan | null;
}

/** Draws the events once and thins them for each plan, with the very functions that the server computes with. */
export function simulationHandler(): (question: SimulationQuestion) => SimulationAnswer | null {
  let run: LossRun | null = null;
  return (question) => {
    if (question.kind === "plan") return { id: question.id, plan: run?.plan(question.stance) ?? null };
    const started = startLossRun(question.inputs);
    run = started.ok ? started.value : null;
    return null;
  };
}

/** The scope of a web worker, as far as this file uses it. */
interface WorkerScope {
  readonly document?: unknown;
  onmessage: ((event: { readonly data: SimulationQuestion }) => void) | null;
  readonly postMessage?: (answer: SimulationAnswer) => void;
}

/** Begins to answer the page; does nothing outside of a web worker. */
function listen(scope: WorkerScope): void {
  if (scope.document !== undefined || !scope.postMessage) return;
  const answer = simulationHandler();
  scope.onmessage = ({ data }) => {
    const said = answer(data);
    if (said) scope.postMessage?.(said);
  };
}

listen(globalThis as unknown as WorkerScope);
