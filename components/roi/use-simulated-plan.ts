"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useWhatIf } from "@/components/posture/what-if";
import { stanceOf } from "@/lib/domain/posture/loss-stance";
import type { LossInputs, SimulatedPlan } from "@/lib/domain/posture/simulate-losses";
import { type SimulationWorker, simulationWorker } from "./simulation-worker";

/** A plan as it was simulated; while another one is on its way, still the earlier one. */
export interface PlanState {
  readonly plan: SimulatedPlan | null;
  readonly pending: boolean;
  /** The simulation did not finish: closed forms stand alone. */
  readonly failed: boolean;
}

interface Told {
  readonly key: string;
  /** Null: it did not finish. */
  readonly plan: SimulatedPlan | null;
}

/**
 * The what-if of the page, simulated with the events of today: the server's own answer for the switches that it
 * rendered, a worker's for all others.
 *
 * @param first the server's answer; null where nothing was switched
 */
export function useSimulatedPlan(inputs: LossInputs, first: SimulatedPlan | null): PlanState {
  const { view, switched } = useWhatIf();
  const stance = useMemo(
    () =>
      stanceOf(
        view,
        inputs.scenarios.map(({ name }) => name),
      ),
    [view, inputs],
  );
  const key = JSON.stringify(stance);
  const [told, setTold] = useState<Told | null>(() => first && { key, plan: first });
  const worker = useRef<SimulationWorker | null>(null);
  const isTold = told?.key === key;

  useEffect(() => {
    if (!switched || isTold) return;
    let wanted = true;
    worker.current ??= simulationWorker(inputs);
    worker.current.plan(stance).then(
      (plan) => wanted && setTold({ key, plan }),
      () => wanted && setTold({ key, plan: null }),
    );
    return () => {
      wanted = false;
    };
  }, [switched, isTold, inputs, stance, key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other inputs want another worker
  useEffect(
    () => () => {
      worker.current?.end();
      worker.current = null;
    },
    [inputs],
  );

  if (!switched) return { plan: null, pending: false, failed: false };
  return { plan: told?.plan ?? null, pending: !isTold, failed: isTold && told.plan === null };
}
