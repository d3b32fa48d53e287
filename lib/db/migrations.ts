import "server-only";
import type { Read } from "./client";

/** Migrations that were begun and neither finished nor rolled back. */
export async function countUnfinishedMigrations(read: Read): Promise<number> {
  const rows = await read.sql.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from _prisma_migrations where finished_at is null and rolled_back_at is null`;
  return rows[0]?.n ?? 0;
}
