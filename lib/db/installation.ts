import "server-only";
import type { Sha256Hex } from "@/lib/domain/kernel/ids";
import { type Read, revise, type Tx } from "./client";

export type Installation = { readonly organisation: string; readonly currency: string };

/** The organisation that this installation serves; null until set-up is done. */
export async function findInstallation(read: Read): Promise<Installation | null> {
  return read.sql.installation.findUnique({
    where: { id: 1 },
    select: { organisation: true, currency: true },
  });
}

/** Lets one set-up at a time through, on whichever instance. */
export async function holdSetUp(tx: Tx): Promise<void> {
  await tx.sql.$executeRaw`select pg_advisory_xact_lock(hashtext('countersign.set-up'))`;
}

/** Claims the installation; the second of two racing set-ups fails on the key. */
export async function insertInstallation(tx: Tx, installation: Installation): Promise<void> {
  await tx.sql.installation.create({ data: { id: 1, ...installation, setUpAt: new Date(tx.asOf) } });
  await tx.sql.setupToken.deleteMany();
  revise(tx, { aggregate: "installation", id: "1", version: 1, snapshot: installation });
}

export async function insertSetupToken(tx: Tx, tokenHash: Sha256Hex): Promise<void> {
  await tx.sql.setupToken.create({ data: { tokenHash } });
}

export async function setupTokenIsValid(read: Read, tokenHash: Sha256Hex): Promise<boolean> {
  return (await read.sql.setupToken.count({ where: { tokenHash } })) === 1;
}
