import "server-only";
import { type KeptPlaces, type Places, readPlaces } from "@/lib/domain/architecture/diagram/places";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Read, Tx } from "./client";
import type { Prisma } from "./generated/client";

/** Where the parts of a system stand on its drawing board; nothing kept: none. */
export async function findLayout(read: Read, systemId: SystemId): Promise<Places> {
  const row = await read.sql.diagramLayout.findUnique({ where: { systemId }, select: { positions: true } });
  return readPlaces(row?.positions);
}

/** Keeps where the parts of a system stand, in place of what was kept. The caller holds the lock of the system. */
export async function writeLayout(tx: Tx, systemId: SystemId, places: KeptPlaces): Promise<void> {
  const positions = places as Prisma.InputJsonObject;
  const changedAt = new Date(tx.asOf);
  await tx.sql.diagramLayout.upsert({
    where: { systemId },
    create: { systemId, positions, changedAt },
    update: { positions, changedAt, version: { increment: 1 } },
  });
}
