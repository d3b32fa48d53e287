import "server-only";
import type { MechanismId } from "@/lib/domain/catalogue/mechanism";
import type { OwnStrength, StrengthKey } from "@/lib/domain/catalogue/own-strengths";
import type { ThreatId } from "@/lib/domain/catalogue/threat";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import { type Read, revise, type Tx } from "./client";

const LIST_MAX = 5_000;

/** What a revision keeps; null: the product's holds again. */
type Snapshot = StrengthKey & Pick<OwnStrength, "basis"> & { readonly strength: number | null };

const isGiven = (one: Snapshot): one is OwnStrength => one.strength !== null;
const idOf = ({ threat, mechanism, function: does }: StrengthKey) => `${threat}.${mechanism}.${does}`;

/** The strengths that the organisation gives itself. */
export async function listOwnStrengths(read: Read): Promise<readonly OwnStrength[]> {
  const rows = await read.sql.ownStrength.findMany({
    where: { strength: { not: null } },
    orderBy: [{ threat: "asc" }, { mechanism: "asc" }, { function: "asc" }],
    select: { threat: true, mechanism: true, function: true, strength: true, basis: true },
    take: LIST_MAX,
  });
  return (rows as Snapshot[]).filter(isGiven);
}

/** Those that it gave at an instant: of each the newest revision up to then. */
export async function listOwnStrengthsAt(read: Read, at: InstantMs): Promise<readonly OwnStrength[]> {
  const rows = await read.sql.$queryRaw<{ snapshot: Snapshot }[]>`
    select distinct on (r.aggregate_id) r.snapshot
    from revision r join change c on c.number = r.change_number
    where r.aggregate = 'strength' and c.at <= ${new Date(at)}
    order by r.aggregate_id, r.change_number desc limit ${LIST_MAX}`;
  return rows.map(({ snapshot }) => snapshot).filter(isGiven);
}

/** Version and content of an own strength, 0 where there never was one; held until the transaction ends. */
export async function lockOwnStrength(
  tx: Tx,
  key: StrengthKey,
): Promise<Pick<Snapshot, "strength" | "basis"> & { readonly version: number }> {
  await tx.sql
    .$executeRaw`select pg_advisory_xact_lock(hashtextextended('countersign.strength ' || ${idOf(key)}, 0))`;
  const row = await tx.sql.ownStrength.findUnique({ where: { threat_mechanism_function: keyOf(key) } });
  return row
    ? { version: row.version, strength: row.strength, basis: row.basis }
    : { version: 0, strength: null, basis: "" };
}

/** What was ever set for one mechanism against one threat, with its version; null where the product's holds again. */
export async function listStrengthsOf(
  read: Read,
  threat: ThreatId,
  mechanism: MechanismId,
): Promise<readonly (Snapshot & { readonly version: number })[]> {
  const rows = await read.sql.ownStrength.findMany({ where: { threat, mechanism }, take: LIST_MAX });
  return rows.map(({ changedAt: _changedAt, ...row }) => row as Snapshot & { version: number });
}

const keyOf = ({ threat, mechanism, function: does }: StrengthKey) => ({ threat, mechanism, function: does });

/** Gives a strength of its own, or (null) goes back to the product's; it is held. */
export async function putOwnStrength(tx: Tx, one: Snapshot, version: number): Promise<void> {
  const { strength, basis } = one;
  const facts = { strength, basis, version, changedAt: new Date(tx.asOf) };
  await tx.sql.ownStrength.upsert({
    where: { threat_mechanism_function: keyOf(one) },
    create: { ...keyOf(one), ...facts },
    update: facts,
  });
  revise(tx, { aggregate: "strength", id: idOf(one), version, snapshot: { ...keyOf(one), strength, basis } });
}
