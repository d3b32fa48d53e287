import "server-only";
import type { GateId } from "@/lib/domain/gates/gate";
import type { Passage, PassageSnapshot } from "@/lib/domain/gates/passage";
import type { ApprovalRequestId, InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import { type Read, revise, type Tx } from "./client";
import type { Prisma } from "./generated/client";
import { makeId } from "./ids";

const LIST_MAX = 1_000;
const WITH_NAMES = {
  passer: { select: { id: true, name: true, handle: true } },
  request: { select: { number: true } },
} as const satisfies Prisma.PhaseGateInclude;
type Row = Prisma.PhaseGateGetPayload<{ include: typeof WITH_NAMES }>;

function toPassage(row: Row): Passage {
  return {
    gate: row.gate as GateId,
    number: row.number,
    atMs: row.at.getTime() as InstantMs,
    requestNumber: row.request?.number ?? null,
    by: { ...row.passer, id: row.passer.id as UserId },
    reason: row.reason,
    snapshot: row.snapshot as unknown as PassageSnapshot,
  };
}

/** Every time that a system passed one of its gates, the newest first. */
export async function listPassages(read: Read, systemId: SystemId): Promise<readonly Passage[]> {
  const rows = await read.sql.phaseGate.findMany({
    where: { systemId },
    include: WITH_NAMES,
    orderBy: [{ at: "desc" }, { number: "desc" }],
    take: LIST_MAX,
  });
  return rows.map(toPassage);
}

/** Keeps that a system, whose row is locked, passed a gate. */
export async function insertPassage(
  tx: Tx,
  passage: {
    readonly systemId: SystemId;
    readonly gate: GateId;
    readonly requestId: ApprovalRequestId | null;
    readonly passedBy: UserId;
    readonly reason: string;
    readonly snapshot: PassageSnapshot;
  },
): Promise<Passage> {
  const { systemId, gate, snapshot } = passage;
  const number = (await tx.sql.phaseGate.count({ where: { systemId, gate } })) + 1;
  const id = makeId();
  const row = await tx.sql.phaseGate.create({
    data: {
      ...passage,
      snapshot: snapshot as unknown as Prisma.InputJsonObject,
      id,
      number,
      at: new Date(tx.asOf),
    },
    include: WITH_NAMES,
  });
  revise(tx, {
    aggregate: "phase-gate",
    id,
    version: 1,
    systemId,
    snapshot: { gate, number, passedBy: passage.passedBy, reason: passage.reason },
  });
  return toPassage(row);
}
