import "server-only";
import {
  type LossInputs,
  type LossStance,
  type Simulated,
  startLossRun,
} from "@/lib/domain/posture/simulate-losses";

/** Results of the last simulations by what they were made from; losing them costs time and nothing else. */
const remembered = new Map<string, Simulated>();
const REMEMBERED_MAX = 100;

/** Simulates the losses of a system; the same question again is answered from memory. */
export function simulateRemembered(inputs: LossInputs, plan: LossStance | null): Simulated {
  const key = JSON.stringify([inputs, plan]);
  const earlier = remembered.get(key);
  if (earlier) return earlier;
  const result = simulate(inputs, plan);
  const [oldest] = remembered.keys();
  if (remembered.size >= REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest);
  remembered.set(key, result);
  return result;
}

function simulate(inputs: LossInputs, plan: LossStance | null): Simulated {
  const started = startLossRun(inputs);
  if (!started.ok) return { ok: false, reason: started.error.reason };
  const run = started.value;
  return { ok: true, money: run.money, plan: plan && run.plan(plan) };
}
