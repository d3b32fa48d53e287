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

/** Whether two-person actions still run at once, because there never were two people who could sign. */
export async function bootstrapIsOpen(read: Read): Promise<boolean> {
  return (await read.sql.installation.count({ where: { id: 1, bootstrapClosedAt: null } })) === 1;
}

/** The same for a command that runs on its strength: it can't be closed until that command has ended. */
export async function holdBootstrap(tx: Tx): Promise<boolean> {
  const rows = await tx.sql.$queryRaw<unknown[]>`
    select 1 from installation where id = 1 and bootstrap_closed_at is null for share`;
  return rows.length === 1;
}

export async function insertSetupToken(tx: Tx, tokenHash: Sha256Hex): Promise<void> {
  await tx.sql.setupToken.create({ data: { tokenHash } });
}

export async function setupTokenIsValid(read: Read, tokenHash: Sha256Hex): Promise<boolean> {
  return (await read.sql.setupToken.count({ where: { tokenHash } })) === 1;
}
