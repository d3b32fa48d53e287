import "server-only";
import type { InstantMs, SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import type { PostureSummary } from "@/lib/domain/posture/posture-summary";
import { changesSettleMs, type Read, type Tx } from "./client";
import { Prisma } from "./generated/client";

/** What numbers depend on beside what is stored about a system: the version of the formulas and the catalogue. */
export type Formula = { readonly version: number; readonly catalogueHash: string };

/** How far a system's history has gone. */
export type HistoryMark = {
  /** Number of its newest change; 0 before the first. */
  readonly changeNumber: bigint;
  /**
   * Numbers are given out before their transactions commit, so a smaller one may still appear for as long as a transaction
   * may last. Once settled, equal numbers mean equal history.
   */
  readonly settled: boolean;
};

/** Numbers of a system as they were recorded. */
export type RecordedSummary = HistoryMark &
  Formula & { readonly asOf: UtcDate; readonly summary: PostureSummary };

type Row = {
  system_id: string;
  newest: bigint | null;
  newest_settled: boolean | null;
  change_number: bigint | null;
  settled: boolean | null;
  as_of: string | null;
  formula_version: number | null;
  catalogue_hash: string | null;
  summary: unknown;
};

/** A system with how far its history has gone and what was recorded of it. */
export type MarkedSystem = {
  readonly systemId: SystemId;
  readonly mark: HistoryMark;
  readonly recorded: RecordedSummary | null;
};

const SETTLED = () =>
  Prisma.sql`(n.at < clock_timestamp() - make_interval(secs => ${changesSettleMs / 1000}))`;
const NEWEST = Prisma.sql`left join lateral (
    select c.number, c.at from revision r join change c on c.number = r.change_number
    where r.system_id = s.id order by r.change_number desc limit 1) n on true`;

/** Systems with their marks and recorded numbers, in one query. */
export async function listMarkedSystems(
  read: Read,
  systemIds: readonly SystemId[],
): Promise<ReadonlyMap<SystemId, MarkedSystem>> {
  if (systemIds.length === 0) return new Map();
  const rows = await read.sql.$queryRaw<Row[]>`
    select s.id as system_id, n.number as newest, ${SETTLED()} as newest_settled, p.change_number, p.settled,
      p.as_of::text, p.formula_version, p.catalogue_hash, p.summary
    from system s left join posture_summary p on p.system_id = s.id ${NEWEST}
    where s.id = any(${[...systemIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.system_id as SystemId, toMarked(row)]));
}

function toMarked(row: Row): MarkedSystem {
  const mark = { changeNumber: row.newest ?? 0n, settled: row.newest_settled ?? true };
  const systemId = row.system_id as SystemId;
  if (row.change_number === null) return { systemId, mark, recorded: null };
  const recorded = {
    changeNumber: row.change_number,
    settled: row.settled === true,
    asOf: (row.as_of ?? "") as UtcDate,
    version: row.formula_version ?? 0,
    catalogueHash: row.catalogue_hash ?? "",
    summary: row.summary as PostureSummary,
  };
  return { systemId, mark, recorded };
}

/** Systems whose recorded numbers are missing or of before; in no order, so that instances do not all take the same. */
export async function listSystemsToSummarise(
  read: Read,
  today: UtcDate,
  formula: Formula,
  most: number,
): Promise<readonly SystemId[]> {
  const { version, catalogueHash } = formula;
  const rows = await read.sql.$queryRaw<{ id: string }[]>`
    select s.id from system s left join posture_summary p on p.system_id = s.id ${NEWEST}
    where s.archived_at is null and (p.system_id is null or p.formula_version < ${version} or (
      p.formula_version = ${version} and (p.catalogue_hash <> ${catalogueHash} or p.as_of < ${today}::date
        or p.change_number <> coalesce(n.number, 0) or (not p.settled and coalesce(${SETTLED()}, true)))))
    order by random() limit ${most}`;
  return rows.map(({ id }) => id as SystemId);
}

/**
 * Takes the recording of one system until the transaction ends.
 *
 * @returns false where another instance is at it: its numbers will do
 */
export async function takeSummary(tx: Tx, systemId: SystemId): Promise<boolean> {
  const rows = await tx.sql.$queryRaw<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`posture-summary/${systemId}`}, 0)) as taken`;
  return rows[0]?.taken === true;
}

/** Records the numbers of a system; never in place of newer ones. */
export async function writeSummary(
  tx: Tx,
  systemId: SystemId,
  { changeNumber, settled, asOf, version, catalogueHash, summary }: RecordedSummary,
): Promise<void> {
  await tx.sql.$executeRaw`
    insert into posture_summary as p
      (system_id, change_number, as_of, formula_version, catalogue_hash, settled, summary, computed_at)
    values (${systemId}::uuid, ${changeNumber}, ${asOf}::date, ${version}, ${catalogueHash}, ${settled},
      ${JSON.stringify(summary)}::jsonb, ${new Date(tx.asOf satisfies InstantMs)})
    on conflict (system_id) do update set change_number = excluded.change_number, as_of = excluded.as_of,
      formula_version = excluded.formula_version, catalogue_hash = excluded.catalogue_hash, settled = excluded.settled,
      summary = excluded.summary, computed_at = excluded.computed_at
    where p.formula_version < excluded.formula_version or (p.formula_version = excluded.formula_version
      and p.change_number <= excluded.change_number and p.as_of <= excluded.as_of)`;
}
