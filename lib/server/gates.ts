import "server-only";
import type { Read } from "@/lib/db/client";
import { listPassages } from "@/lib/db/phase-gates";
import type { Phase } from "@/lib/domain/checklists/vocabulary";
import { phaseAfter } from "@/lib/domain/gates/gate";
import { type GateStanding, gateStandings } from "@/lib/domain/gates/gate-standing";
import { type Ground, groundOf } from "@/lib/domain/gates/ground";
import type { Passage } from "@/lib/domain/gates/passage";
import type { SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import { phaseGates } from "./catalogue";
import { readPosture, type SystemPosture } from "./posture";

/** The gates of a system as they stand on a day. */
export type SystemGates = {
  readonly posture: SystemPosture;
  readonly ground: Ground;
  readonly passages: readonly Passage[];
  readonly standings: readonly GateStanding[];
  /** The phase that the system is in. */
  readonly phase: Phase;
};

/** Reads where the gates of a system stand; null where there is no such system. Pages and the command decide from these. */
export async function readSystemGates(
  read: Read,
  systemId: SystemId,
  today: UtcDate,
): Promise<SystemGates | null> {
  const posture = await readPosture(read, systemId, today);
  if (!posture) return null;
  const gates = await phaseGates();
  const passages = await listPassages(read, systemId);
  const { system, model, items } = posture;
  const ground = groundOf(model, system);
  const passed = passages.map(({ gate }) => gate);
  return {
    posture,
    ground,
    passages,
    standings: gateStandings({ gates, items, system, ground, passages, today }),
    phase: phaseAfter(passed, gates),
  };
}
